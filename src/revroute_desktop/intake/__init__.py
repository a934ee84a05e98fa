"""Outside files: opening, decompression, limits; CSV, JSON Lines and Parquet into columns of text."""

from revroute_desktop.intake.limits import LIMITS, Limits
from revroute_desktop.intake.opening import FileFacts, examine
from revroute_desktop.intake.reader import RecordReader, open_records
from revroute_desktop.intake.records import Layout, RecordChunk, RefusedRecord

__all__ = [
    "LIMITS",
    "FileFacts",
    "Layout",
    "Limits",
    "RecordChunk",
    "RecordReader",
    "RefusedRecord",
    "examine",
    "open_records",
]
