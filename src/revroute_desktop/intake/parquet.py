"""Parquet, read by DuckDB: its values as text, decimals exactly as they are stored."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from revroute_desktop.errors import UserError
from revroute_desktop.intake.limits import LIMITS, MIB, Limits
from revroute_desktop.intake.opening import FileFacts
from revroute_desktop.intake.records import ColumnChunk, RefusedRecord, unique_names

if TYPE_CHECKING:
    import duckdb

_CHUNK_ROWS: Final = 4096
_MOST_COLUMNS: Final = 2000


class ParquetRecords:
    """Iterates over the chunks of a Parquet file; `names` are its columns.

    DuckDB may read this one file and nothing else, load no extension, and take limited memory. Raises
    UserError for a file that it cannot read.
    """

    def __init__(self, facts: FileFacts, limits: Limits = LIMITS) -> None:
        self._facts = facts
        self._limits = limits
        self._connection = _connection(facts, limits)
        self._position = 0
        path = str(facts.path.resolve())
        columns = self._query("SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(?))", path)
        names = [str(row[0]) for row in columns.fetchall()]
        if len(names) > _MOST_COLUMNS:
            raise UserError(f"{facts.name} has {len(names)} columns; at most {_MOST_COLUMNS} are read.")
        self.names = unique_names(names)
        quoted = ", ".join(f'CAST("{name.replace(chr(34), chr(34) * 2)}" AS VARCHAR)' for name in names)
        self._result = self._query(f"SELECT {quoted} FROM read_parquet(?)", path)

    def __iter__(self) -> Iterator[ColumnChunk]:
        import duckdb

        line = 1
        try:
            # A file without rows has one empty chunk, from which its columns are learnt.
            yield self._chunk(line, rows := self._result.fetchmany(_CHUNK_ROWS))
            line += len(rows)
            while rows := self._result.fetchmany(_CHUNK_ROWS):
                yield self._chunk(line, rows)
                line += len(rows)
        except duckdb.Error as error:
            raise self._unreadable(error) from None
        finally:
            self._connection.close()

    def _chunk(self, line: int, rows: list[tuple[str | None, ...]]) -> ColumnChunk:
        numbers: list[int] = []
        good: list[tuple[str, ...]] = []
        refused: list[RefusedRecord] = []
        for number, row in enumerate(rows, line):
            values = tuple(value or "" for value in row)
            if any("\x00" in value for value in values):
                raw = "\t".join(values).replace("\x00", "\\x00")
                refused.append(RefusedRecord(number, "nul", "The row holds NUL characters.", raw))
            elif sum(map(len, values)) > self._limits.line_bytes:
                raw = "\t".join(values)[:4096]
                detail = f"The row is longer than the {self._limits.line_bytes:,} characters that are read."
                refused.append(RefusedRecord(number, "too-long", detail, raw))
            else:
                numbers.append(number)
                good.append(values)
        columns = list(zip(*good, strict=True)) or [()] * len(self.names)
        return ColumnChunk(self._facts.name, numbers, dict(zip(self.names, columns, strict=True)), refused)

    def _query(self, sql: str, path: str) -> "duckdb.DuckDBPyConnection":
        import duckdb

        try:
            return self._connection.execute(sql, [path])
        except (duckdb.Error, RuntimeError, ValueError) as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: Exception) -> UserError:
        reason = " ".join(str(error).split())[:200]
        return UserError(f"{self._facts.name} cannot be read as Parquet: {reason}. Export the file again.")


def _connection(facts: FileFacts, limits: Limits) -> "duckdb.DuckDBPyConnection":
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": 1,
            "memory_limit": f"{limits.decoder_bytes // MIB}MiB",
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )
    connection.execute("SET allowed_paths = [?]", [str(facts.path.resolve())])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
