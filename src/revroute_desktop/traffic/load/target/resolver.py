"""Names to addresses and TXT records, addresses to names; handed in, so that a test says what they mean."""

import asyncio
import socket
from typing import TYPE_CHECKING, Protocol

from revroute_desktop.errors import UserError

if TYPE_CHECKING:
    import dns.name
    import dns.rdata

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

    async def names(self, address: str) -> tuple[str, ...]:
        """Return the names that whoever has an address gave it (PTR), none as for texts."""
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
        import dns.rdtypes.txtbase

        records = (one for one in await _asked(name, "TXT") if isinstance(one, dns.rdtypes.txtbase.TXTBase))
        return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in records)

    async def names(self, address: str) -> tuple[str, ...]:
        """Ask the name servers, and never the hosts file of this machine, which proves nothing."""
        import dns.rdtypes.ANY.PTR
        import dns.reversename

        records = await _asked(dns.reversename.from_address(address), "PTR")
        return tuple(str(one.target) for one in records if isinstance(one, dns.rdtypes.ANY.PTR.PTR))


async def _asked(name: "dns.name.Name | str", kind: str) -> "list[dns.rdata.Rdata]":
    """Return the records of a kind that a name has, none where nobody answers."""
    import dns.asyncresolver
    import dns.exception

    try:
        return list(await dns.asyncresolver.resolve(name, kind, lifetime=ANSWER_SECONDS_MAX))
    except (dns.exception.DNSException, OSError):
        return []
