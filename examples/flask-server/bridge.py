"""The telephony bridge that rings the agent and the caller: an API in the cloud, only played here."""
from uuid import uuid4

PROBLEMS = {
    'off': 'The bridge is switched off.',
    'fails': 'The bridge could not reach the agent: account suspended (20003).',
}


def ring_agent(bridge, extension):
    """Asks the bridge to call the agent. Returns whether it does, and what it says of it."""
    if bridge == 'rings':
        return True, {
            'call_sid': f'CA{uuid4().hex}',
            'user_call_sid': f'CA{uuid4().hex}',
            'status': 'queued',
            'to': extension,
        }
    return False, {'error': PROBLEMS[bridge]}
