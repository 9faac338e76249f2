"""Who may try a PIN. Wrong ones are counted by address, whatever the number of connections."""
import ipaddress
import time
from collections import OrderedDict

FREE_TRIES = 3
LONGEST_WAIT = 900
FORGOTTEN_AFTER = 86_400
MOST_ADDRESSES = 10_000


def network(address):
    """What counts as one address: an IPv4 address, or an IPv6 subscriber's whole /64."""
    ip = ipaddress.ip_address(address)
    if ip.version == 4:
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.ip_network(f'{ip}/64', strict=False))


class Tries:
    """Wrong PINs by address. After three, each one doubles the wait: 1 s, 2 s, 4 s, up to 15 min."""

    def __init__(self, now=time.monotonic):
        self.now = now
        self.wrong = OrderedDict()

    def wait(self, address):
        """Seconds until this address may try again; 0: now."""
        count, last = self.wrong.get(network(address), (0, 0.0))
        if count < FREE_TRIES or self.now() - last > FORGOTTEN_AFTER:
            return 0.0
        return max(0.0, last + min(2 ** (count - FREE_TRIES), LONGEST_WAIT) - self.now())

    def failed(self, address):
        """Counts a wrong PIN. The address that has been quiet longest is forgotten first."""
        count, last = self.wrong.pop(network(address), (0, 0.0))
        if self.now() - last > FORGOTTEN_AFTER:
            count = 0
        self.wrong[network(address)] = (count + 1, self.now())
        if len(self.wrong) > MOST_ADDRESSES:
            self.wrong.popitem(last=False)

    def succeeded(self, address):
        """Forgets the wrong PINs of an address."""
        self.wrong.pop(network(address), None)
