"""Hostile files in a process of their own: memory stays within a stated limit, whatever the file asks for."""

import gzip
import lzma
import random
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
import zstandard

PEAK_MIB = 300
"""Memory of a whole reading process, decoders, libraries and interpreter included."""

READER = """
import sys
from pathlib import Path
from revroute_desktop.errors import UserError
from revroute_desktop.intake import Layout, examine, open_records
rows = refused = 0
try:
    for chunk in open_records(examine(Path(sys.argv[1])), Layout(sys.argv[2])):
        rows += len(chunk.lines)
        refused += len(chunk.refused)
    print(rows, refused, end=" ")
except UserError as error:
    print("refused:", error, end=" ")
# Not ru_maxrss, which a child takes over from its parent.
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads its peak memory from /proc")


def read_aside(path: Path, layout: str = "csv") -> tuple[str, int]:
    """Read a file in a child process; returns what it says and its peak memory in MiB."""
    done = subprocess.run(
        [sys.executable, "-c", READER, str(path), layout],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said, _, peak = done.stdout.strip().rpartition(" ")
    return said, int(peak)


@pytest.mark.parametrize("layout", ["csv", "jsonl"])
def test_a_line_of_200_mb_costs_one_line_and_little_memory(tmp_path: Path, layout: str) -> None:
    rows = {"csv": (b"a\n1\n", b"\n2\n"), "jsonl": (b'{"a": 1}\n', b'\n{"a": 2}\n')}
    before, after = rows[layout]
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.write(before)
        file.seek(200_000_000, 1)
        file.write(after)
    said, peak = read_aside(path, layout)
    assert said == "2 1"
    assert peak < PEAK_MIB


def test_a_compressed_line_without_an_end_is_refused(tmp_path: Path) -> None:
    block = random.Random(2).randbytes(2**18).hex().encode()
    path = tmp_path / "long.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b"a\n1\n")
        for _ in range(60):
            file.write(block)
    said, peak = read_aside(path)
    assert said == "1 1"
    assert peak < PEAK_MIB


@pytest.mark.parametrize("compression", ["gzip", "xz", "zstd"])
def test_a_bomb_ends_early(tmp_path: Path, compression: str) -> None:
    path = tmp_path / "bomb"
    pieces = [bytes(2**20)] * 400
    compressor: Any = {
        "gzip": zlib.compressobj(9, wbits=31),
        "xz": lzma.LZMACompressor(preset=0),
        "zstd": zstandard.ZstdCompressor().compressobj(),
    }[compression]
    path.write_bytes(b"".join(map(compressor.compress, pieces)) + compressor.flush())
    said, peak = read_aside(path)
    assert "decompression bomb" in said
    assert peak < PEAK_MIB


def test_an_xz_file_that_asks_for_a_huge_window_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "window.xz"
    data = bytearray(lzma.compress(b"abc", filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 2**12}]))
    # The window's size is one byte of the block header, whose checksum follows; 40 asks for 4 GiB.
    place = data.index(bytes([lzma.FILTER_LZMA2, 1, 0]), 12) + 2
    data[place] = 40
    data[20:24] = zlib.crc32(bytes(data[12:20])).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    said, peak = read_aside(path)
    assert said.startswith("refused:")
    assert peak < PEAK_MIB


def test_fifty_thousand_stray_quotes_do_not_slow_reading_down(tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    path.write_bytes(b"a,b\n" + b'1,"x"y\n2,"\n' * 50_000)
    said, peak = read_aside(path)
    assert sum(map(int, said.split())) > 0
    assert peak < PEAK_MIB
