"""Signed notes and checkpoints of the log, in the C2SP forms signed-note and tlog-checkpoint.

A note is text that ends in a newline, an empty line, and one signature line or more:

    — <key name> <base64 of the 4 bytes key id and the signature>

Keys are Ed25519. A key is named, and its id is derived from name and public key, so that a verifier key, the
text `name+id+base64` that is handed to an auditor, cannot be mixed up with another.
"""

import binascii
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from revroute_desktop.audit.merkle import HASH_SIZE

MOST_SIGNATURES = 100
LARGEST_NOTE = 1_000_000
"""Bytes; a note beyond it is refused unread."""

_ED25519 = b"\x01"
_KEY_SIZE = 32
_PRIVATE_PREFIX = "PRIVATE+KEY+"
_SIGNATURE_PREFIX = "— "


class NoteError(ValueError):
    """A note, checkpoint or key that is malformed, or a signature that is wrong."""


class UnknownSignerError(NoteError):
    """A well-formed note that none of the known keys has signed."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with its name; `public_key` is 32 bytes of Ed25519."""

    name: str
    public_key: bytes

    def __post_init__(self) -> None:
        _check_key(self.name, self.public_key)

    @property
    def key_id(self) -> bytes:
        """The 4 bytes that name this key in a signature line."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public_key).digest()[:4]


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its name; `private_key` is the 32 bytes seed of Ed25519 and a secret."""

    name: str
    private_key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check_key(self.name, self.private_key)

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.private_key)
        return Verifier(self.name, key.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note, not verified."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A well-formed note, not verified: its text must be ignored until `open_note` has accepted it."""

    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note's text and the known keys, at least one, that have signed it."""

    text: str
    signed_by: tuple[Verifier, ...]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log of the name `origin` held when it had `size` entries: the root over them.

    `extensions` are further lines that other logs may add; kept as they are.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()


def generate_key(name: str, seed: bytes) -> Signer:
    """A signing key from 32 bytes of the caller's randomness; raises NoteError for a bad name or seed."""
    return Signer(name, seed)


def verifier_key(signer: Signer) -> str:
    """The text that lets others verify what `signer` signs."""
    return format_verifier_key(signer.verifier)


def format_verifier_key(verifier: Verifier) -> str:
    """The key as `name+id+base64`."""
    return f"{verifier.name}+{verifier.key_id.hex()}+{_base64(_ED25519 + verifier.public_key)}"


def parse_verifier_key(text: str) -> Verifier:
    """The key that `format_verifier_key` wrote; raises NoteError for anything else."""
    name, key_id, key = _split_key(text)
    verifier = Verifier(name, key)
    if verifier.key_id.hex() != key_id:
        raise NoteError("the verifier key is damaged: its id does not follow from its name and key")
    return verifier


def format_private_key(signer: Signer) -> str:
    """The secret key as text, for the place where secrets are kept and nowhere else."""
    key_id = signer.verifier.key_id.hex()
    return f"{_PRIVATE_PREFIX}{signer.name}+{key_id}+{_base64(_ED25519 + signer.private_key)}"


def parse_private_key(text: str) -> Signer:
    """The key that `format_private_key` wrote.

    Raises NoteError for anything else, and says nothing of the key in it.
    """
    if not text.startswith(_PRIVATE_PREFIX):
        raise NoteError("the text is no private signing key")
    name, key_id, key = _split_key(text.removeprefix(_PRIVATE_PREFIX))
    signer = Signer(name, key)
    if signer.verifier.key_id.hex() != key_id:
        raise NoteError("the private signing key is damaged: its id does not follow from its name and key")
    return signer


def sign_note(text: str, signers: Sequence[Signer]) -> str:
    """The note of `text` with a signature of each signer.

    Raises NoteError where the text does not end in a newline or holds a control character.
    """
    if not text.endswith("\n"):
        raise NoteError("the text of a note ends in a newline")
    _check_characters(text)
    if not 0 < len(signers) <= MOST_SIGNATURES:
        raise NoteError(f"a note has 1 to {MOST_SIGNATURES} signatures")
    data = text.encode()
    lines = []
    for signer in signers:
        signature = Ed25519PrivateKey.from_private_bytes(signer.private_key).sign(data)
        lines.append(f"{_SIGNATURE_PREFIX}{signer.name} {_base64(signer.verifier.key_id + signature)}\n")
    return f"{text}\n{''.join(lines)}"


def parse_note(note: str | bytes) -> Note:
    """Takes a note apart without verifying it; raises NoteError where it is malformed."""
    text = _note_text(note)
    body, gap, tail = text.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise NoteError("the note is malformed: text, an empty line and signature lines were expected")
    lines = tail[:-1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise NoteError(f"the note has more than {MOST_SIGNATURES} signatures")
    return Note(body + "\n", tuple(_parse_signature(line) for line in lines))


def open_note(note: str | bytes, verifiers: Sequence[Verifier]) -> OpenedNote:
    """The note's text, once a known key is seen to have signed it.

    Signatures of unknown keys are ignored. Raises UnknownSignerError where no known key has signed, NoteError
    where the note is malformed or any known key's signature is wrong.
    """
    parsed = parse_note(note)
    known = {(verifier.name, verifier.key_id): verifier for verifier in verifiers}
    signed_by: list[Verifier] = []
    for signature in parsed.signatures:
        verifier = known.get((signature.name, signature.key_id))
        if verifier is None:
            continue
        try:
            key = Ed25519PublicKey.from_public_bytes(verifier.public_key)
            key.verify(signature.signature, parsed.text.encode())
        except InvalidSignature:
            raise NoteError(f"the signature of {verifier.name} on the note is wrong") from None
        if verifier not in signed_by:
            signed_by.append(verifier)
    if not signed_by:
        names = ", ".join(dict.fromkeys(signature.name for signature in parsed.signatures))
        raise UnknownSignerError(f"the note is signed by {names}, but with none of the known keys")
    return OpenedNote(parsed.text, tuple(signed_by))


def format_checkpoint(checkpoint: Checkpoint) -> str:
    """The checkpoint as the text of a note; raises NoteError where it cannot be written so that it reads
    back."""
    lines = [checkpoint.origin, str(checkpoint.size), _base64(checkpoint.root), *checkpoint.extensions]
    text = "".join(f"{line}\n" for line in lines)
    if parse_checkpoint(text) != checkpoint:
        raise NoteError("an origin and extension lines of a checkpoint are one line each")
    return text


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that is written in a note's text; raises NoteError where it is malformed."""
    _check_characters(text)
    if not text.endswith("\n"):
        raise NoteError("the text of a checkpoint ends in a newline")
    lines = text[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise NoteError("a checkpoint has at least three lines, origin, size and root, and none is empty")
    origin, size, root, *extensions = lines
    if not (size.isascii() and size.isdecimal() and len(size) < 20) or str(int(size)) != size:
        raise NoteError("the size in a checkpoint is a whole number without leading zeros")
    digest = _from_base64(root)
    if len(digest) != HASH_SIZE:
        raise NoteError(f"the root in a checkpoint is the base64 of {HASH_SIZE} bytes")
    return Checkpoint(origin, int(size), digest, tuple(extensions))


def _check_key(name: str, key: bytes) -> None:
    if not _is_key_name(name):
        raise NoteError("a key's name is text without spaces, plus signs and control characters")
    if len(key) != _KEY_SIZE:
        raise NoteError(f"an Ed25519 key has {_KEY_SIZE} bytes, not {len(key)}")


def _split_key(text: str) -> tuple[str, str, bytes]:
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise NoteError("a key is written as name+id+base64")
    name, key_id, encoded = parts
    data = _from_base64(encoded)
    if data[:1] != _ED25519:
        raise NoteError("the key is of another kind than Ed25519")
    return name, key_id, data[1:]


def _parse_signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_SIGNATURE_PREFIX).partition(" ")
    if not line.startswith(_SIGNATURE_PREFIX) or not _is_key_name(name):
        raise NoteError("the note is malformed: a signature line is an em dash, a key name and base64")
    data = _from_base64(encoded)
    if len(data) < 5:
        raise NoteError("the note is malformed: a signature is too short")
    return Signature(name, data[:4], data[4:])


def _note_text(note: str | bytes) -> str:
    if len(note) > LARGEST_NOTE:
        raise NoteError(f"the note is over {LARGEST_NOTE} bytes")
    try:
        text = note.decode() if isinstance(note, bytes) else note
    except UnicodeDecodeError:
        raise NoteError("the note is malformed: it is not UTF-8") from None
    _check_characters(text)
    return text


def _check_characters(text: str) -> None:
    """Notes hold no ASCII control character but the newline, and no text that UTF-8 cannot hold."""
    if any(char < " " and char != "\n" for char in text):
        raise NoteError("a note holds no control characters")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise NoteError("a note holds no lone surrogates")


def _is_key_name(name: str) -> bool:
    return bool(name) and not any(
        char.isspace() or char == "+" or unicodedata.category(char) in ("Cc", "Cs") for char in name
    )


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _from_base64(text: str) -> bytes:
    """Strict: exactly what an encoder writes, padding and unused bits included."""
    try:
        data = b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not data or _base64(data) != text:
        raise NoteError("the note or key holds text that is not base64")
    return data
