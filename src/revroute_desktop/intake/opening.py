"""Opens an outside file, whatever it is compressed with, and gives its bytes in blocks within limits."""

import lzma
import stat
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, cast

import zstandard

from revroute_desktop.errors import UserError
from revroute_desktop.intake.limits import BLOCK_BYTES, LIMITS, Limits
from revroute_desktop.intake.zstd_frames import check_complete

_INPUT_BYTES: Final = 2**16


class Compression(Enum):
    """How a file is compressed, with the name that messages use."""

    NONE = "none"
    GZIP = "gzip"
    XZ = "xz"
    ZSTD = "zstd"

    @classmethod
    def of(cls, head: bytes) -> "Compression":
        """Return the compression of a file that begins with these bytes."""
        for magic, compression in _MAGIC:
            if head.startswith(magic):
                return compression
        return cls.NONE


_MAGIC: Final = (
    (b"\x1f\x8b", Compression.GZIP),
    (b"\xfd7zXZ\x00", Compression.XZ),
    (b"\x28\xb5\x2f\xfd", Compression.ZSTD),
)
_UNREADABLE: Final = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook; unpack it, or save the sheet as CSV"),
    (b"PK\x05\x06", "an empty ZIP archive; take the file that was meant to be in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"BZh", "compressed by bzip2; unpack it, or compress it with gzip, xz or zstd"),
    (b"%PDF", "a PDF document; export the data as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word document; save the sheet as CSV"),
    (b"SQLite format 3\x00", "a database; export the data as CSV"),
)
PARQUET_MAGIC: Final = b"PAR1"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as it lies on disk: name without folders, SHA-256, size in bytes, compression, first bytes."""

    path: Path
    name: str
    hash: bytes
    size: int
    compression: Compression
    head: bytes

    @property
    def is_parquet(self) -> bool:
        """Whether the file is Parquet by its first bytes."""
        return self.head.startswith(PARQUET_MAGIC)


def examine(path: Path, *, unfold: bool = True, limits: Limits = LIMITS) -> FileFacts:
    """Return what a file is, having read it once whole.

    With `unfold` a compressed file is also decompressed to its end, so that damage and bombs are found before
    anything of it is used. Raises UserError for a file that cannot be opened, is of a kind that is not read
    here, or is damaged.
    """
    with _opened(path) as file:
        head = file.read(16)
        for magic, what in _UNREADABLE:
            if head.startswith(magic):
                raise UserError(f"{path.name} is {what}.")
        compression = Compression.of(head)
        file.seek(0)
        hasher, size = sha256(), 0
        while data := file.read(BLOCK_BYTES):
            hasher.update(data)
            size += len(data)
    facts = FileFacts(path, path.name, hasher.digest(), size, compression, head)
    if unfold and compression is not Compression.NONE:
        for _ in read_blocks(facts, limits):
            pass
    return facts


def read_blocks(
    facts: FileFacts, limits: Limits = LIMITS, at: Callable[[int], None] | None = None
) -> Generator[bytes, None, None]:
    """Yield the decompressed bytes of an examined file in blocks of at most `BLOCK_BYTES`.

    `at` is told the position in the file on disk before each block. Raises UserError when the file is
    damaged, goes beyond the limits, or has changed since it was examined.
    """
    with _opened(facts.path) as raw:
        file = _Hashed(raw)
        total = 0
        try:
            if facts.compression is Compression.ZSTD:
                # The decoder takes a stream that ends early for a complete one.
                check_complete(raw)
                raw.seek(0)
            for block in _DECODERS[facts.compression](file, limits):
                total += len(block)
                _check_growth(facts, file.position, total, limits)
                if at is not None:
                    at(file.position)
                yield block
        except (zlib.error, lzma.LZMAError, zstandard.ZstdError, EOFError) as error:
            raise UserError(
                f"{facts.name} cannot be decompressed by {facts.compression.value}: {error}; get it again."
            ) from None
        except MemoryError:
            raise UserError(
                f"{facts.name} asks for more than {limits.decoder_bytes >> 20} MiB to be decompressed; "
                "compress it again with an ordinary setting."
            ) from None
        if file.digest() != facts.hash:
            raise UserError(f"{facts.name} changed while it was read; start again when it is complete.")


def stream_blocks(
    file: BinaryIO, compression: Compression, limits: Limits = LIMITS
) -> Generator[tuple[bytes, int], None, None]:
    """Yield the decompressed bytes of an open file in one pass, each block with the place behind it on disk.

    For readers that hold a block at a time and keep what came before damage, so that neither size nor hash is
    looked at first. Raises what the decoder raises: EOFError, zlib.error, LZMAError, ZstdError, MemoryError.
    """
    if compression is Compression.ZSTD:
        # The decoder takes a stream that ends early for a complete one.
        check_complete(file)
        file.seek(0)
    counted = _Counted(file)
    for block in _DECODERS[compression](counted, limits):
        yield block, counted.position


class _Counted:
    """A file whose bytes are counted as they are read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.position = 0

    def read(self, size: int = -1) -> bytes:
        """Read as a file does."""
        data = self._file.read(size)
        self.position += len(data)
        return data


