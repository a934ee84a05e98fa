"""`HeldKeys`: with which signing keys this window signs: the keyring's, or those of a file a person chose."""

from pathlib import Path
from threading import Lock

from revroute_desktop.console.translate import tr
from revroute_desktop.errors import UserError
from revroute_desktop.proof.keys import Kept
from revroute_desktop.proof.signing import SigningKeys, file_keys, keyring_keys


class HeldKeys:
    """Asked on threads aside only: the keyring may wait for a person, and a passphrase takes a while.

    The passphrase itself is not kept, only the key that follows from it, until the window closes. A file that
    was chosen before is `locked` until its passphrase is given again, and nothing else signs in its place.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._file: tuple[Path, SigningKeys] | None = None
        self._memory: SigningKeys | None = None
        self._locked: Path | None = None

    @property
    def file(self) -> Path | None:
        """The key file that was chosen, or None."""
        chosen = self._file
        return None if chosen is None else chosen[0]

    @property
    def locked(self) -> Path | None:
        """The key file of an earlier run whose passphrase was not given yet, or None."""
        return self._locked

    @property
    def path(self) -> Path | None:
        """Where the chosen key file is, open or locked; None for the keyring."""
        return self.file or self._locked

    def remember(self, path: Path | None) -> None:
        """Take up the key file of an earlier run, to be opened before anything is signed."""
        with self._lock:
            self._locked = path

    def choose_file(self, path: Path, passphrase: str) -> None:
        """Sign with the keys of a file from now on; raises UserError for a wrong passphrase."""
        keys = file_keys(path, passphrase)
        with self._lock:
            self._file, self._locked = (path, keys), None

    def choose_keyring(self) -> None:
        """Sign with the keys of the system's keyring from now on."""
        with self._lock:
            self._file = self._locked = None

    def get(self) -> SigningKeys:
        """The keys to sign with; without a usable keyring those in memory stay the same for this run.

        Raises UserError while the key file is locked.
        """
        with self._lock:
            if self._locked is not None:
                raise UserError(
                    tr(
                        "The key file {name} is locked: give its passphrase under Signing key, or choose the "
                        "keyring there.",
                        name=self._locked.name,
                    )
                )
            if self._file is not None:
                return self._file[1]
            found = keyring_keys()
            if found.kept is not Kept.MEMORY:
                return found
            self._memory = self._memory or found
            return self._memory
