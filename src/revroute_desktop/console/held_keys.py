"""`HeldKeys`: with which signing keys this window signs: the keyring's, or those of a file a person chose."""

from pathlib import Path
from threading import Lock

from revroute_desktop.proof.keys import Kept
from revroute_desktop.proof.signing import SigningKeys, file_keys, keyring_keys


class HeldKeys:
    """Asked on threads aside only: the keyring may wait for a person, and a passphrase takes a while.

    The passphrase itself is not kept, only the key that follows from it, until the window closes.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._file: tuple[Path, SigningKeys] | None = None
        self._memory: SigningKeys | None = None

    @property
    def file(self) -> Path | None:
        """The key file that was chosen, or None."""
        chosen = self._file
        return None if chosen is None else chosen[0]

    def choose_file(self, path: Path, passphrase: str) -> None:
        """Sign with the keys of a file from now on; raises UserError for a wrong passphrase."""
        keys = file_keys(path, passphrase)
        with self._lock:
            self._file = (path, keys)

    def choose_keyring(self) -> None:
        """Sign with the keys of the system's keyring from now on."""
        with self._lock:
            self._file = None

    def get(self) -> SigningKeys:
        """The keys to sign with; without a usable keyring those in memory stay the same for this run."""
        with self._lock:
            if self._file is not None:
                return self._file[1]
            found = keyring_keys()
            if found.kept is not Kept.MEMORY:
                return found
            self._memory = self._memory or found
            return self._memory