class _Hashed(_Counted):
    """A file whose bytes are hashed as they are read; each decoder reads it to its end."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._hasher = sha256()

    def read(self, size: int = -1) -> bytes:
        """Read as a file does."""
        data = super().read(size)
        self._hasher.update(data)
        return data

    def digest(self) -> bytes:
        """Return the SHA-256 of what was read so far."""
        return self._hasher.digest()


def _opened(path: Path) -> BinaryIO:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UserError(f"{path} is a folder; name a file in it.")
        if not stat.S_ISREG(mode):
            raise UserError(f"{path} is not an ordinary file; save its data to one first.")
        return path.open("rb")
    except FileNotFoundError:
        raise UserError(f"There is no file {path}; check the name.") from None
    except PermissionError:
        raise UserError(f"{path} may not be read by this user; change its permissions.") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{path} cannot be opened: {error}.") from None


def _check_growth(facts: FileFacts, consumed: int, total: int, limits: Limits) -> None:
    if facts.compression is Compression.NONE:
        return
    if total > limits.decompressed_bytes:
        raise UserError(
            f"{facts.name} unfolds to more than {limits.decompressed_bytes >> 20} MiB; "
            "split it into smaller files."
        )
    if total > limits.ratio_from_bytes and total > consumed * limits.ratio:
        raise UserError(
            f"{facts.name} unfolds to over {limits.ratio} times its size, which no real export does; "
            "it looks like a decompression bomb and was not read."
        )


def _plain(file: _Counted, limits: Limits) -> Iterator[bytes]:
    while data := file.read(BLOCK_BYTES):
        yield data


def _gzip(file: _Counted, limits: Limits) -> Iterator[bytes]:
    data = file.read(_INPUT_BYTES)
    while data:
        decoder = zlib.decompressobj(wbits=31)
        while not decoder.eof:
            if block := decoder.decompress(data, BLOCK_BYTES):
                yield block
            data = decoder.unconsumed_tail
            if not data and not decoder.eof and not (data := file.read(_INPUT_BYTES)):
                raise EOFError("the data ends early")
        data = _next_stream(file, decoder.unused_data)


def _xz(file: _Counted, limits: Limits) -> Iterator[bytes]:
    data = file.read(_INPUT_BYTES)
    while data:
        decoder = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=limits.decoder_bytes)
        while not decoder.eof:
            if block := decoder.decompress(data, BLOCK_BYTES):
                yield block
            data = b""
            if decoder.needs_input and not decoder.eof and not (data := file.read(_INPUT_BYTES)):
                raise EOFError("the data ends early")
        data = _next_stream(file, decoder.unused_data)


def _next_stream(file: _Counted, data: bytes) -> bytes:
    """Return where the next of several streams begins, past padding of zeros; nothing at the end."""
    while not (data := data.lstrip(b"\x00")):
        if not (data := file.read(_INPUT_BYTES)):
            return b""
    return data


def _zstd(file: _Counted, limits: Limits) -> Iterator[bytes]:
    decoder = zstandard.ZstdDecompressor(max_window_size=limits.decoder_bytes)
    with decoder.stream_reader(
        cast(BinaryIO, file), read_size=_INPUT_BYTES, read_across_frames=True, closefd=False
    ) as reader:
        while block := reader.read(BLOCK_BYTES):
            yield block


_DECODERS: Final[dict[Compression, Callable[[_Counted, Limits], Iterator[bytes]]]] = {
    Compression.NONE: _plain,
    Compression.GZIP: _gzip,
    Compression.XZ: _xz,
    Compression.ZSTD: _zstd,
}
