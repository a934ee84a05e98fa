"""Whether a target may be put under load: it is this machine, or its owner has said so in a place of theirs.

The proof is a token that only this workspace asks for, put where only the owner can put it: a file on the
target itself, or a TXT record of its name. Addresses in private ranges need the file. The address that was
proved is the one that is used: an answer that points elsewhere later ends the run.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.model import Target
from revroute_desktop.traffic.load.target.fetch import fetch
from revroute_desktop.traffic.load.target.resolver import Resolver

AGAIN_SECONDS: Final = 60.0
"""Seconds between two checks during a run; a proof that is taken away ends it within that time."""

FETCH_SECONDS_MAX: Final = 10.0
"""How long the target may take to give the token file."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotOwned(UserError):
    """The target is not proved to be the operator's own."""


class ProvedBy(StrEnum):
    """What shows that a target is the operator's own."""

    LOOPBACK = "loopback"
    FILE = "token file"
    RECORD = "DNS record"


@dataclass(frozen=True, slots=True)
class Token:
    """What the owner of a target publishes: `id` names the file, `text` is what it holds."""

    id: str
    text: str

    @property
    def path(self) -> str:
        """Path of the file on the target."""
        return f"/.well-known/revroute-load-{self.id}.txt"

    @property
    def record(self) -> str:
        """Text of the TXT record."""
        return f"revroute-load={self.text}"


@dataclass(frozen=True, slots=True)
class Proof:
    """A target that may be put under load, and the one address of it that this was shown for."""

    target: Target
    address: str
    by: ProvedBy


def token_for(workspace_uuid: str, target: Target) -> Token:
    """Return the token of a target for a workspace; another workspace or another origin has another one."""
    digest = hashlib.sha256(f"revroute-load\n{workspace_uuid}\n{target.origin}".encode()).hexdigest()
    return Token(id=digest[:12], text=digest[12:52])


def record_name(target: Target) -> str:
    """Return the name that carries the TXT record."""
    return f"_revroute-load.{target.host}"


async def prove(
    target: Target, token: Token, resolver: Resolver, *, address: str | None = None, run: str = "verify"
) -> Proof:
    """Show that a target may be put under load; `address` is the one that was proved before, if any.

    Raises NotOwned with what to do, and NameUnknown where the name has no address.
    """
    answers = await _addresses(target, resolver)
    if address is None:
        address = answers[0]
    elif address not in answers:
        raise NotOwned(
            f"{target.host} now points at {answers[0]}, no longer at {address}: the load stops here; verify "
            "the target again."
        )
    place = _place(address)
    if refusal := _refusal(place):
        raise NotOwned(f"{target.origin} ({address}) {refusal}")
    if place.is_loopback:
        return Proof(target, address, ProvedBy.LOOPBACK)
    missing = await _missing_file(target, token, address, run)
    if missing is None:
        return Proof(target, address, ProvedBy.FILE)
    by_record = place.is_global and not _is_address(target.host)
    if by_record and token.record in await resolver.texts(record_name(target)):
        return Proof(target, address, ProvedBy.RECORD)
    what_to_do = _what_to_do(target, token, by_record=by_record)
    raise NotOwned(f"{target.origin} is not proved to be yours: {missing} {what_to_do}")


async def prove_again(proof: Proof, token: Token, resolver: Resolver, run: str) -> None:
    """Show during a run that the proof still holds for the very address in use; raises as `prove` does."""
    await prove(proof.target, token, resolver, address=proof.address, run=run)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _place(address: str) -> _Address:
    """Return the address without its zone; an IPv4 address in an IPv6 one is what it stands for."""
    place = ipaddress.ip_address(address.partition("%")[0])
    mapped = place.ipv4_mapped if isinstance(place, ipaddress.IPv6Address) else None
    return mapped or place


async def _addresses(target: Target, resolver: Resolver) -> tuple[str, ...]:
    return (target.host,) if _is_address(target.host) else await resolver.addresses(target.host)


def _refusal(place: _Address) -> str | None:
    if place.is_unspecified or place.is_multicast:
        return "is not the address of one machine: name the machine."
    if place.is_link_local:
        return "is a link-local address, where clouds keep their metadata: it can't be put under load."
    return None


async def _missing_file(target: Target, token: Token, address: str, run: str) -> str | None:
    """Return why the token file is no proof, None where it is one."""
    url = target.origin + token.path
    try:
        status, body = await fetch(target, address, token.path, run, FETCH_SECONDS_MAX)
    except TimeoutError:
        return f"{url} gave no answer within {FETCH_SECONDS_MAX:g} s."
    except OSError as error:
        return f"{url} could not be read ({error.strerror or error.__class__.__name__})."
    except ValueError as error:
        return f"{url} gave an answer that can't be used ({error})."
    if 300 <= status < 400:
        return f"{url} leads elsewhere (status {status}), which is not followed."
    if status != 200:
        return f"{url} answered with status {status}."
    if body.strip() != token.text.encode():
        return f"{url} holds something else than the token."
    return None


def _what_to_do(target: Target, token: Token, *, by_record: bool) -> str:
    file = f"Put the text {token.text} into that file"
    if by_record:
        return f'{file}, or add the TXT record "{token.record}" at {record_name(target)}, then verify again.'
    return f"{file}, then verify again (a bare or private address is proved by the file alone)."
