"""The telephony bridge that rings the agent: an API in the cloud, only played here."""
from uuid import uuid4

PROBLEMS = {
    'off': 'The bridge is switched off.',
    'fails': 'The bridge could not reach the agent: account suspended (20003).',
}


def ring_agent(bridge, extension):
    """Asks the bridge to call the agent. Returns whether it does, and what it says of it."""
    if bridge == 'rings':
        return True, {'sid': f'CA{uuid4().hex}', 'status': 'queued', 'to': extension}
    return False, {'error': PROBLEMS[bridge]}


def status_of(started, details):
    """The bridge's answer as `transfer_status` tells it."""
    return {'success': started, 'details': 'Calling the agent.' if started else details['error']}
