"""A target is put under load only where it is this machine, or its owner has said so."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import dns.asyncresolver
import dns.message
import dns.rcode
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.load.lab import certificate, server_tls

from revroute_desktop.traffic.load.model import Target
from revroute_desktop.traffic.load.target import ownership
from revroute_desktop.traffic.load.target.fetch import ANSWER_BYTES_MAX, fetch
from revroute_desktop.traffic.load.target.ownership import (
    NotOwned,
    ProvedBy,
    Token,
    prove,
    prove_again,
    token_for,
)
from revroute_desktop.traffic.load.target.resolver import NameUnknown, SystemResolver

UUID = "5f0c9a1e-0000-4000-8000-000000000001"


@dataclass
class Names:
    """A resolver that says what a test tells it to."""

    hosts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    records: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reverse: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def addresses(self, host: str) -> tuple[str, ...]:
        return self.hosts[host]

    async def texts(self, name: str) -> tuple[str, ...]:
        return self.records.get(name, ())

    async def names(self, address: str) -> tuple[str, ...]:
        return self.reverse.get(address, ())


@asynccontextmanager
async def server(
    answer: bytes | None, *, hang: bool = False, tls: tuple[Path, Path] | None = None
) -> AsyncIterator[Target]:
    """The shop, on a port of this machine; says `answer` to whoever asks, None: the token that proves it.

    `tls` has its certificate, which vouches for itself, and its key.
    """
    done: list[asyncio.Task[object] | None] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        done.append(asyncio.current_task())
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply(token_for(UUID, target).text + "\n") if answer is None else answer)
        if hang:
            await reader.read()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=server_tls(*tls) if tls else None)
    port = listening.sockets[0].getsockname()[1]
    target = (
        Target("http", "shop.test", port) if tls is None else Target("https", "shop.test", port, str(tls[0]))
    )
    try:
        yield target
    finally:
        listening.close()
        await asyncio.gather(*(task for task in done if task is not None))


def reply(body: str, status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Callable[[Awaitable[object]], None]:
    """The shop's public address leads to this machine: the proof is asked there, as if it were far away."""

    async def nearby(target: Target, address: str, path: str, run: str, seconds: float) -> tuple[int, bytes]:
        return await fetch(target, "127.0.0.1", path, run, seconds)

    monkeypatch.setattr(ownership, "fetch", nearby)
    return asyncio.run  # type: ignore[return-value]


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "127.8.9.10", "::ffff:127.0.0.1"])
def test_this_machine_needs_no_proof(host: str) -> None:
    target = Target("http", host, 8080)
    proof = asyncio.run(prove(target, token_for(UUID, target), Names()))
    assert (proof.by, proof.address) == (ProvedBy.LOOPBACK, host)


def test_a_name_of_this_machine_is_pinned_to_its_address() -> None:
    target = Target("http", "shop.test", 80)
    proof = asyncio.run(prove(target, token_for(UUID, target), Names({"shop.test": ("127.0.0.1",)})))
    assert proof.address == "127.0.0.1"


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",
        "169.254.169.254",
        "224.0.0.1",
        "fe80::1%eth0",
        "::",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::169.254.169.254",
        "2002:a9fe:a9fe::1",
        "64:ff9b::127.0.0.1",
        "2002:7f00:1::1",
    ],
)
def test_addresses_that_are_nobodys_machine_are_refused(host: str) -> None:
    target = Target("http", "shop.test", 80)
    with pytest.raises(NotOwned, match=r"shop\.test"):
        asyncio.run(prove(target, token_for(UUID, target), Names({"shop.test": (host,)})))


@pytest.mark.parametrize("address", ["93.184.215.14", "10.1.2.3", "192.168.0.9", "100.64.0.1", "fd00::7"])
def test_the_token_file_proves_public_and_private_addresses(
    address: str, outside: Callable[..., object]
) -> None:
    async def check() -> ProvedBy:
        names = Names({"shop.test": (address,)})
        async with server(None) as target:
            return (await prove(target, token_for(UUID, target), names)).by

    assert asyncio.run(check()) is ProvedBy.FILE


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (reply("another token"), "something else"),
        (reply("", "404 Not Found"), "status 404"),
        (reply("", "302 Found\r\nLocation: http://elsewhere.test/"), "leads elsewhere"),
        (b"\x00\x01\x02 no protocol at all\r\n\r\n", "not HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Filler: endless\r\n" * 4000, "longer than 16 KiB"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nshort", "ended too early"),
        (b"", "ended too early"),
    ],
)
def test_without_the_token_one_sentence_says_what_is_missing_and_what_to_do(
    answer: bytes, says: str, outside: Callable[..., object]
) -> None:
    async def check() -> str:
        async with server(answer) as target:
            with pytest.raises(NotOwned) as refused:
                await prove(target, token_for(UUID, target), Names({"shop.test": ("93.184.215.14",)}))
            token = token_for(UUID, target)
            assert token.path in str(refused.value) and token.text in str(refused.value)
            return str(refused.value)

    sentence = asyncio.run(check())
    assert says in sentence and "verify again" in sentence


