"""Whatever a target does, each request ends, is counted by what went wrong, and nothing is left running."""

import asyncio
import time
from pathlib import Path

import pytest
from tests.traffic.load.lab import (
    GET,
    PATIENT,
    Handler,
    Result,
    against,
    answering,
    certificate,
    drive,
    hosting,
    journeys,
    once_in_four,
    read_request,
    scenario,
    server_tls,
)

from revroute_desktop.traffic.load import connection
from revroute_desktop.traffic.load.model import Limits, LoadModel, Request, Scenario, Stage, Target, Template
from revroute_desktop.traffic.load.serve import run_loop
from revroute_desktop.traffic.load.snapshot import ErrorKind

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def few(target: Target) -> Scenario:
    """Ten requests within a quarter of a second."""
    return scenario(Stage(0.25, 40, 40), target=target)


def only_error(result: Result, kind: ErrorKind) -> None:
    """All ten requests ended with this error and no answer."""
    assert result.whole.errors == {kind: 10}
    assert (result.whole.ended, result.whole.failed, result.whole.statuses) == (10, 10, {})
    assert result.whole.latency.total == 10
    assert (result.whole.in_flight, result.whole.connections) == (0, 0)


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    await asyncio.sleep(30)


async def _endless_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: " + b"a" * 1000 + b"\r\n")
        await writer.drain()


async def _endless_line(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nX-More: ")
    while True:
        writer.write(b"a" * 8000)
        await writer.drain()


async def _endless_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"a" * 60_000)
        await writer.drain()


async def _drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b"a")
        await asyncio.sleep(0.1)


async def _closes_at_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)


async def _closes_in_mid_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this")
    await writer.drain()
    writer.close()


async def _closes_in_mid_chunk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nonly this")
    await writer.drain()
    writer.close()


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        (_silent, ErrorKind.FIRST_BYTE_TIMEOUT),
        (_drip, ErrorKind.TOTAL_TIMEOUT),
        (_endless_head, ErrorKind.LONG_HEAD),
        (_endless_line, ErrorKind.LONG_HEAD),
        (_endless_body, ErrorKind.LONG_BODY),
        (_closes_at_once, ErrorKind.CLOSED),
        (_closes_in_mid_body, ErrorKind.CLOSED),
        (_closes_in_mid_chunk, ErrorKind.CLOSED),
        (answering(b"\x00\xff\x17 no protocol at all\r\n\r\n"), ErrorKind.GARBAGE),
        (answering(b"SSH-2.0-OpenSSH_9.2\r\n"), ErrorKind.GARBAGE),
        (answering(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), ErrorKind.GARBAGE),
        (answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), ErrorKind.GARBAGE),
        (
            answering(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokay"),
            ErrorKind.GARBAGE,
        ),
        (
            answering(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nx"),
            ErrorKind.GARBAGE,
        ),
        (answering(OK + OK), ErrorKind.UNASKED),
    ],
)
def test_each_fault_of_a_target_is_told_from_the_others(
    handler: Handler, kind: ErrorKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BODY_MAX", 500_000)
    only_error(against(handler, few), kind)


def test_a_port_where_nobody_listens_refuses_every_request() -> None:
    only_error(run_loop(drive(few(Target("http", "127.0.0.1", 1)))), ErrorKind.REFUSED)


@pytest.mark.parametrize(
    "answer",
    [
        (OK,),
        (OK[:9], OK[9:30], OK[30:]),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK,),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", OK),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",),
        (b"HTTP/1.1 204 No Content\r\n\r\n",),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n",),
    ],
)
def test_every_way_to_frame_an_answer_is_read_over_few_connections(answer: tuple[bytes, ...]) -> None:
    result = against(answering(*answer), few)
    assert (result.whole.ended, result.whole.failed, result.whole.errors) == (10, 0, {})
    assert result.whole.opened <= 3


def test_a_body_that_ends_with_its_connection_is_whole() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\nall of it")
        await writer.drain()
        writer.close()

    result = against(handler, few)
    assert (result.whole.failed, result.whole.statuses, result.whole.opened) == (0, {200: 10}, 10)


