"""Where secrets are kept: the system's keyring, or memory for this run, or a file by the person's choice.

Nothing falls back silently: `find_store` says which store it is and why, and the file is only used when it is
asked for. One entry a secret, each under 1,200 characters, which is what Windows takes.
"""

import secrets
import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from revroute_desktop.workspace.problems import WorkspaceError

SERVICE = "revroute-desktop"
LONGEST_SECRET = 1_200
"""Characters."""

_PROBE_SECONDS = 10.0


class KeyringState(StrEnum):
    """What became of a set, get, delete round trip."""

    USABLE = "usable"
    LOCKED = "locked"
    ABSENT = "absent"
    INSECURE = "insecure"


_SENTENCES = {
    KeyringState.USABLE: "Secrets are kept in the system's keyring.",
    KeyringState.LOCKED: "The system's keyring is locked: unlock it and try again. Until then secrets are "
    "kept in memory for this run only.",
    KeyringState.ABSENT: "This system has no keyring: secrets are kept in memory for this run only. Choose a "
    "passphrase-protected key file to keep them.",
    KeyringState.INSECURE: "The system's keyring keeps secrets in clear and is not used: secrets are kept in "
    "memory for this run only. Choose a passphrase-protected key file to keep them.",
}


class SecretStore(Protocol):
    """Keeps secrets by name."""

    @property
    def description(self) -> str:
        """Where they are kept, a sentence for the status bar."""

    @property
    def lasting(self) -> bool:
        """Whether they outlive this run."""

    def get(self, name: str) -> str | None:
        """The secret of that name, None where there is none; raises WorkspaceError."""

    def set(self, name: str, secret: str) -> None:
        """Keeps a secret; raises WorkspaceError."""

    def delete(self, name: str) -> None:
        """Forgets a secret, if there is one; raises WorkspaceError."""


class MemoryStore:
    """Keeps secrets until the program ends."""

    def __init__(self, description: str = _SENTENCES[KeyringState.ABSENT]) -> None:
        self.description = description
        self.lasting = False
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The secret of that name, None where there is none."""
        return self._secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        """Keeps a secret for this run."""
        check_secret(secret)
        self._secrets[name] = secret

    def delete(self, name: str) -> None:
        """Forgets a secret, if there is one."""
        self._secrets.pop(name, None)


class KeyringStore:
    """Keeps secrets in the system's keyring; each call has a worker thread, as it can wait for a prompt."""

    def __init__(self) -> None:
        self.description = _SENTENCES[KeyringState.USABLE]
        self.lasting = True

    def get(self, name: str) -> str | None:
        """The secret of that name, None where there is none; raises WorkspaceError."""
        found = self._call("get_password", name)
        assert isinstance(found, str | None), "a keyring gives text"
        return found

    def set(self, name: str, secret: str) -> None:
        """Keeps a secret; raises WorkspaceError."""
        check_secret(secret)
        self._call("set_password", name, secret)

    def delete(self, name: str) -> None:
        """Forgets a secret, if there is one; raises WorkspaceError."""
        if self.get(name) is not None:
            self._call("delete_password", name)

    def _call(self, method: str, *values: str) -> object:
        import keyring

        outcome = _on_worker(lambda: getattr(keyring, method)(SERVICE, *values), _PROBE_SECONDS)
        if outcome.error is not None:
            raise WorkspaceError(
                f"The system's keyring refused ({type(outcome.error).__name__}): unlock it and try again."
            ) from None
        if outcome.waiting:
            raise WorkspaceError("The system's keyring waits for an answer: unlock it and try again.")
        return outcome.value


def find_store(timeout: float = _PROBE_SECONDS) -> tuple[KeyringState, SecretStore]:
    """The keyring where it is usable, else memory for this run, whose description says why."""
    state = probe_keyring(timeout)
    if state is KeyringState.USABLE:
        return state, KeyringStore()
    return state, MemoryStore(_SENTENCES[state])


def probe_keyring(timeout: float = _PROBE_SECONDS) -> KeyringState:
    """Tries the keyring by a set, get, delete round trip on a worker thread, within `timeout` seconds."""
    import keyring
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring | null.Keyring):
        return KeyringState.ABSENT
    if not _is_secure(backend):
        return KeyringState.INSECURE
    outcome = _on_worker(_round_trip, timeout)
    if outcome.waiting:
        # It asks somebody something, most likely for a password.
        return KeyringState.LOCKED
    if outcome.error is not None:
        return _state_of(outcome.error)
    return KeyringState.USABLE if outcome.value else KeyringState.ABSENT


def check_secret(secret: str) -> None:
    """Raises WorkspaceError for a secret that some keyring could not keep."""
    if len(secret) >= LONGEST_SECRET:
        raise WorkspaceError(
            f"The secret has {len(secret)} characters; keyrings take fewer than {LONGEST_SECRET}: use a "
            "shorter one."
        )


def _round_trip() -> bool:
    import keyring

    name, value = f"probe {secrets.token_hex(8)}", secrets.token_hex(16)
    keyring.set_password(SERVICE, name, value)
    try:
        return keyring.get_password(SERVICE, name) == value
    finally:
        keyring.delete_password(SERVICE, name)


def _is_secure(backend: object) -> bool:
    """Whether each backend that would be tried keeps secrets enciphered, as those of the systems do."""
    trusted = (
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    )
    inner = getattr(backend, "backends", None)
    if inner is not None:
        return all(_is_secure(each) for each in inner)
    return type(backend).__module__.startswith(trusted)


def _state_of(error: BaseException) -> KeyringState:
    from keyring import errors

    # InitError is what a Secret Service raises when nobody is there to unlock its collection.
    locked = isinstance(error, errors.KeyringLocked | errors.InitError) or "lock" in str(error).lower()
    return KeyringState.LOCKED if locked else KeyringState.ABSENT


@dataclass
class _Outcome:
    value: Any = None
    error: BaseException | None = None
    waiting: bool = True


def _on_worker(work: Any, timeout: float) -> _Outcome:
    outcome = _Outcome()

    def run() -> None:
        try:
            outcome.value = work()
        except Exception as error:
            outcome.error = error
        outcome.waiting = False

    worker = threading.Thread(target=run, name="keyring", daemon=True)
    worker.start()
    worker.join(timeout)
    return outcome