def test_a_server_that_never_answers_is_given_up(
    outside: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ownership, "FETCH_SECONDS_MAX", 0.2)

    async def check() -> None:
        async with server(b"", hang=True) as target:
            with pytest.raises(NotOwned, match="gave no answer within"):
                await prove(target, token_for(UUID, target), Names({"shop.test": ("93.184.215.14",)}))

    asyncio.run(check())


def test_a_closed_port_is_told(outside: Callable[..., object]) -> None:
    async def check() -> None:
        async with server(b"") as target:
            pass
        with pytest.raises(NotOwned, match=r"could not be read \(Connection refused\)"):
            await prove(target, token_for(UUID, target), Names({"shop.test": ("93.184.215.14",)}))

    asyncio.run(check())


async def by_record(target: Target, address: str, *reverse: str) -> ProvedBy:
    token = token_for(UUID, target)
    records = {"_revroute-load.shop.test": ("v=spf1 -all", token.record)}
    names = Names({"shop.test": (address,)}, records, {address: reverse})
    return (await prove(target, token, names)).by


@pytest.mark.parametrize(
    ("address", "proves"),
    [("93.184.215.14", True), ("10.1.2.3", False), ("100.64.0.1", False), ("64:ff9b::10.1.2.3", False)],
)
def test_a_record_of_the_name_proves_public_addresses_alone(
    address: str, proves: bool, outside: Callable[..., object], tmp_path: Path
) -> None:
    async def check() -> None:
        async with server(
            reply("", "404 Not Found"), tls=certificate(tmp_path, "shop", host="shop.test")
        ) as target:
            if proves:
                assert await by_record(target, address) is ProvedBy.RECORD
            else:
                with pytest.raises(NotOwned, match="proved by the file alone"):
                    await by_record(target, address)

    asyncio.run(check())


def test_a_name_that_its_owner_points_at_another_s_machine_proves_nothing(
    outside: Callable[..., object], tmp_path: Path
) -> None:
    """Who owns a name can give it a record and the address of anybody: the machine itself must know it."""

    async def check() -> None:
        async with server(reply("", "404 Not Found")) as target:
            for reverse in ((), ("www.other.test.",), ("shop.test.other.test.",), ("xshop.test.",)):
                with pytest.raises(NotOwned, match=r"reverse name \(PTR\) of its address be shop\.test"):
                    await by_record(target, "93.184.215.14", *reverse)
        async with server(
            reply("", "404 Not Found"), tls=certificate(tmp_path, "other", host="other.test")
        ) as target:
            with pytest.raises(NotOwned, match="its certificate: Hostname mismatch"):
                await by_record(target, "93.184.215.14")
        with pytest.raises(NotOwned, match="could not be read"):
            await by_record(target, "93.184.215.14")  # it is closed by now

    asyncio.run(check())


@pytest.mark.parametrize(
    ("address", "proves"),
    [
        ("93.184.215.14", True),
        ("2606:2800:220:1::7", True),
        ("10.1.2.3", False),
        ("64:ff9b::5db8:d70e", False),
    ],
)
def test_over_http_a_record_counts_where_the_address_is_called_by_the_name(
    address: str, proves: bool, outside: Callable[..., object]
) -> None:
    """The reverse name is set by whoever has the address: nobody else's machine has ours."""

    async def check() -> None:
        async with server(reply("", "404 Not Found")) as target:
            if proves:
                assert await by_record(target, address, "Shop.Test.") is ProvedBy.BOTH_RECORDS
            else:
                with pytest.raises(NotOwned, match="proved by the file alone"):
                    await by_record(target, address, "Shop.Test.")

    asyncio.run(check())


def test_a_reverse_name_that_is_taken_away_ends_the_run(outside: Callable[..., object]) -> None:
    async def check() -> None:
        async with server(reply("", "404 Not Found")) as target:
            token = token_for(UUID, target)
            names = Names({"shop.test": ("93.184.215.14",)}, {"_revroute-load.shop.test": (token.record,)})
            names.reverse["93.184.215.14"] = ("shop.test.",)
            proof = await prove(target, token, names)
            await prove_again(proof, token, names, "run-1")
            names.reverse.clear()
            with pytest.raises(NotOwned, match="reverse name"):
                await prove_again(proof, token, names, "run-1")

    asyncio.run(check())


