"""What the assistant makes of the caller's words."""
import re

DEPARTMENTS = {'support': '2001', 'sales': '2005'}

REFUSAL = re.compile(r"\b(don'?t|do not|never)\b.*\b(transfer|connect|agent|human|person)")
EXTENSION = re.compile(r'\b(?:extension|ext\.?) ?(\d{2,15})\b')
TRANSFER = re.compile(
    r'\b(transfer|connect) (me|us|my call|this call)\b|\bput me through\b'
    r'|\b(agent|human|representative|operator|(real|live) person)\b'
    r'|\bspeak (to|with) (someone|a person)\b')
ANSWERS = (
    ('hours', re.compile(r'\b(hours|open|close)\b')),
    ('thanks', re.compile(r'\b(thanks|thank you)\b')),
    ('help', re.compile(r'\bhelp\b')),
    ('goodbye', re.compile(r'\b(bye|goodbye)\b')),
    ('hello', re.compile(r'\b(hello|hi|hey)\b')),
)


def has_transfer_intent(text):
    """Whether the caller wants a human."""
    words = text.lower()
    if REFUSAL.search(words):
        return False
    return bool(EXTENSION.search(words) or TRANSFER.search(words))


def target_of(text):
    """The extension that the caller wants, and the department unless a number was named."""
    words = text.lower()
    dialled = EXTENSION.search(words)
    if dialled:
        return dialled.group(1), None
    department = 'sales' if 'sales' in words else 'support'
    return DEPARTMENTS[department], department


def reply_to(text):
    """The name of the sentence that answers."""
    words = text.lower()
    if REFUSAL.search(words):
        return 'stay'
    return next((name for name, asked in ANSWERS if asked.search(words)), 'unknown')
