"""Whether a target may be put under load: it is this machine, or its owner has said so in a place of theirs.

The proof is a token that only this workspace asks for, put where only the owner can put it: a file on the
target itself, or a TXT record of its name. Whoever has a name can point it at any machine, so that a record
counts only where the other side says the same: the machine by a certificate for the name, or whoever has the
address by its reverse name (PTR), which the zone of the name cannot set. Private addresses need the file.
The address that was proved is the one that is used: an answer that points elsewhere later ends the run.
"""

import hashlib
import ipaddress
import os
import re
import ssl
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.model import Target
from revroute_desktop.traffic.load.target.fetch import fetch
from revroute_desktop.traffic.load.target.resolver import Resolver

AGAIN_SECONDS: Final = 30.0
"""Seconds between two checks during a run. One takes as long again at most, so that a proof that is taken
away ends the run within 60 s."""

FETCH_SECONDS_MAX: Final = 10.0
"""How long the target may take to give the token file."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_TRANSLATED: Final = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE: Final = ipaddress.IPv6Network("::/96")
_ID: Final = re.compile(r"[0-9a-f]{12}")
_TEXT: Final = re.compile(r"[0-9a-f]{40}")


class NotOwned(UserError):
    """The target is not proved to be the operator's own."""


class ProvedBy(StrEnum):
    """What shows that a target is the operator's own."""

    LOOPBACK = "loopback"
    FILE = "token file"
    RECORD = "DNS record"
    BOTH_RECORDS = "DNS records of name and address"


@dataclass(frozen=True, slots=True)
class Token:
    """What the owner of a target publishes: `id` names the file, `text` is what it holds.

    Raises ValueError for others than `token_for` makes, such as name and text of a page that is there.
    """

    id: str
    text: str

    def __post_init__(self) -> None:
        if not (_ID.fullmatch(self.id) and _TEXT.fullmatch(self.text)):
            raise ValueError("this is no token of a target")

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
    target: Target,
    token: Token,
    resolver: Resolver,
    *,
    address: str | None = None,
    run: str = "verify",
    trust_loopback: bool = True,
) -> Proof:
    """Show that a target may be put under load; `address` is the one that was proved before, if any.

    Without `trust_loopback` this machine needs the file too, since a tunnel may lead from it
    anywhere. Raises NotOwned with what to do, and NameUnknown where the name has no address.
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
    reached = _reached(place)
    if refusal := _refusal(reached):
        raise NotOwned(f"{target.origin} ({address}) {refusal}")
    if place.is_loopback and trust_loopback:
        return Proof(target, address, ProvedBy.LOOPBACK)
    if reached.is_loopback and not place.is_loopback:
        raise NotOwned(f"{target.origin} ({address}) is the loopback of another machine: name that machine.")
    missing = await _missing_file(target, token, address, run)
    if missing is None:
        return Proof(target, address, ProvedBy.FILE)
    # An address that the network turns into another is not the one whose reverse name would be asked for.
    by_record = reached.is_global and not _is_address(target.host) and (target.tls or reached == place)
    if by_record and not missing.unproved and token.record in await resolver.texts(record_name(target)):
        if target.tls:
            return Proof(target, address, ProvedBy.RECORD)
        if target.host.lower() in {_plain(name) for name in await resolver.names(str(place))}:
            return Proof(target, address, ProvedBy.BOTH_RECORDS)
    what_to_do = _what_to_do(target, token, by_record=by_record)
    raise NotOwned(f"{target.origin} is not proved to be yours: {missing.why} {what_to_do}")


async def prove_again(proof: Proof, token: Token, resolver: Resolver, run: str) -> None:
    """Show during a run that the proof still holds for the very address in use; raises as `prove` does."""
    trusted = proof.by is ProvedBy.LOOPBACK
    await prove(proof.target, token, resolver, address=proof.address, run=run, trust_loopback=trusted)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _plain(name: str) -> str:
    return name.rstrip(".").lower()


def _place(address: str) -> _Address:
    """Return the address without its zone; an IPv4 address in an IPv6 one is what it stands for."""
    place = ipaddress.ip_address(address.partition("%")[0])
    mapped = place.ipv4_mapped if isinstance(place, ipaddress.IPv6Address) else None
    return mapped or place


def _reached(place: _Address) -> _Address:
    """Return the IPv4 address that the network turns an IPv6 one into, if it does; else the place itself."""
    if isinstance(place, ipaddress.IPv4Address) or place.is_unspecified or place.is_loopback:
        return place
    if place in _TRANSLATED or place in _COMPATIBLE:
        return ipaddress.IPv4Address(int(place) & 0xFFFF_FFFF)
    return place.sixtofour or place


async def _addresses(target: Target, resolver: Resolver) -> tuple[str, ...]:
    return (target.host,) if _is_address(target.host) else await resolver.addresses(target.host)


def _refusal(place: _Address) -> str | None:
    if place.is_unspecified or place.is_multicast:
        return "is not the address of one machine: name the machine."
    if place.is_link_local:
        return "is a link-local address, where clouds keep their metadata: it can't be put under load."
    return None


@dataclass(frozen=True, slots=True)
class _Missing:
    """Why the token file is no proof; `unproved` where the machine did not even show whose it is."""

    why: str
    unproved: bool = False


async def _missing_file(target: Target, token: Token, address: str, run: str) -> _Missing | None:
    """Return why the token file is no proof, None where it is one."""
    url = target.origin + token.path
    try:
        status, body = await fetch(target, address, token.path, run, FETCH_SECONDS_MAX)
    except TimeoutError:
        return _Missing(f"{url} gave no answer within {FETCH_SECONDS_MAX:g} s.", unproved=True)
    except ssl.SSLCertVerificationError as error:
        return _Missing(f"{url} could not be read (its certificate: {error.verify_message}).", unproved=True)
    except OSError as error:
        # What asyncio says of itself names the call, not what is wrong.
        why = os.strerror(error.errno) if error.errno else error.__class__.__name__
        return _Missing(f"{url} could not be read ({why}).", unproved=True)
    except ValueError as error:
        return _Missing(f"{url} gave an answer that can't be used ({error}).")
    if 300 <= status < 400:
        return _Missing(f"{url} leads elsewhere (status {status}), which is not followed.")
    if status != 200:
        return _Missing(f"{url} answered with status {status}.")
    if body.strip() != token.text.encode():
        return _Missing(f"{url} holds something else than the token.")
    return None


def _what_to_do(target: Target, token: Token, *, by_record: bool) -> str:
    file = f"Put the text {token.text} into that file"
    if by_record:
        also = "" if target.tls else f" and have the reverse name (PTR) of its address be {target.host}"
        record = f'add the TXT record "{token.record}" at {record_name(target)}'
        return f"{file}, or {record}{also}, then verify again."
    return f"{file}, then verify again (bare and private addresses are proved by the file alone)."
