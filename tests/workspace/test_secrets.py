"""Secrets: a keyring counts only after a round trip, and nothing falls back silently."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, NoKeyringError

from revroute_desktop.workspace import WorkspaceError, secrets
from revroute_desktop.workspace.secret_file import SecretFile
from revroute_desktop.workspace.secrets import KeyringState, KeyringStore, MemoryStore


class Fake(KeyringBackend):
    """A keyring of the test's own, which says to come from one of the systems."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


Fake.__module__ = "keyring.backends.SecretService"


class Locked(Fake):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("Failed to unlock the collection!")


class Asking(Fake):
    def set_password(self, service: str, username: str, password: str) -> None:
        time.sleep(2)


class Gone(Fake):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise NoKeyringError("no session bus")


class Forgetting(Fake):
    def get_password(self, service: str, username: str) -> str | None:
        return None


class Plain(Fake):
    """What a library of plain-text keyrings offers."""


for kind in (Locked, Asking, Gone, Forgetting):
    kind.__module__ = "keyring.backends.SecretService"
Plain.__module__ = "keyrings.alt.file"


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("backend", "state"),
    [
        (Fake(), KeyringState.USABLE),
        (Locked(), KeyringState.LOCKED),
        (Asking(), KeyringState.LOCKED),
        (Gone(), KeyringState.ABSENT),
        (Forgetting(), KeyringState.ABSENT),
        (fail.Keyring(), KeyringState.ABSENT),
        (null.Keyring(), KeyringState.ABSENT),
        (Plain(), KeyringState.INSECURE),
    ],
    ids=lambda value: str(value) if isinstance(value, KeyringState) else type(value).__name__,
)
def test_the_states_of_a_keyring_are_told_apart(use, backend: KeyringBackend, state: KeyringState) -> None:
    use(backend)
    found, store = secrets.find_store(timeout=0.3)
    assert found is state
    assert store.lasting == (state is KeyringState.USABLE)
    assert {"usable": "system's keyring", "locked": "locked", "absent": "no keyring", "insecure": "in clear"}[
        state
    ] in store.description
    assert ("for this run only" in store.description) == (state is not KeyringState.USABLE)
    if isinstance(backend, Fake):
        assert backend.kept == {}


def test_a_usable_keyring_keeps_secrets_by_name(use) -> None:
    backend = Fake()
    use(backend)
    store = KeyringStore()
    assert store.get("key") is None
    store.set("key", "s3cret")
    assert store.get("key") == "s3cret"
    assert backend.kept == {(secrets.SERVICE, "key"): "s3cret"}
    store.delete("key")
    store.delete("key")
    assert store.get("key") is None


def test_a_keyring_that_locks_itself_later_is_said(use) -> None:
    use(Locked())
    with pytest.raises(WorkspaceError, match=r"keyring refused \(KeyringLocked\): unlock it") as caught:
        KeyringStore().set("key", "s3cret")
    assert "s3cret" not in str(caught.value)


def test_memory_keeps_secrets_for_this_run() -> None:
    store = MemoryStore()
    store.set("key", "s3cret")
    assert store.get("key") == "s3cret"
    store.delete("key")
    store.delete("key")
    assert store.get("key") is None


def test_a_secret_that_some_keyring_cannot_hold_is_refused() -> None:
    with pytest.raises(WorkspaceError, match="use a shorter one"):
        MemoryStore().set("key", "x" * 1_200)


def test_a_file_of_secrets_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    path = tmp_path / "state" / "secrets.json"
    store = SecretFile(path, "correct horse")
    assert not path.exists()
    store.set("key", "s3cret")
    store.set("other", "more")
    store.delete("other")
    assert SecretFile(path, "correct horse").get("key") == "s3cret"
    assert SecretFile(path, "correct horse").get("other") is None
    assert b"s3cret" not in path.read_bytes()
    assert os.name == "nt" or path.stat().st_mode & 0o077 == 0
    with pytest.raises(WorkspaceError, match="passphrase does not open"):
        SecretFile(path, "battery staple")
    with pytest.raises(WorkspaceError, match="at least 8 characters"):
        SecretFile(tmp_path / "new.json", "short")


def test_a_file_of_secrets_that_was_altered_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    SecretFile(path, "correct horse").set("key", "s3cret")
    good = json.loads(path.read_text())
    for change in (
        {"memory_kib": 2**40},
        {"iterations": 10**9},
        {"lanes": 0},
        {"format": "other"},
        {"salt": "00"},
        {"cipher": "!"},
        {"iterations": "3"},
    ):
        path.write_text(json.dumps({**good, **change}))
        with pytest.raises(WorkspaceError, match="no file of secrets"):
            SecretFile(path, "correct horse")
    for change in ({"iterations": 4}, {"cipher": good["cipher"][:-8] + "AAAAAAA="}, {"cipher": ""}):
        path.write_text(json.dumps({**good, **change}))
        with pytest.raises(WorkspaceError, match="does not open"):
            SecretFile(path, "correct horse")


SERVICE_SCRIPT = """
from revroute_desktop.workspace import secrets
state, store = secrets.find_store(timeout=5)
print(state.value)
if state == "usable":
    store.set("key", "s3cret")
    assert store.get("key") == "s3cret"
    store.delete("key")
    assert store.get("key") is None
"""


def in_session(tmp_path: Path, before: str) -> "subprocess.CompletedProcess[str]":
    """Runs the script in a session bus of its own, after a shell command that prepares it."""
    missing = [name for name in ("dbus-run-session", "gnome-keyring-daemon") if shutil.which(name) is None]
    if missing:
        reason = f"a real Secret Service needs {' and '.join(missing)}: install dbus and gnome-keyring"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    script = tmp_path / "script.py"
    script.write_text(SERVICE_SCRIPT)
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        **{
            name: value for name, value in os.environ.items() if not name.startswith(("DBUS", "XDG", "GNOME"))
        },
        "HOME": str(home),
    }
    command = f"{before} exec {sys.executable} {script}"
    return subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", command],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )


def test_a_real_secret_service_is_usable_once_it_is_unlocked(tmp_path: Path) -> None:
    run = in_session(
        tmp_path, "echo -n test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1;"
    )
    assert run.stdout.split() == ["usable"], run.stderr


def test_a_real_secret_service_that_nobody_unlocked_is_locked(tmp_path: Path) -> None:
    run = in_session(tmp_path, "gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1;")
    assert run.stdout.split() == ["locked"], run.stderr


def test_a_session_without_a_secret_service_has_no_keyring(tmp_path: Path) -> None:
    run = in_session(tmp_path, "export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent;")
    assert run.stdout.split() == ["absent"], run.stderr
