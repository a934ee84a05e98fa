"""After a full run no secret is anywhere but in its locked file, and an erased payer is nowhere at all."""

import base64
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.e2e.program import Run, finish, run, start

from revroute_desktop.resources import resource_path
from revroute_desktop.workspace.secret_file import SecretFile

PASSPHRASE = "correct horse battery staple 7"
ERASED, KEPT = "zenobia.quill@example.org", "someone.else@example.org"
ERASED_NOTE = "for Zenobia's birthday, with love from Quillon"
CRASH = """
import sys
from revroute_desktop.cli.commands import people
from revroute_desktop.cli.main import run
def crash(workspace, payer, **_):
    raise RuntimeError(f"could not erase {payer}")
people.erase_payer = crash
sys.exit(run(sys.argv[1:]))
"""
"""The program with a bug in it whose message quotes a payer."""


class Watcher:
    """Samples the arguments and the environment of every process that this one has started."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Watcher":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        here = psutil.Process()
        while not self._stop.is_set():
            for process in here.children(recursive=True):
                try:
                    self.seen.add("\n".join(process.cmdline()))
                    self.seen.add("\n".join(process.environ().values()))
                except psutil.Error:
                    continue
            time.sleep(0.01)


class FullRun:
    """What an operator does, from the first file to the erasure of a payer, and a crash in between."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "books" / "books.revroute"
        self.path.parent.mkdir()
        self.state = folder / "state"
        self.key_file = folder / "keys" / "signing.key"
        self.key_file.parent.mkdir()
        self.runs: list[Run] = []
        revenue = folder / "revenue.csv"
        revenue.write_text(rows(), "utf-8")
        plan = resource_path("plans", "creator-network.yaml")
        with Watcher() as watcher:
            self.uuid = self.do("init", self.path, "--zone", "Europe/Berlin", "--json").value["uuid"]
            self.do("import", "revenue", revenue, "--profile", "generic", *self.here)
            self.do("plan", "publish", plan, "--effective", "2025-01-01", *self.here)
            self.do("route", *self.here)
            self.sign("audit", "checkpoint")
            self.private_keys = [self.private_key()]
            self.sign("audit", "prove", "--transaction", "2", "-o", folder / "books" / "proof.json")
            self.sign("audit", "rotate", "--reason", "a new quarter")
            self.private_keys.append(self.private_key())
            self.do("audit", "check", folder / "books" / "proof.json")
            wrong = self.sign("audit", "checkpoint", passphrase=f"{PASSPHRASE} wrong")
            assert wrong.code == 2
            self.crashed = self.crash()
            self.erased = self.do("erase", "payer", ERASED, "--reason", "asked to be forgotten", *self.here)
            self.do("verify", "--replay", *self.here)
            self.do("audit", "log", *self.here)
            # One that the watcher surely sees at work.
            process = start("verify", *self.here, state=self.state)
            time.sleep(0.1)
            self.runs.append(finish(process))
        self.arguments = watcher.seen

    @property
    def here(self) -> tuple[object, ...]:
        return ("-w", self.path)

    def do(self, *arguments: object) -> Run:
        found = run(*arguments, state=self.state)
        assert found.code == 0, found
        self.runs.append(found)
        return found

    def sign(self, *arguments: object, passphrase: str = PASSPHRASE) -> Run:
        given = (*arguments, "--key-file", self.key_file, *self.here)
        found = run(*given, state=self.state, said=f"{passphrase}\n")
        assert passphrase != PASSPHRASE or found.code == 0, found
        self.runs.append(found)
        return found

    def crash(self) -> Run:
        command = [
            sys.executable,
            "-c",
            CRASH,
            "erase",
            "payer",
            ERASED,
            "--reason",
            "x",
            "-w",
            str(self.path),
        ]
        done = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "REVROUTE_STATE_DIR": str(self.state)},
            timeout=60,
        )
        found = Run(done.returncode, done.stdout, done.stderr)
        self.runs.append(found)
        return found

    def private_key(self) -> str:
        """The key that signs now, as its file keeps it."""
        found = SecretFile(self.key_file, PASSPHRASE).get(f"signing key of {self.uuid}")
        assert found is not None
        return found

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the workspace and of the state folder."""
        for folder in (self.path.parent, self.state):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield path.name, path.read_bytes()

    def said(self) -> str:
        return "".join(found.out + found.err for found in self.runs)


def rows() -> str:
    lines = ["source,id,time,kind,amount,currency,attribute.creator,payer,note"]
    for number in range(40):
        payer, note = (ERASED, ERASED_NOTE) if number % 4 == 0 else (KEPT, "thanks")
        amount = "not an amount" if number in (4, 5) else f"{10 + number}.00"
        head = f"shop,e{number},2025-03-{1 + number % 28:02}T10:00:00Z,tip,{amount},EUR,neon-kitten"
        lines.append(f'{head},{payer},"{note}"')
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> FullRun:
    return FullRun(tmp_path_factory.mktemp("full"))


def secret_forms(full: FullRun) -> set[bytes]:
    """The passphrase and both private keys, before and after the rotation, in every likely form."""
    forms = {PASSPHRASE.encode(), base64.b64encode(PASSPHRASE.encode()), PASSPHRASE.encode("utf-16-le")}
    assert len(set(full.private_keys)) == 2
    for text in full.private_keys:
        # PRIVATE+KEY+name+id+base64 of a byte for the algorithm and the 32 of the seed.
        encoded = text.split("+", 4)[4]
        seed = base64.b64decode(encoded)[1:]
        assert len(seed) == 32
        forms |= {text.encode(), encoded.encode(), seed, seed.hex().encode(), base64.b64encode(seed)}
    return forms


def test_no_secret_is_in_the_workspace_the_state_folder_or_the_output(full: FullRun) -> None:
    forms = secret_forms(full)
    for name, content in full.kept():
        for form in forms:
            assert form not in content, name
    said = full.said().encode()
    assert not [form for form in forms if form in said]


def test_no_secret_is_in_the_arguments_or_the_environment_of_a_process(full: FullRun) -> None:
    seen = "\n".join(full.arguments).encode()
    assert b"verify" in seen
    assert not [form for form in secret_forms(full) if form in seen]


def test_the_key_file_is_for_its_owner_and_tells_nothing(full: FullRun) -> None:
    content = full.key_file.read_bytes()
    assert not [form for form in secret_forms(full) if form in content]
    if os.name != "nt":
        assert full.key_file.stat().st_mode & 0o077 == 0


def test_a_crash_report_has_no_private_data(full: FullRun) -> None:
    assert full.crashed.code == 3
    assert "Traceback" not in full.crashed.err
    assert ERASED not in full.crashed.err + full.crashed.out
    (report,) = (full.state / "crashes").iterdir()
    text = report.read_text("utf-8")
    assert "RuntimeError" in text
    assert not [word for word in (ERASED, KEPT, "zenobia", str(full.folder)) if word in text]


def test_an_erased_payer_is_nowhere_in_the_bytes(full: FullRun) -> None:
    words = [ERASED, ERASED_NOTE, "zenobia", "Zenobia", "Quillon"]
    for name, content in full.kept():
        for word in words:
            for coded in (word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")):
                assert coded not in content, name
    assert any(KEPT.encode() in content for _, content in full.kept())
    assert ERASED not in full.said()
