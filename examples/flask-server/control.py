"""Lets tests look into the server and speak through it, with --test and from this machine only."""
import os
import signal
import sys
import threading

from flask import Blueprint, jsonify, request

import speech

NONCE = 'of-the-page'

received = []
policies = []


def record(event, message):
    """Keeps what a page sent, without its PIN."""
    if isinstance(message, dict) and 'pin' in message:
        message = {**message, 'pin': '****'}
    received.append({'event': event, 'payload': message})


def add_policy(response):
    """Serves pages under the newest Content-Security-Policy, with a nonce on their scripts."""
    if policies and response.mimetype == 'text/html':
        response.headers['Content-Security-Policy'] = policies[-1]
        body = response.get_data(as_text=True)
        response.set_data(body.replace('<script', f'<script nonce="{NONCE}"'))
    return response


def add_control(app, sio, namespace):
    """Adds what is below /test, and ends the server when whoever started it is gone."""
    control = Blueprint('control', __name__, url_prefix='/test')

    @control.post('/emit')
    def send():
        asked = request.get_json()
        sio.emit(asked['event'], asked.get('payload'), namespace=namespace)
        return jsonify(True)

    @control.get('/received')
    def read():
        return jsonify(received)

    @control.post('/understand')
    def understand():
        speech.understood.append(request.get_json()['text'])
        return jsonify(True)

    @control.post('/policy')
    def serve_under():
        policies.append(request.get_json()['policy'])
        return jsonify(True)

    def unknown(event, _sid, message=None, *_more):
        record(event, message)
        # No acknowledgement: without this handler there is none either.
        return sio.server.not_handled

    app.register_blueprint(control)
    app.after_request(add_policy)
    sio.server.on('*', unknown, namespace=namespace)
    threading.Thread(target=end_with_input, daemon=True).start()


def end_with_input():
    """Waits for the end of the standard input, which is the end of whoever started the server."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
