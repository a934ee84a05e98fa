"""CSV: text into columns of text, with exact line numbers and no record lost.

Most of a file has no quotes. Runs of such lines are cut by one `str.split`, which is several times as
fast as a reader that goes by characters; lines with quotes, and whatever is not as wide as it should be, go
one record at a time through the standard library's reader.
"""

import csv
from collections.abc import Iterator
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.intake.limits import BLOCK_BYTES, LIMITS, Limits
from revroute_desktop.intake.records import ColumnChunk, Layout, RefusedRecord, unique_names
from revroute_desktop.intake.text import LineFault, Piece

_MOST_COLUMNS: Final = 2000
_MESSAGES: Final = {
    "field larger than field limit (131072)": "A field is longer than 131,072 characters.",
    "new-line character seen in unquoted field - do you need to open the file with newline=''?": (
        "The line holds a carriage return outside quotes."
    ),
}


class _RecordTooLongError(Exception):
    """A quoted field goes on for longer than a record may be."""


class _Lines:
    """The lines of a file one after another, with a way to put some back."""

    def __init__(self, pieces: Iterator[Piece], record_chars: int) -> None:
        self._pieces = pieces
        self._put_back: list[Piece] = []
        self._record_chars = record_chars
        self._taken_chars = 0
        self.taken: list[Piece] = []
        self.text = ""
        self.position = 0
        self.passed = 0
        self.line = 1
        self.fault: LineFault | None = None

    def load(self) -> bool:
        """Make the next piece the current one, when the current one is used up; False at the end."""
        if self.position < len(self.text):
            return True
        piece = self._put_back.pop() if self._put_back else next(self._pieces, None)
        if piece is None:
            return False
        self.text, self.position, self.line, self.fault = piece.text, 0, piece.line, piece.fault
        return True

    def begin_record(self) -> None:
        """Forget the lines taken so far."""
        self.taken, self._taken_chars = [], 0

    def put_back_all_but_first(self) -> None:
        """Let the lines taken after the first be read again."""
        if len(self.taken) == 1:
            return
        if self.position < len(self.text):
            self._put_back.append(Piece(self.line, self.text[self.position :], self.fault))
        self._put_back.extend(reversed(self.taken[1:]))
        del self.taken[1:]
        self.text, self.position = "", 0

    def skip_to(self, position: int, lines: int) -> None:
        """Pass over text of the current piece that holds so many lines."""
        self.passed += position - self.position
        self.position = position
        self.line += lines

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.load():
            raise StopIteration
        end = self.text.index("\n", self.position) + 1
        line = self.text[self.position : end]
        self.taken.append(Piece(self.line, line, self.fault))
        self._taken_chars += len(line)
        self.skip_to(end, 1)
        if self._taken_chars > self._record_chars:
            raise _RecordTooLongError
        return line


