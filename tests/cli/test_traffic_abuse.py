"""What a target may do to `revroute traffic run`: one clear sentence each, and nothing left running."""

import asyncio
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from tests.leftovers import left_running
from tests.traffic.load.lab import answering, certificate, read_request, server_tls

from revroute_desktop.cli.commands import traffic_runs
from revroute_desktop.traffic.load import run as run_module
from revroute_desktop.traffic.load.model import Target
from revroute_desktop.traffic.load.target.ownership import token_for
from revroute_desktop.workspace import open_workspace
from revroute_desktop.workspace.log import read_entries

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
SCENARIO = """\
format: 1
scenario: abuse
target: {target}
load: {{model: open, stages: [{{for: {seconds}s, at: 20}}]}}
journeys: [{{journey: home, requests: [{{get: /}}]}}]
timeouts: {{connect: 500ms, first_byte: 300ms, total: 600ms}}
"""


class Names:
    """A resolver that answers what a test says, one answer after the other; the last one stays."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def addresses(self, host):
        return (self.answers.pop(0) if len(self.answers) > 1 else self.answers[0],)

    async def texts(self, name):
        return ()

    async def names(self, address):
        return ()


@contextmanager
def listening(handler, tls=None):
    """A server on loopback that does what `handler` does to each connection; gives its port."""
    up, down, port = threading.Event(), threading.Event(), []

    async def safely(reader, writer):
        with suppress(OSError, RuntimeError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await handler(reader, writer)
        writer.transport.abort()

    async def main():
        server = await asyncio.start_server(safely, "127.0.0.1", 0, ssl=tls)
        port.append(server.sockets[0].getsockname()[1])
        up.set()
        while not down.is_set():
            await asyncio.sleep(0.02)
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.05)

    thread = threading.Thread(target=asyncio.run, args=(main(),))
    thread.start()
    assert up.wait(10)
    try:
        yield port[0]
    finally:
        down.set()
        thread.join()


@pytest.fixture
def told(desk, monkeypatch):
    """Runs a scenario from the terminal and returns the one JSON object that it prints."""
    monkeypatch.setattr(run_module, "SILENT_MAX", 1)

    def run(target, *words, seconds=30, code=1, names=None):
        if names is not None:
            monkeypatch.setattr(traffic_runs, "SystemResolver", lambda: names)
        file = desk.folder / "abuse.yaml"
        file.write_text(SCENARIO.format(target=target, seconds=seconds))
        begun = time.monotonic()
        found = desk.json("traffic", "run", str(file), *words, code=code)
        assert time.monotonic() - begun < 15
        assert not left_running()
        return found

    return run


def actions(desk):
    with open_workspace(desk.books) as workspace, workspace.read() as session:
        return [entry.action for entry in read_entries(session.sql)]


def token_of(desk, target):
    with open_workspace(desk.books) as workspace:
        return token_for(workspace.uuid, target)


def one_sentence(text):
    assert text and "\n" not in text and text.endswith(".") and "Traceback" not in text
    return text


# ---------------------------------------------------------------- whose it is


def test_an_unverified_target_is_not_put_under_load(desk, told):
    asked = []

    async def has_no_token(reader, writer):
        asked.append(await read_request(reader))
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()

    with listening(has_no_token) as port:
        found = told(f"http://127.0.0.1:{port}", "--ask-loopback", code=2)
    sentence = one_sentence(found["error"])
    assert "is not proved to be yours" in sentence and "status 404" in sentence and "verify again" in sentence
    assert len(asked) == 1 and asked[0].startswith(b"GET /.well-known/revroute-load-")
    assert "load.begin" not in actions(desk)


@pytest.mark.parametrize(
    ("address", "says"),
    [("169.254.169.254", "link-local"), ("0.0.0.0", "not the address of one machine")],
)
def test_addresses_that_are_nobodys_are_refused_whatever_their_name(desk, told, address, says):
    found = told("http://shop.test", code=2, names=Names(address))
    assert says in one_sentence(found["error"])
    assert "load.begin" not in actions(desk)


def test_a_token_that_leads_elsewhere_proves_nothing(desk, told):
    leads = b"HTTP/1.1 302 Found\r\nLocation: http://other.test/\r\nContent-Length: 0\r\n\r\n"
    with listening(answering(leads)) as port:
        found = told(f"http://127.0.0.1:{port}", "--ask-loopback", code=2)
    assert "leads elsewhere (status 302), which is not followed" in one_sentence(found["error"])


def test_a_token_that_is_taken_away_ends_the_run_in_time(desk, told):
    answers = {"text": "", "checks": 0}

    async def shop(reader, writer):
        while True:
            head = await read_request(reader)
            if not head.startswith(b"GET /.well-known/"):
                writer.write(OK)
                continue
            answers["checks"] += 1
            if answers["checks"] > 2:
                # It was there at the start and at the first look during the run.
                writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            else:
                text = answers["text"].encode()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(text), text))

    with listening(shop) as port:
        target = Target("http", "127.0.0.1", port)
        answers["text"] = token_of(desk, target).text
        found = told(target.origin, "--ask-loopback", "--check-every", "1")
    assert (found["state"], found["proved_by"]) == ("stopped", "token file")
    assert "is not proved to be yours" in one_sentence(found["reason"])
    # A second to the look that still found it, and one more to the look that did not.
    assert 1 <= (found["ended_at"] - found["begun_at"]) / 1e6 < 8
    assert answers["checks"] == 3
    assert actions(desk)[-2:] == ["load.begin", "load.end"]


def test_a_name_that_points_elsewhere_later_ends_the_run(desk, told):
    with listening(answering(OK)) as port:
        names = Names("127.0.0.1", "127.0.0.2")
        found = told(f"http://shop.test:{port}", "--check-every", "1", names=names)
    assert found["state"] == "stopped" and found["address"] == "127.0.0.1"
    assert "shop.test now points at 127.0.0.2, no longer at 127.0.0.1" in one_sentence(found["reason"])


# ---------------------------------------------------------------- what it answers


def test_a_redirect_elsewhere_is_told_and_not_followed(desk, told):
    visits = []

    async def elsewhere(reader, writer):
        visits.append(await read_request(reader))

    with listening(elsewhere) as other:
        away = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:%d/x\r\n\r\n" % other
        with listening(answering(away)) as port:
            found = told(f"http://127.0.0.1:{port}", seconds=1, code=0)
    assert visits == [] and found["figures"]["statuses"] == {"302": 20}
    [note] = found["figures"]["notes"]
    assert f"302 to http://127.0.0.1:{other}" in note and one_sentence(note).endswith("it was not followed.")


async def _silent(reader, writer):
    await read_request(reader)
    await asyncio.sleep(30)


async def _endless_headers(reader, writer):
    await read_request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: " + b"a" * 1000 + b"\r\n")
        await writer.drain()


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        (_silent, "no first byte in time"),
        (_endless_headers, "headers too long"),
        (answering(b"\x00\xff\x17 no protocol at all\r\n\r\n"), "not HTTP"),
    ],
)
def test_a_target_that_never_answers_well_is_given_up(desk, told, handler, kind):
    with listening(handler) as port:
        found = told(f"http://127.0.0.1:{port}")
    assert found["state"] == "stopped" and set(found["figures"]["errors"]) == {kind}
    assert f"has not answered for 1 s ({kind}); the run was stopped" in one_sentence(found["reason"])


def test_a_port_where_nobody_listens_is_told(desk, told):
    with listening(answering(OK)) as port:
        pass
    found = told(f"http://127.0.0.1:{port}")
    assert "(connection refused)" in one_sentence(found["reason"])


def test_faults_of_tls_are_told(desk, told, tmp_path):
    pem, key = certificate(tmp_path, "unknown")
    with listening(answering(OK), server_tls(pem, key)) as port:
        found = told(f"https://127.0.0.1:{port}")
    assert "(certificate not trusted)" in one_sentence(found["reason"])
    pem, key = certificate(tmp_path, "old", expired=True)
    with listening(answering(OK), server_tls(pem, key)) as port:
        found = told(f"https://127.0.0.1:{port}")
    assert "(certificate not trusted)" in one_sentence(found["reason"])

    async def plain(reader, writer):
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read(100)

    with listening(plain) as port:
        found = told(f"https://127.0.0.1:{port}")
    assert "(TLS failed)" in one_sentence(found["reason"])


def test_people_are_told_the_same_in_one_line(desk):
    file = desk.folder / "abuse.yaml"
    file.write_text(SCENARIO.format(target="http://169.254.169.254", seconds=5))
    assert "link-local" in desk.refused("traffic", "run", str(file))
