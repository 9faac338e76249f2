"""What the person who starts the server decides, by flags or by the environment."""
import argparse
import math
import os
import secrets
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
DEMO_PIN = '1234'


def port(text):
    """A port; 0 lets the system choose one."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError('expected a port from 0 to 65535')
    return number


def seconds(text):
    """A time that something may take."""
    number = float(text)
    if not math.isfinite(number) or number < 0:
        raise argparse.ArgumentTypeError('expected a number of seconds')
    return number


def read_options(env=os.environ):
    """Reads the command line. A wrong option ends the program with a sentence that names it."""
    parser = argparse.ArgumentParser(description='A voice assistant on Flask-SocketIO.')
    add = parser.add_argument
    add('--port', type=port, default=5000,
        help='where it is served on this machine (5000); 0: any free port')
    add('--page', default='templates/index.html',
        help='the page that is served, such as before/index.html')
    add('--domain', default=env.get('FUSIONPBX_DOMAIN', 'localhost'),
        help="the PBX's domain (FUSIONPBX_DOMAIN)")
    add('--wss-port', type=port, default=env.get('FUSIONPBX_WSS_PORT', '8080'),
        help="the PBX's port for WebSockets (FUSIONPBX_WSS_PORT)")
    add('--transport', choices=('wss', 'ws'), default=env.get('FUSIONPBX_TRANSPORT', 'ws'),
        help='wss, or ws to a PBX on this machine (FUSIONPBX_TRANSPORT)')
    add('--bridge', choices=('off', 'rings', 'fails'), default='off',
        help='what the telephony bridge does with a transfer (off)')
    add('--pause', type=seconds, default=0.6,
        help='seconds before a transfer is announced aloud (0.6)')
    add('--synthesis', choices=('works', 'fails'), default='works',
        help='whether the sentence that announces a transfer can be synthesized (works)')
    add('--forget', type=seconds, default=math.inf,
        help='seconds after which a transfer without news is over (never)')
    add('--test', action='store_true',
        help='serves /test too, and ends when its standard input does')
    options = parser.parse_args()
    options.pin = env.get('VOICE_PIN', DEMO_PIN)
    options.sip_user = env.get('SIP_USER', 'transfer')
    options.sip_password = env.get('SIP_PASSWORD', '')
    if options.sip_password and options.pin == DEMO_PIN:
        parser.error('SIP_PASSWORD: everybody knows the demo PIN. Set VOICE_PIN to one of your own.')
    options.secret_key = env.get('FLASK_SECRET_KEY') or secrets.token_hex()
    return options
