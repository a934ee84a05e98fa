"""Sealed personal text: the books hold only a salted commitment to it, so that it can be erased (B24).

The commitment binds the text for as long as text and salt are kept. Once both are deleted it says nothing
about the text, since nobody can try guesses without the salt, and every proof over it still holds.
"""

from hashlib import sha256

LEAST_SALT = 16
"""Bytes of random salt below which a short text, such as a name, could be found by trying."""

_DOMAIN = b"revroute sealed text v1\n"


def commitment(salt: bytes, text: str) -> bytes:
    """The commitment to `text`, 32 bytes.

    SHA-256 over: the domain line `revroute sealed text v1` with its newline; the salt's length in bytes as a
    big-endian 64-bit integer, and the salt; the text's length in bytes likewise, and the text in UTF-8.
    Raises ValueError for a salt under 16 bytes or text with a lone surrogate.
    """
    if len(salt) < LEAST_SALT:
        raise ValueError(f"a seal needs at least {LEAST_SALT} bytes of salt, not {len(salt)}")
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise ValueError("text with a lone surrogate cannot be sealed") from None
    lengths = (len(salt).to_bytes(8, "big"), len(data).to_bytes(8, "big"))
    return sha256(_DOMAIN + lengths[0] + salt + lengths[1] + data).digest()
