"""A file of secrets protected by a passphrase, for who chooses it; it lies outside the workspace.

JSON with the parameters in clear: the key is argon2id of the passphrase over a random salt, the secrets are
one JSON object enciphered by ChaCha20-Poly1305 with the parameters as associated data.
"""

import base64
import json
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from revroute_desktop.workspace.problems import WorkspaceError
from revroute_desktop.workspace.secrets import check_secret

LEAST_PASSPHRASE = 8
"""Characters."""

# RFC 9106, section 4, the second recommendation: 64 MiB of memory.
_ITERATIONS, _LANES, _MEMORY_KIB = 3, 4, 64 * 1024
_MOST_MEMORY_KIB, _MOST_ITERATIONS, _MOST_LANES = 1024 * 1024, 64, 64
_LARGEST_FILE = 1024 * 1024


class SecretFile:
    """Keeps secrets in one enciphered file; the passphrase is asked once and kept as its derived key."""

    def __init__(self, path: Path, passphrase: str) -> None:
        """Opens the file, or makes it when the first secret is set.

        Raises WorkspaceError for a wrong passphrase, a passphrase under 8 characters or a damaged file.
        """
        self.description = f"Secrets are kept in {path}, protected by your passphrase."
        self.lasting = True
        self._path = path
        if path.exists():
            self._parameters, cipher = _read(path)
            self._key = _derive(passphrase, self._parameters)
            self._secrets = _decipher(path, self._key, self._parameters, cipher)
            return
        if len(passphrase) < LEAST_PASSPHRASE:
            raise WorkspaceError(
                f"A passphrase needs at least {LEAST_PASSPHRASE} characters: choose a longer one."
            )
        self._parameters = {
            "format": "revroute secrets 1",
            "kdf": "argon2id",
            "iterations": _ITERATIONS,
            "lanes": _LANES,
            "memory_kib": _MEMORY_KIB,
            "salt": secrets.token_hex(16),
        }
        self._key = _derive(passphrase, self._parameters)
        self._secrets = {}

    def get(self, name: str) -> str | None:
        """The secret of that name, None where there is none."""
        return self._secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        """Keeps a secret; raises WorkspaceError where the file cannot be written."""
        check_secret(secret)
        self._write({**self._secrets, name: secret})

    def delete(self, name: str) -> None:
        """Forgets a secret, if there is one; raises WorkspaceError where the file cannot be written."""
        if name in self._secrets:
            self._write({key: value for key, value in self._secrets.items() if key != name})

    def _write(self, changed: dict[str, str]) -> None:
        nonce = secrets.token_bytes(12)
        cipher = ChaCha20Poly1305(self._key).encrypt(
            nonce, json.dumps(changed).encode(), _associated(self._parameters)
        )
        text = json.dumps({**self._parameters, "cipher": base64.b64encode(nonce + cipher).decode()}, indent=1)
        draft = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path)
        except OSError as error:
            raise WorkspaceError(
                f"{self._path} cannot be written ({error.strerror}): check its folder."
            ) from None
        self._secrets = changed


def _read(path: Path) -> tuple[dict[str, object], bytes]:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ValueError
        fields = json.loads(path.read_text(encoding="utf-8"))
        cipher = base64.b64decode(fields.pop("cipher"), validate=True)
        if fields["format"] != "revroute secrets 1" or fields["kdf"] != "argon2id":
            raise ValueError
        # Bounds, so that a file made by somebody else cannot take all memory.
        if not (
            1 <= fields["iterations"] <= _MOST_ITERATIONS
            and 1 <= fields["lanes"] <= _MOST_LANES
            and 8 * fields["lanes"] <= fields["memory_kib"] <= _MOST_MEMORY_KIB
            and len(bytes.fromhex(fields["salt"])) >= 16
        ):
            raise ValueError
    except OSError as error:
        raise WorkspaceError(f"{path} cannot be read ({error.strerror}): check its permissions.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise WorkspaceError(
            f"{path} is no file of secrets of this program, or is damaged: name another."
        ) from None
    return fields, cipher


def _derive(passphrase: str, parameters: dict[str, object]) -> bytes:
    iterations, lanes, memory = (parameters[name] for name in ("iterations", "lanes", "memory_kib"))
    assert isinstance(iterations, int) and isinstance(lanes, int) and isinstance(memory, int)
    salt = bytes.fromhex(str(parameters["salt"]))
    kdf = Argon2id(salt=salt, length=32, iterations=iterations, lanes=lanes, memory_cost=memory)
    return kdf.derive(passphrase.encode())


def _decipher(path: Path, key: bytes, parameters: dict[str, object], cipher: bytes) -> dict[str, str]:
    try:
        text = ChaCha20Poly1305(key).decrypt(cipher[:12], cipher[12:], _associated(parameters))
    except (InvalidTag, ValueError):
        raise WorkspaceError(
            f"The passphrase does not open {path}, or the file was altered: try again."
        ) from None
    found: dict[str, str] = json.loads(text)
    return found


def _associated(parameters: dict[str, object]) -> bytes:
    return json.dumps(parameters, sort_keys=True).encode()
