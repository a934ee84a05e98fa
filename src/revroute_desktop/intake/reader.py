"""Opens a file as records, whatever its format and compression are."""

from collections.abc import Callable, Generator
from contextlib import closing

from revroute_desktop.errors import UserError
from revroute_desktop.intake.csv_text import CsvRecords
from revroute_desktop.intake.json_lines import json_chunks
from revroute_desktop.intake.limits import LIMITS, Limits
from revroute_desktop.intake.opening import FileFacts, read_blocks
from revroute_desktop.intake.records import Layout, RecordChunk
from revroute_desktop.intake.text import text_pieces

RecordReader = Generator[RecordChunk, None, None]


def open_records(
    facts: FileFacts, layout: Layout, *, at: Callable[[int], None] | None = None, limits: Limits = LIMITS
) -> RecordReader:
    """Yield the records of an examined file in chunks of bounded size.

    `at` is told how many bytes of the file on disk have been read. Raises UserError for a file that is not of
    the layout's format, is damaged, or changed since it was examined.
    """
    if facts.is_parquet != (layout.format == "parquet"):
        is_parquet = "is" if facts.is_parquet else "is not"
        raise UserError(
            f"{facts.name} {is_parquet} a Parquet file; choose a profile whose format is the file's."
        )
    if layout.format == "parquet":
        from revroute_desktop.intake.parquet import ParquetRecords

        yield from ParquetRecords(facts, limits)
        return
    with closing(read_blocks(facts, limits, at)) as blocks:
        pieces = text_pieces(facts.name, blocks, layout.encoding, limits)
        if layout.format == "csv":
            yield from CsvRecords(facts.name, pieces, layout, limits)
        else:
            yield from json_chunks(pieces)
