"""What an outside file may ask of this machine."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 2**20
BLOCK_BYTES: Final = MIB
"""Decompressed bytes that are handled at a time. No line limit may be below it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one file; beyond the first three the file is refused, beyond the last only the line.

    `decompressed_bytes` is the most that a compressed file may unfold to. A file that unfolds to more than
    `ratio` times its size is taken for a bomb once it has given `ratio_from_bytes`. `decoder_bytes` is the
    memory that a decoder may take for its window, and DuckDB for reading Parquet. `line_bytes` is the longest
    line or record.
    """

    decompressed_bytes: int = 64 * 1024 * MIB
    ratio: int = 500
    ratio_from_bytes: int = 64 * MIB
    decoder_bytes: int = 256 * MIB
    line_bytes: int = MIB


LIMITS: Final = Limits()
