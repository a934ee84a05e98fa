"""Outside files: compression, damage, bombs and what is not read at all."""

import gzip
import lzma
import random
from pathlib import Path

import pytest
import zstandard

from revroute_desktop.errors import UserError
from revroute_desktop.intake import Limits, examine
from revroute_desktop.intake.opening import read_blocks

DATA = random.Random(1).randbytes(400_000) + b"a" * 3_000_000


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_checksum=True).compress(data)


COMPRESSORS = {"gzip": gzip.compress, "xz": lzma.compress, "zstd": zstd}
each_compression = pytest.mark.parametrize("name", list(COMPRESSORS))


def written(tmp_path: Path, data: bytes, name: str = "file.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@each_compression
def test_compressed_files_of_several_streams_unfold_whole(tmp_path: Path, name: str) -> None:
    compress = COMPRESSORS[name]
    facts = examine(written(tmp_path, compress(DATA) + compress(b"more")))
    assert facts.compression.value == name
    assert b"".join(read_blocks(facts)) == DATA + b"more"


@pytest.mark.parametrize(("name", "padding"), [("gzip", 100_000), ("xz", 8)])
def test_zeros_may_pad_a_compressed_file(tmp_path: Path, name: str, padding: int) -> None:
    facts = examine(written(tmp_path, COMPRESSORS[name](b"abc") + b"\x00" * padding))
    assert b"".join(read_blocks(facts)) == b"abc"


@each_compression
@pytest.mark.parametrize("cut", [40, 3_000, -20])
def test_a_file_that_ends_early_is_refused(tmp_path: Path, name: str, cut: int) -> None:
    path = written(tmp_path, COMPRESSORS[name](DATA)[:cut])
    with pytest.raises(UserError, match="cannot be decompressed"):
        examine(path)


@each_compression
def test_a_flipped_bit_is_found_before_anything_is_used(tmp_path: Path, name: str) -> None:
    data = bytearray(COMPRESSORS[name](DATA))
    data[100_000] ^= 4
    with pytest.raises(UserError, match="cannot be decompressed"):
        examine(written(tmp_path, bytes(data)))


@each_compression
def test_other_data_behind_the_compressed_data_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="cannot be decompressed"):
        examine(written(tmp_path, COMPRESSORS[name](b"abc") + b"garbage"))


@each_compression
def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, COMPRESSORS[name](bytes(8_000_000)))
    with pytest.raises(UserError, match="decompression bomb"):
        examine(path, limits=Limits(ratio=500, ratio_from_bytes=1_000_000))


@each_compression
def test_a_file_that_unfolds_too_far_is_refused(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, COMPRESSORS[name](DATA))
    with pytest.raises(UserError, match="unfolds to more than 2 MiB"):
        examine(path, limits=Limits(decompressed_bytes=2 * 2**20))


def test_a_decoder_that_wants_too_much_memory_is_refused(tmp_path: Path) -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 2**27}]
    path = written(tmp_path, lzma.compress(b"abc", filters=filters))
    with pytest.raises(UserError, match=r"cannot be decompressed|more than 16 MiB"):
        examine(path, limits=Limits(decoder_bytes=16 * 2**20))


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"PK\x03\x04", "ZIP archive or an Excel workbook"),
        (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
        (b"%PDF-1.7", "PDF"),
        (b"BZh9", "bzip2"),
        (b"SQLite format 3\x00", "database"),
    ],
)
def test_files_of_other_kinds_are_named(tmp_path: Path, head: bytes, what: str) -> None:
    with pytest.raises(UserError, match=what):
        examine(written(tmp_path, head + b"rest"))


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        examine(tmp_path / "absent.csv")
    with pytest.raises(UserError, match="is a folder"):
        examine(tmp_path)
    if Path("/dev/zero").exists():
        with pytest.raises(UserError, match="not an ordinary file"):
            examine(Path("/dev/zero"))


def test_a_file_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path = written(tmp_path, b"id\n1\n")
    facts = examine(path)
    path.write_bytes(b"id\n2\n")
    with pytest.raises(UserError, match="changed while it was read"):
        list(read_blocks(facts))
