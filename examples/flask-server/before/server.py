"""The voice assistant's server: Flask, Flask-SocketIO and its namespace /voice.

A page signs in with a PIN, sends what the caller said or wrote, and gets sentences back. A caller
who asks for a human is transferred.
"""
import hmac
import math
import time
from dataclasses import dataclass
from functools import wraps
from uuid import uuid4

import eventlet
from eventlet import wsgi
from flask import Flask, render_template, request
from flask_socketio import SocketIO, disconnect, emit

import checks
from bridge import ring_agent
from control import add_control, record
from conversation import has_transfer_intent, reply_to, target_of
from options import FOLDER, read_options
from sign_in import Tries
from speech import SENTENCES, recognise, spoken
from vendor import vendor

NAMESPACE = '/voice'
PIN_TRIES = 5

options = read_options()
app = Flask(__name__, root_path=FOLDER, template_folder='.')
app.secret_key = options.secret_key
app.logger.setLevel('INFO')
app.register_blueprint(vendor)
# A clip of 512 KiB is larger than the library's own limit once it is base64.
sio = SocketIO(app, async_mode='eventlet', max_http_buffer_size=4_000_000)
sessions = {}
tries = Tries()


@dataclass
class Session:
    """One page, from its connection to its end."""

    id: str
    authenticated: bool = False
    wrong_pins: int = 0
    recording: bool = False
    transfer_until: float = 0.0

    @property
    def transfer_in_progress(self):
        """Whether one runs. Nothing of the bridge's resets it; --forget ends it after a while."""
        return time.monotonic() < self.transfer_until


def receives(event, **fields):
    """Registers what is done with an event. A malformed one is refused and changes nothing."""
    def register(handler):
        @sio.on(event, namespace=NAMESPACE)
        def handle(message=None, *_):
            if options.test:
                record(event, message)
            try:
                return handler(sessions[request.sid], *checks.read(message, fields))
            except checks.Wrong as wrong:
                refuse(wrong.field, str(wrong))
        return handler
    return register


def signed_in(handler):
    """Keeps everybody out who has not shown the PIN."""
    @wraps(handler)
    def guarded(session, *values):
        if session.authenticated:
            return handler(session, *values)
        return refuse('pin', 'Sign in with the PIN first.')
    return guarded


def refuse(field, sentence):
    """Tells the page what was wrong."""
    emit('error', {'message': sentence, 'field': field})


def say(name):
    """Says one of the assistant's sentences."""
    emit('agent_response', {'success': True, **spoken(name)})


@app.get('/')
def index():
    """The page. Templates know the PBX; JsSIP is on it where the address says ?jssip."""
    pbx = {'domain': options.domain, 'wss_port': options.wss_port, 'transport': options.transport}
    return render_template(options.page, pbx=pbx, jssip='jssip' in request.args)


@sio.on('connect', namespace=NAMESPACE)
def connected():
    session = sessions[request.sid] = Session(str(uuid4()))
    emit('connected', {'session_id': session.id})


@sio.on('disconnect', namespace=NAMESPACE)
def disconnected():
    sessions.pop(request.sid, None)


def is_pin(given):
    """Compares in constant time. JSON may hold half a surrogate pair, which has no bytes."""
    return hmac.compare_digest(given.encode(errors='replace'), options.pin.encode())


@receives('authenticate', pin=checks.text(12))
def authenticate(session, pin):
    """Signs in. Wrong PINs make their address wait, and five of them end the connection."""
    wait = math.ceil(tries.wait(request.remote_addr))
    if wait:
        return reject(f'Too many wrong PINs. Try again in {wait} s.')
    if not is_pin(pin):
        tries.failed(request.remote_addr)
        session.wrong_pins += 1
        reject('That PIN is wrong.')
        return disconnect() if session.wrong_pins >= PIN_TRIES else None
    tries.succeeded(request.remote_addr)
    session.authenticated = True
    emit('authenticated', {'success': True})
    emit('welcome_greeting', spoken('welcome'))


def reject(sentence):
    """Says why a page is not signed in."""
    emit('authenticated', {'success': False, 'message': sentence})


@receives('start_recording')
@signed_in
def start_recording(session):
    session.recording = True
    emit('recording_started', {'message': 'Listening…'})


@receives('stop_recording', audio=checks.clip)
@signed_in
def stop_recording(session, audio):
    """Turns a clip into words and answers them."""
    if not session.recording:
        return refuse('audio', 'audio: no recording was started.')
    session.recording = False
    emit('status', {'message': 'Transcribing …'})
    text = recognise(audio)
    if not text:
        return emit('transcription', {'success': False, 'message': SENTENCES['no-recogniser']})
    emit('transcription', {'success': True, 'text': text, 'method': 'local'})
    answer(session, text)


@receives('user_text', text=checks.text(500))
@signed_in
def user_text(session, text):
    emit('status', {'message': 'Thinking…'})
    answer(session, text)


def answer(session, text):
    """Answers the caller, or transfers them."""
    if not has_transfer_intent(text):
        say(reply_to(text))
    elif session.transfer_in_progress:
        say('already-connecting')
    else:
        start_transfer(session, text)


def start_transfer(session, text):
    """Tells the page of the transfer, then of the bridge's call, and says it aloud last."""
    session.transfer_until = time.monotonic() + options.forget
    extension, department = target_of(text)
    announcement = f'transfer-{department or "extension"}'
    started, details = ring_agent(options.bridge, extension)
    reason = text.replace(options.pin, '****')
    # region transfer-initiated
    emit('transfer_initiated', {
        'success': True,
        'extension': extension,
        'department': department,
        'reason': reason,
        'instructions': {'extension': extension, 'department': department, 'reason': reason},
        'message': SENTENCES[announcement],
        'call_started': started,
        'call_details': details,
    })
    # endregion
    emit('transfer_status', {'success': started, 'details': details})
    sio.start_background_task(announce, request.sid, session, announcement)


def announce(sid, session, name):
    """Says the transfer's sentence once it is synthesized, unless the transfer is over by then."""
    sio.sleep(options.pause)
    if session.transfer_in_progress and options.synthesis == 'works':
        message = {'success': True, 'transfer': True, **spoken(name)}
        sio.emit('agent_response', message, to=sid, namespace=NAMESPACE)


def main():
    """Serves, to this machine alone, and says so once a page can connect."""
    if options.test:
        add_control(app, sio, NAMESPACE)
    try:
        listener = eventlet.listen(('127.0.0.1', options.port))
    except OSError as error:
        raise SystemExit(f'--port {options.port}: {error.strerror}. Choose another one.')
    print(f'ready http://localhost:{listener.getsockname()[1]}/', flush=True)
    wsgi.server(listener, app, log_output=False)


if __name__ == '__main__':
    main()