class CsvRecords:
    """Iterates over the chunks of a CSV file; `names` are its columns. A file of a header alone has one empty
    chunk.

    Raises UserError for a file whose header cannot be read.
    """

    def __init__(self, name: str, pieces: Iterator[Piece], layout: Layout, limits: Limits = LIMITS) -> None:
        self._file = name
        # One line over the limit passes whole with its fault; a record of several lines may not exceed it.
        self._lines = _Lines(pieces, limits.line_bytes + 8192)
        self._delimiter, self._quote = layout.delimiter, layout.quote
        self._reader = csv.reader(
            self._lines,
            delimiter=layout.delimiter,
            quotechar=layout.quote or None,
            quoting=csv.QUOTE_MINIMAL if layout.quote else csv.QUOTE_NONE,
            strict=True,
        )
        for _ in range(layout.skip_lines):
            next(self._lines, "")
        self.names = unique_names(layout.names or self._header())

    def __iter__(self) -> Iterator[ColumnChunk]:
        if not self._lines.load():
            # Whoever reads the file still learns which columns it has.
            yield _Growing(len(self.names)).finished(self._file, self.names)
        while self._lines.load():
            yield self._chunk()

    def _header(self) -> list[str]:
        names: list[str] = []
        while not names and self._lines.load():
            read = self._record()
            if isinstance(read, RefusedRecord):
                raise UserError(f"The header of {self._file} cannot be read. {read.detail}")
            names = read
        if not names:
            raise UserError(f"{self._file} is empty; it has no header line.")
        if len(names) > _MOST_COLUMNS:
            raise UserError(f"{self._file} has {len(names)} columns; at most {_MOST_COLUMNS} are read.")
        return names

    def _chunk(self) -> ColumnChunk:
        """Read about a block of text."""
        chunk = _Growing(len(self.names))
        lines = self._lines
        until = lines.passed + BLOCK_BYTES // 2
        while lines.passed < until and lines.load():
            if lines.fault is None:
                self._plain_run(chunk)
            if lines.position < len(lines.text):
                self._add_record(chunk)
        return chunk.finished(self._file, self.names)

    def _plain_run(self, chunk: "_Growing") -> None:
        """Add the lines up to the next one with a quote, or up to the first that is not as it should be."""
        lines = self._lines
        text, start = lines.text, lines.position
        quote = text.find(self._quote, start) if self._quote else -1
        end = len(text) if quote < 0 else text.rfind("\n", start, quote) + 1
        if end <= start:
            return
        width = len(self.names)
        run = text[start:end]
        if "\r" in run:
            run = run.replace("\r\n", "\n")
        count = run.count("\n")
        # Each newline becomes a field of its own. When these stand at every (width + 1)th place and nowhere
        # else, then every line has just `width` fields.
        mark = f"{self._delimiter}\n{self._delimiter}"
        fields = run.replace("\n", mark).split(self._delimiter)
        marks = fields[width :: width + 1]
        whole = len(fields) == count * (width + 1) + 1 and marks.count("\n") == count
        # In a file of one column a blank line, which is no record, would pass for an empty field.
        blank = width == 1 and (run.startswith("\n") or "\n\n" in run)
        if whole and not blank and "\r" not in run:
            chunk.add_run(lines.line, count, fields)
            lines.skip_to(end, count)
            return
        # None of these lines has a quote, so that each is a record.
        while lines.position < end:
            self._add_record(chunk)

    def _add_record(self, chunk: "_Growing") -> None:
        read = self._record()
        if isinstance(read, RefusedRecord):
            chunk.refused.append(read)
        elif len(read) == len(self.names):
            chunk.add_row(self._lines.taken[0].line, read)
        elif read:
            detail = f"The line has {len(read)} fields, but the file has {len(self.names)} columns."
            chunk.refused.append(self._refused("ragged", detail))

    def _record(self) -> list[str] | RefusedRecord:
        """Read one record; an empty list is a blank line."""
        lines = self._lines
        lines.begin_record()
        if lines.fault is not None:
            next(lines)
            return self._refused(lines.fault.reason, lines.fault.detail)
        try:
            row = next(self._reader)
        except (csv.Error, _RecordTooLongError) as error:
            detail = _MESSAGES.get(str(error), "Its quotes do not close, or text follows a closing quote.")
            # What looks like one long record is most likely one line with a stray quote.
            lines.put_back_all_but_first()
            return self._refused("quotes", detail)
        for piece in lines.taken:
            if piece.fault is not None:
                return self._refused(piece.fault.reason, piece.fault.detail)
        return row

    def _refused(self, reason: str, detail: str) -> RefusedRecord:
        taken = self._lines.taken
        raw = "".join(piece.text for piece in taken).rstrip("\r\n")
        return RefusedRecord(taken[0].line, reason, detail, raw)


class _Growing:
    """A chunk in the making."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._columns: list[list[str]] = [[] for _ in range(width)]
        self._lines: list[int] = []
        self.refused: list[RefusedRecord] = []

    def add_run(self, line: int, count: int, fields: list[str]) -> None:
        """Add lines that were cut into fields with a newline behind each line's own."""
        for index, column in enumerate(self._columns):
            column.extend(fields[index : -1 : self._width + 1])
        self._lines.extend(range(line, line + count))

    def add_row(self, line: int, row: list[str]) -> None:
        """Add one record."""
        for column, value in zip(self._columns, row, strict=True):
            column.append(value)
        self._lines.append(line)

    def finished(self, file: str, names: tuple[str, ...]) -> ColumnChunk:
        """Return the chunk."""
        return ColumnChunk(file, self._lines, dict(zip(names, self._columns, strict=True)), self.refused)
