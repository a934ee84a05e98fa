"""`Feed`: keeps a job running beside the walk: imports a file, routes what came, imports the next."""

import csv
from collections import deque
from pathlib import Path

from tests.gui.walk.walker import Program, Steps

from revroute_desktop.console.jobs.runner import Work
from revroute_desktop.console.jobs.works import route_work

_COLUMNS = ("source", "id", "time", "kind", "amount", "currency", "country", "attribute.creator")
_COUNTRIES = ("DE", "FR", "GB", "US", "NL")


def write_arrivals(folder: Path, first: int, many: int, rows: int) -> list[Path]:
    """Write files of new events, numbered from `first`; the last rows of each can't be accepted as they are.

    One has no readable amount, one the id of an earlier event with another amount.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(first, first + many):
        path = folder / f"arrivals-{number:05d}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(_COLUMNS)
            for row in range(rows):
                minute, creator = row % 60, f"creator-{row % 200}"
                when = f"2025-12-{1 + row % 28:02d}T12:{minute:02d}:00Z"
                amount, country = f"{10 + row % 90}.{row % 100:02d}", _COUNTRIES[row % 5]
                writer.writerow(
                    ("shop-eu", f"w{number:05d}-{row:06d}", when, "sale", amount, "EUR", country, creator)
                )
            when, rest = "2025-12-28T13:00:00Z", ("EUR", "DE", "creator-1")
            writer.writerow(
                ("shop-eu", f"w{number:05d}-bad", when, "sale", "1.2.3", "EUR", "DE", "creator-1")
            )
            again = f"w{number:05d}-{rows - 1:06d}"
            writer.writerow(("shop-eu", again, when, "sale", "1.00", *rest))
        made.append(path)
    return made


class Feed:
    """Starts the next job when none runs. `files` are imported once each."""

    def __init__(self, program: Program, files: list[Path]) -> None:
        self._program = program
        self._files = deque(files)
        self.imported = 0
        self.routed = 0

    def go(self) -> None:
        """Start the next job, unless one runs: route what waits, else import the next file."""
        program = self._program
        if program.jobs.running or program.console.books is None:
            return
        if program.books.open_work.waiting:
            self.routed += 1
            waiting = program.books.books.writer.count(program.books.open_work.waiting)
            program.books.start(route_work(waiting))
        elif self._files:
            self.imported += 1
            file = self._files.popleft()
            arguments = ("import", "revenue", str(file), "--profile", "generic")
            program.books.start(Work("import", arguments, f"Import {file.name}", ("routing", 0)))

    def end(self) -> Steps:
        """Let the job that runs come to its end."""
        yield lambda: not self._program.jobs.running
        yield 0.2
