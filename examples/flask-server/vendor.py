"""What other pages load from a CDN, served from this machine."""
from flask import Blueprint, abort, send_file

from options import FOLDER

FILES = {
    'socket.io.min.js': FOLDER / 'node_modules/socket.io-client-4.5.4/dist/socket.io.min.js',
    'jssip.min.js': FOLDER / 'dist/jssip.min.js',
}

vendor = Blueprint('vendor', __name__, url_prefix='/static/vendor')


@vendor.get('/<name>')
def script(name):
    """One script; 404 while it is not installed or not built."""
    file = FILES.get(name)
    if not file or not file.is_file():
        abort(404)
    return send_file(file, mimetype='text/javascript', max_age=0)