@pytest.mark.parametrize(
    ("id", "text"), [("../../robots", "User-agent: *"), ("0123456789ab", "ok"), ("0123456789ab/", "ab" * 20)]
)
def test_a_token_is_never_a_page_that_is_there(id: str, text: str) -> None:
    with pytest.raises(ValueError, match="no token"):
        Token(id, text)


def test_an_answer_that_moves_to_another_address_ends_the_run() -> None:
    target = Target("http", "shop.test", 80)
    token = token_for(UUID, target)
    names = Names({"shop.test": ("127.0.0.1",)})

    async def check() -> None:
        proof = await prove(target, token, names)
        await prove_again(proof, token, names, "run-1")
        names.hosts["shop.test"] = ("127.0.0.2",)
        with pytest.raises(NotOwned, match=r"now points at 127\.0\.0\.2, no longer at 127\.0\.0\.1"):
            await prove_again(proof, token, names, "run-1")

    asyncio.run(check())


def test_a_token_that_is_taken_away_ends_the_run(outside: Callable[..., object]) -> None:
    async def check() -> None:
        names = Names({"shop.test": ("93.184.215.14",)})
        async with server(None) as target:
            token = token_for(UUID, target)
            proof = await prove(target, token, names)
            await prove_again(proof, token, names, "run-1")
        with pytest.raises(NotOwned):
            await prove_again(proof, token, names, "run-1")

    asyncio.run(check())


def test_the_answer_is_cut_off_where_it_grows_too_long() -> None:
    async def check() -> None:
        async with server(reply("x" * (ANSWER_BYTES_MAX + 1))) as target:
            with pytest.raises(ValueError, match="longer"):
                await fetch(target, "127.0.0.1", "/", "run-1", 5)

    asyncio.run(check())


@given(st.uuids(), st.uuids(), st.integers(1, 65535))
def test_each_workspace_and_origin_has_a_token_of_its_own(one: object, other: object, port: int) -> None:
    here, there = Target("http", "shop.test", port), Target("https", "shop.test", port)
    tokens = {token_for(str(uuid), target) for uuid in (one, other) for target in (here, there)}
    assert len({token.text for token in tokens}) == (4 if one != other else 2)
    assert all(len(token.id) == 12 and len(token.text) == 40 for token in tokens)


def test_a_name_that_nobody_knows_is_told() -> None:
    with pytest.raises(NameUnknown, match="could not be resolved"):
        asyncio.run(SystemResolver().addresses("a..b"))


def test_the_system_knows_this_machine() -> None:
    assert "127.0.0.1" in asyncio.run(SystemResolver().addresses("localhost"))


class NameServer(asyncio.DatagramProtocol):
    """Answers from a zone of its own: names with their records as zone files write them."""

    def __init__(self, zone: dict[str, tuple[str, str]]) -> None:
        self.zone = zone

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Not of the class that its documentation names before Python 3.12.
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, sender: tuple[str, int]) -> None:
        asked = dns.message.from_wire(data)
        answer = dns.message.make_response(asked)
        name = asked.question[0].name
        if str(name) in self.zone:
            kind, text = self.zone[str(name)]
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, text))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self.transport.sendto(answer.to_wire(), sender)


def test_name_servers_are_asked_for_records_and_reverse_names(monkeypatch: pytest.MonkeyPatch) -> None:
    zone = {
        "_revroute-load.shop.test.": ("TXT", '"revroute-load=" "abc"'),
        "14.215.184.93.in-addr.arpa.": ("PTR", "shop.test."),
    }

    async def check() -> None:
        loop = asyncio.get_running_loop()
        server, _ = await loop.create_datagram_endpoint(lambda: NameServer(zone), ("127.0.0.1", 0))
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.nameservers = ["127.0.0.1"]
        resolver.port = server.get_extra_info("sockname")[1]
        monkeypatch.setattr(dns.asyncresolver, "default_resolver", resolver)
        system = SystemResolver()
        assert await system.texts("_revroute-load.shop.test") == ("revroute-load=abc",)
        assert await system.names("93.184.215.14") == ("shop.test.",)
        assert await system.texts("shop.test") == await system.names("10.1.2.3") == ()
        server.close()

    asyncio.run(check())