def test_an_answer_to_head_has_no_body_whatever_its_length_says() -> None:
    head = Request("home", "HEAD", Template(("/",)))
    result = against(
        answering(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"),
        lambda target: scenario(Stage(0.5, 20, 20), target=target, walks=journeys(head)),
    )
    assert (result.whole.failed, result.whole.statuses) == (0, {200: 10})
    assert result.whole.opened <= 3


def test_of_many_idle_connections_that_were_closed_none_costs_a_request() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await asyncio.sleep(0.1)  # so that several connections are open
        writer.write(OK)
        await writer.drain()
        await read_request(reader)

    result = against(handler, lambda target: scenario(Stage(0.5, 60, 60), target=target, timeouts=PATIENT))
    assert (result.whole.ended, result.whole.errors) == (30, {})
    assert result.whole.retried > 5


def test_a_connection_that_was_closed_while_idle_costs_no_request() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(OK)
        await writer.drain()
        await read_request(reader)

    result = against(handler, few)
    assert (result.whole.ended, result.whole.failed) == (10, 0)
    assert (result.whole.retried, result.whole.opened) == (9, 10)


def test_a_request_that_is_sent_once_more_at_the_end_is_waited_for() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(OK)
        await writer.drain()
        await read_request(reader)
        await asyncio.sleep(0.4)  # beyond the end of the stages

    result = against(handler, lambda target: scenario(Stage(0.2, 10, 10), target=target, timeouts=PATIENT))
    assert (result.whole.ended, result.whole.errors, result.whole.retried) == (2, {}, 1)


def test_a_post_is_never_sent_twice() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(OK)
        await writer.drain()
        await read_request(reader)

    post = Request("order", "POST", Template(("/",)))
    result = against(
        handler, lambda target: scenario(Stage(0.5, 20, 20), target=target, walks=journeys(post))
    )
    assert result.whole.retried == 0
    assert result.whole.errors == {ErrorKind.CLOSED: 5}


def test_a_redirect_elsewhere_is_told_and_never_followed() -> None:
    async def main() -> tuple[Result, int]:
        visits = 0

        async def elsewhere(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
            nonlocal visits
            visits += 1

        async with hosting(elsewhere) as other:
            away = f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:{other}/x\r\n\r\n"
            async with hosting(answering(away.encode())) as port:
                result = await drive(few(Target("http", "127.0.0.1", port)))
        return result, visits

    result, visits = run_loop(main())
    assert (result.whole.statuses, visits) == ({302: 10}, 0)
    assert len(result.whole.notes) == 1
    assert "GET / answered 302 to http://127.0.0.1:" in result.whole.notes[0]
    assert result.whole.notes[0].endswith("which is off the target; it was not followed.")


def test_a_redirect_within_the_target_is_an_answer_like_any_other() -> None:
    result = against(answering(b"HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n"), few)
    assert (result.whole.statuses, result.whole.notes, result.whole.failed) == ({302: 10}, (), 0)


def test_every_request_says_who_it_is_and_forwards_nothing() -> None:
    heads: list[bytes] = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            heads.append(await read_request(reader))
            writer.write(OK)

    against(handler, few)
    assert len(heads) == 10
    for head in heads:
        text = head.decode("ascii").lower()
        assert "\r\nuser-agent: revroute-load/0.1.0 (+r1)\r\n" in text
        assert "\r\nx-revroute-run: r1\r\n" in text
        assert "\r\nhost: 127.0.0.1:" in text
        assert not any(word in text for word in ("forwarded", "real-ip", "via:", "client-ip", "referer"))


def test_a_target_that_answers_nothing_to_users_is_not_hammered() -> None:
    result = run_loop(
        drive(scenario(Stage(1.2, 10, 10), model=LoadModel.CLOSED, target=Target("http", "127.0.0.1", 1)))
    )
    assert result.whole.errors == {ErrorKind.REFUSED: 30}


# ---------------------------------------------------------------- TLS


def test_tls_with_a_known_authority_works(tmp_path: Path) -> None:
    pem, key = certificate(tmp_path, "own")
    result = against(answering(OK), few, tls=server_tls(pem, key), authority=pem)
    assert (result.whole.statuses, result.whole.errors) == ({200: 10}, {})


def test_a_name_is_never_resolved_again_the_proved_address_is_used(tmp_path: Path) -> None:
    heads: list[bytes] = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            heads.append(await read_request(reader))
            writer.write(OK)

    pem, key = certificate(tmp_path, "named", host="shop.invalid")
    for tls in (None, server_tls(pem, key)):
        result = against(handler, few, tls=tls, authority=pem if tls else None, host="shop.invalid")
        assert (result.whole.statuses, result.whole.errors) == ({200: 10}, {})
    assert all(b"\r\nHost: shop.invalid:" in head for head in heads)


def test_a_certificate_that_nobody_vouches_for_ends_every_request(tmp_path: Path) -> None:
    pem, key = certificate(tmp_path, "unknown")
    only_error(against(answering(OK), few, tls=server_tls(pem, key)), ErrorKind.CERTIFICATE)


def test_a_certificate_of_another_host_or_of_yesterday_is_not_trusted(tmp_path: Path) -> None:
    for name, more in (("other", {"host": "other.test"}), ("old", {"expired": True})):
        pem, key = certificate(tmp_path, name, **more)
        result = against(answering(OK), few, tls=server_tls(pem, key), authority=pem)
        only_error(result, ErrorKind.CERTIFICATE)


def test_a_server_without_tls_behind_https_is_told() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read(100)

    only_error(against(plain, few, scheme="https"), ErrorKind.TLS)


def test_a_handshake_that_never_ends_is_given_up() -> None:
    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    only_error(against(mute, few, scheme="https"), ErrorKind.CONNECT_TIMEOUT)


# ---------------------------------------------------------------- limits


def test_no_more_connections_are_open_than_allowed_and_what_waits_too_long_fails() -> None:
    result = against(
        _silent,
        lambda target: scenario(
            Stage(1, 50, 50), target=target, limits=Limits(1e6, 10**6, 1 << 40, 60, connections=3)
        ),
    )
    assert max(one.connections for one in result.snapshots) <= 3
    assert result.whole.ended == 50
    assert set(result.whole.errors) == {ErrorKind.FIRST_BYTE_TIMEOUT, ErrorKind.NO_ROOM}


def test_a_run_ends_at_its_limit_of_requests_bytes_and_time() -> None:
    cases = (
        (Limits(1e6, 7, 1 << 40, 60, 500), "limit of 7 requests"),
        (Limits(1e6, 10**9, 200, 60, 500), "limit of 200 bytes"),
        (Limits(1e6, 10**9, 1 << 40, 0.5, 500), "limit of 0.5 s"),
    )
    for limits, sentence in cases:
        result = against(
            answering(OK),
            lambda target, limits=limits: scenario(Stage(5, 50, 50), target=target, limits=limits),
        )
        assert sentence in (result.reason or "")
        assert result.whole.ended <= 30
    assert result.whole.ended == 25


@once_in_four
def test_the_limit_of_the_rate_holds_for_users_too() -> None:
    result = against(
        answering(OK),
        lambda target: scenario(
            Stage(1, 5, 5),
            model=LoadModel.CLOSED,
            target=target,
            limits=Limits(100, 10**9, 1 << 40, 60, 500),
        ),
    )
    assert 95 <= result.whole.ended <= 120


@once_in_four
def test_a_run_stops_within_a_moment_when_asked() -> None:
    begun = time.perf_counter()
    result = against(
        _silent,
        lambda target: scenario(Stage(30, 50, 50), target=target),
        stop_asked=lambda: time.perf_counter() > begun + 0.3,
    )
    assert result.reason == "Stopped."
    assert time.perf_counter() - begun < 1.0
    assert result.whole.in_flight == result.whole.sent > 0


def test_requests_keep_their_names_apart() -> None:
    other = Request("other", "GET", Template(("/other",)))
    result = against(
        answering(OK),
        lambda target: scenario(Stage(0.5, 20, 20), target=target, walks=journeys(GET, other)),
    )
    assert {name: tally.ended for name, tally in result.whole.requests.items()} == {"home": 10, "other": 10}
