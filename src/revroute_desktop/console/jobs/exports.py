"""`Exports`: a table's rows into a file, on a thread aside, shown and cancelled in the jobs tray."""

import csv
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TextIO

from PySide6.QtCore import QObject, Signal

from revroute_desktop.console.crash import sentence_of_crash
from revroute_desktop.console.format import grouped
from revroute_desktop.console.jobs.jobs import JobList, JobState, JobView
from revroute_desktop.console.table_text import field, object_of, value_of
from revroute_desktop.console.threads.pools import Pool
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Column, Holds, Row
from revroute_desktop.console.widgets.models import Ids
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.workspace import Sql, Workspace

_BATCH = 1024
_TOLD_EVERY = 0.1
_TYPES = {
    Holds.MONEY: "DECIMAL(24, 6)",
    Holds.COUNT: "BIGINT",
    Holds.TIME: "TIMESTAMPTZ",
    Holds.NUMBER: "DOUBLE",
}

Columns = Sequence[tuple[int, Column]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Export:
    """What to write: all rows of `ids_of`, made by `rows_of`, in these columns.

    The suffix of `path` says how.
    """

    title: str
    path: Path
    columns: Columns
    ids_of: Callable[[Sql], Ids]
    rows_of: Callable[[Sql, Ids], list[Row]]


def write_export(sql: Sql, export: Export, progress: Progress, cancelled: Callable[[], bool]) -> int:
    """Write the file whole or not at all; returns how many rows.

    Raises Cancelled, and UserError for a place that can't be written.
    """
    part = export.path.with_name(f"{export.path.name}.part")
    try:
        suffix = export.path.suffix.lower()
        writers = {
            ".csv": _write_csv,
            ".json": _write_json,
            ".jsonl": _write_json_lines,
            ".parquet": _write_parquet,
        }
        if suffix not in writers:
            raise UserError(
                tr("{name}: an export ends in .csv, .json, .jsonl or .parquet.", name=export.path.name)
            )
        count = writers[suffix](part, export.columns, _batches(sql, export, progress, cancelled))
        part.replace(export.path)
    except OSError as fault:
        raise UserError(
            tr("{path} can't be written: {fault}.", path=export.path, fault=fault.strerror or fault)
        ) from fault
    finally:
        part.unlink(missing_ok=True)
    return count


def _batches(
    sql: Sql, export: Export, progress: Progress, cancelled: Callable[[], bool]
) -> Iterator[list[Row]]:
    ids = export.ids_of(sql)
    for at in range(0, len(ids), _BATCH):
        if cancelled():
            raise Cancelled(tr("The export was stopped; no file was written."))
        yield export.rows_of(sql, ids[at : at + _BATCH])
        progress(min(at + _BATCH, len(ids)), len(ids))


def _write_csv(path: Path, columns: Columns, batches: Iterator[list[Row]]) -> int:
    return _csv(path, columns, batches, field)


def _csv(path: Path, columns: Columns, batches: Iterator[list[Row]], text: Callable[..., str]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.name for _, column in columns])
        for rows in batches:
            writer.writerows([text(row[at], column) for at, column in columns] for row in rows)
            count += len(rows)
    return count


def _write_json(path: Path, columns: Columns, batches: Iterator[list[Row]]) -> int:
    """Write one array, an object in each line."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for rows in batches:
            for row in rows:
                file.write(",\n" if count else "\n")
                file.write(json.dumps(object_of(row, columns), ensure_ascii=False))
                count += 1
        file.write("\n]\n")
    return count


def _write_json_lines(path: Path, columns: Columns, batches: Iterator[list[Row]]) -> int:
    count = 0
    file: TextIO
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for rows in batches:
            for row in rows:
                file.write(json.dumps(object_of(row, columns), ensure_ascii=False) + "\n")
            count += len(rows)
    return count


def _write_parquet(path: Path, columns: Columns, batches: Iterator[list[Row]]) -> int:
    import duckdb

    aside = path.with_name(f"{path.name}.csv")
    try:
        count = _csv(aside, columns, batches, value_of)
        names = [column.name.replace('"', '""') for _, column in columns]
        casts = ", ".join(
            f'CAST(NULLIF("{name}", \'\') AS {_TYPES[column.holds]}) AS "{name}"'
            if column.holds in _TYPES
            else f'"{name}"'
            for name, (_, column) in zip(names, columns, strict=True)
        )
        with duckdb.connect() as database:
            read = database.read_csv(str(aside), header=True, all_varchar=True, delimiter=",", quotechar='"')
            read.project(casts).write_parquet(str(path))
    finally:
        aside.unlink(missing_ok=True)
    return count


class Exports(QObject):
    """Exports of one workspace, one after the other."""

    _moved = Signal(object, int, int)
    _ended = Signal(object, str, str)

    def __init__(self, workspace: Workspace, shown: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._shown = shown
        self._pool = Pool(1, self)
        self._stops: dict[int, Event] = {}
        self._moved.connect(self._on_moved)
        self._ended.connect(self._on_ended)

    def start(self, export: Export) -> None:
        """Queue an export."""
        key, stop = self._shown.new_key(), Event()
        self._stops[key] = stop
        now = self._workspace.clock()
        self._shown.put(JobView(key, "export", export.title, JobState.RUNNING, now, tr("writing")))
        self._pool.start(partial(self._run, key, export, stop))

    def cancel(self, key: int) -> None:
        """Ask an export to stop; a key of other work is not ours."""
        if key in self._stops:
            self._stops[key].set()
            self._shown.update(key, what=tr("stopping"))

    def leave(self) -> None:
        """Stop all exports and show nothing more of them."""
        for stop in self._stops.values():
            stop.set()
        self._moved.disconnect(self._on_moved)
        self._ended.disconnect(self._on_ended)

    def close(self) -> None:
        """Wait until the exports have stopped. Runs aside."""
        self._pool.wait()

    def _run(self, key: int, export: Export, stop: Event) -> None:
        told = [0.0]

        def progress(done: int, total: int) -> None:
            if time.monotonic() - told[0] > _TOLD_EVERY:
                told[0] = time.monotonic()
                self._moved.emit(key, done, total)

        try:
            with self._workspace.read() as session:
                count = write_export(session.sql, export, progress, stop.is_set)
        except Cancelled as fault:
            self._ended.emit(key, JobState.CANCELLED.value, str(fault))
        except UserError as fault:
            self._ended.emit(key, JobState.FAILED.value, str(fault))
        except Exception as fault:
            self._ended.emit(key, JobState.CRASHED.value, sentence_of_crash(fault))
        else:
            self._ended.emit(
                key,
                JobState.DONE.value,
                tr(
                    "Wrote {count} rows to {name}.",
                    one="Wrote {count} row to {name}.",
                    n=count,
                    count=grouped(count),
                    name=export.path.name,
                ),
            )

    def _on_moved(self, key: int, done: int, total: int) -> None:
        self._shown.update(key, done=done, total=total)

    def _on_ended(self, key: int, state: str, result: str) -> None:
        self._stops.pop(key, None)
        self._shown.update(key, state=JobState(state), result=result, finished_at=self._workspace.clock())
