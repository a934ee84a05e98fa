"""The bytes of a log file in blocks: plain or compressed, from its beginning, in one pass."""

import lzma
import stat
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import BinaryIO, Final

import zstandard

from revroute_desktop.errors import UserError
from revroute_desktop.intake.opening import Compression, stream_blocks

_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF_8_MARK: Final = b"\xef\xbb\xbf"


def open_log(path: Path) -> BinaryIO:
    """Open a log file; raises UserError in one sentence where that is not possible."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError(f"{path} is not an ordinary file; name a log file, a folder or a pattern.")
        return path.open("rb")
    except FileNotFoundError:
        raise UserError(f"There is no file {path}; check the name.") from None
    except PermissionError:
        raise UserError(f"{path} may not be read by this user; change its permissions.") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be opened: {error}.") from None


def compression_of(path: Path) -> Compression:
    """Return how a file is compressed, by its first bytes; raises UserError."""
    with open_log(path) as file:
        return Compression.of(file.read(16))


def log_blocks(path: Path) -> Generator[tuple[bytes, int], None, None]:
    """Yield the decompressed bytes of a file in blocks, each with the place in the file on disk behind it.

    The mark of UTF-8 at the beginning is given as it stands. Raises UserError for what cannot be opened or
    decompressed or is UTF-16; what was given before that was good.
    """
    with open_log(path) as file:
        head = file.read(16)
        if head.startswith(_UTF_16):
            raise UserError(f"{path.name} is written in UTF-16; convert it to UTF-8 and import it again.")
        file.seek(0)
        try:
            yield from stream_blocks(file, Compression.of(head))
        except (zlib.error, lzma.LZMAError, zstandard.ZstdError, EOFError) as error:
            raise UserError(
                f"{path.name} cannot be decompressed to its end: {error}. Get the file again; an import "
                "keeps what it read before that, and then adds only the rest."
            ) from None
        except MemoryError:
            raise UserError(
                f"{path.name} asks for too much memory to be decompressed; compress it again with an "
                "ordinary setting."
            ) from None
        except OSError as error:
            raise UserError(f"{path.name} cannot be read: {error.strerror or error}.") from None


def without_mark(text: bytes) -> bytes:
    """Return the first line of a file without UTF-8's mark."""
    return text.removeprefix(_UTF_8_MARK)
