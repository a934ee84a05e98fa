"""Walks the frames of a zstd file without decompressing them (RFC 8878), to see that it is complete."""

from typing import BinaryIO, Final

_MAGIC: Final = 0xFD2FB528
_SKIPPABLE: Final = 0x184D2A50
_LAST_BLOCK: Final = 1
_RLE_BLOCK: Final = 1


def check_complete(file: BinaryIO) -> None:
    """Raise EOFError when the file, read from where it stands, ends inside a frame or is no zstd file."""
    while magic_bytes := file.read(4):
        magic = int.from_bytes(magic_bytes, "little")
        if len(magic_bytes) == 4 and magic & 0xFFFFFFF0 == _SKIPPABLE:
            _skip(file, int.from_bytes(_exactly(file, 4), "little"))
        elif magic == _MAGIC:
            _skip_frame(file)
        else:
            raise EOFError("there is other data behind the compressed data")


def _skip_frame(file: BinaryIO) -> None:
    descriptor = _exactly(file, 1)[0]
    single_segment = descriptor >> 5 & 1
    content_size = (single_segment, 2, 4, 8)[descriptor >> 6]
    dictionary = (0, 1, 2, 4)[descriptor & 3]
    _skip(file, (1 - single_segment) + dictionary + content_size)
    last = False
    while not last:
        header = int.from_bytes(_exactly(file, 3), "little")
        last = bool(header & _LAST_BLOCK)
        _skip(file, 1 if header >> 1 & 3 == _RLE_BLOCK else header >> 3)
    if descriptor >> 2 & 1:
        _skip(file, 4)


def _skip(file: BinaryIO, count: int) -> None:
    if count:
        file.seek(count - 1, 1)
        _exactly(file, 1)


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise EOFError("the data ends early")
    return data
