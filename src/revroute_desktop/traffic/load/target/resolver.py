"""Names to addresses and TXT records; handed in, so that a test can say what a name means."""

import asyncio
import socket
from typing import Protocol

from revroute_desktop.errors import UserError

ANSWER_SECONDS_MAX = 10.0
"""How long a name may take to resolve."""


class NameUnknown(UserError):
    """A name has no answer."""


class Resolver(Protocol):
    """Answers what a name stands for."""

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Return the addresses of a host in the order of preference; raises NameUnknown without one."""
        ...

    async def texts(self, name: str) -> tuple[str, ...]:
        """Return the TXT records of a name, none where it has none or nobody answers."""
        ...


class SystemResolver:
    """The resolver of this machine."""

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Ask the system, hosts file and all."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(ANSWER_SECONDS_MAX):
                found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NameUnknown(
                f"The name {host} could not be resolved: check how it is written, and the network."
            ) from error
        return tuple(dict.fromkeys(str(address[0]) for *_, address in found))

    async def texts(self, name: str) -> tuple[str, ...]:
        """Ask the name servers that the system is set to."""
        import dns.asyncresolver
        import dns.exception
        import dns.rdtypes.txtbase

        try:
            answer = await dns.asyncresolver.resolve(name, "TXT", lifetime=ANSWER_SECONDS_MAX)
        except (dns.exception.DNSException, OSError):
            return ()
        records = (record for record in answer if isinstance(record, dns.rdtypes.txtbase.TXTBase))
        return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in records)
