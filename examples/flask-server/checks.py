"""Reads what a page sends. Whatever is wrong is told by the name of the field."""
import base64
import re

LARGEST_CLIP = 512 * 1024
RECORDING = (b'\x1aE\xdf\xa3', b'OggS')
DATA_URL = re.compile(r'data:audio/[\w.+-]+(;[\w=.-]+)*;base64,')


class Wrong(ValueError):
    """A field that is not what it should be."""

    def __init__(self, field, expected):
        super().__init__(f'{field}: expected {expected}.')
        self.field = field


def read(message, fields):
    """The values of the named fields of a message, in that order; other fields are ignored."""
    given = message if isinstance(message, dict) else {}
    return [check(name, given.get(name)) for name, check in fields.items()]


def text(longest):
    """A text that is not empty, trimmed."""
    def check(field, value):
        if not isinstance(value, str) or not 0 < len(value.strip()) <= longest:
            raise Wrong(field, f'a text of 1 to {longest} characters')
        return value.strip()
    return check


def identifier(field, value):
    """An id that a page made up."""
    if not isinstance(value, str) or not re.fullmatch(r'[\w.:-]{1,100}', value, re.ASCII):
        raise Wrong(field, 'an id of 1 to 100 letters, digits, dots, colons or dashes')
    return value


def clip(field, value):
    """Base64 of a recording, which is known by its first bytes. A data URL will do as well."""
    wrong = Wrong(field, 'base64 of a WebM or Ogg recording of at most 512 KiB')
    if not isinstance(value, str) or len(value) > LARGEST_CLIP * 2:
        raise wrong
    try:
        sound = base64.b64decode(DATA_URL.sub('', value, count=1), validate=True)
    except ValueError:
        raise wrong from None
    if len(sound) > LARGEST_CLIP or not sound.startswith(RECORDING):
        raise wrong
    return sound
