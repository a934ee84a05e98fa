"""The window's figures on a workspace, as JSON: `python -m … WORKSPACE [--route | --start]`.

First painted pane in seconds since the process began; a page of the events table in milliseconds, anywhere
and under every sort; the longest turn of the main thread while the table is sorted and, with `--route`, while
what waits is routed, some seconds long. With `--start` it is the first of these alone.
"""

import gc
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

if "--began" in sys.argv:
    # As the program does it, and the process that only starts the measuring one need not.
    gc.disable()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QLocale, QObject, QTimer

from revroute_desktop.console.app import make_application
from revroute_desktop.console.books.open_books import OpenBooks
from revroute_desktop.console.controller import Console
from revroute_desktop.console.jobs.jobs import JobList
from revroute_desktop.console.panes.routing.view import RoutingView
from revroute_desktop.console.session import Session
from revroute_desktop.console.shell.notices import Notices
from revroute_desktop.console.shell.window import Window
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.style import InkStyle
from revroute_desktop.console.threads.reads import Reads

_PAGES = 200
_BEAT_MS = 2
_LONGEST_WAIT = 900.0
_ROUTED_SECONDS = 15.0


class _Heart(QObject):
    """Beats on the main thread and keeps how late its beats were, and what the time went into."""

    def __init__(self) -> None:
        super().__init__()
        self._turns: list[tuple[float, float, float]] = []
        self._last = self._now()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """Forget what was, and beat from now on."""
        self._turns.clear()
        self._last = self._now()
        self._timer.start()

    def end(self) -> dict[str, float]:
        """Stop; returns milliseconds: the longest turn, the same less waits for a processor, the most work.

        Where other programs keep the processors busy, a turn is long although nothing here holds it up.
        """
        self._timer.stop()
        return {
            "stall_ms_max": _most(turn for turn, _, _ in self._turns),
            "stall_ms_max_without_queue": _most(turn - queued for turn, _, queued in self._turns),
            "work_ms_max": _most(work for _, work, _ in self._turns),
        }

    def _beat(self) -> None:
        now = self._now()
        turn, work, queued = (new - old for new, old in zip(now, self._last, strict=True))
        self._turns.append((turn, work, queued))
        self._last = now

    def _now(self) -> tuple[float, float, float]:
        return time.perf_counter(), time.thread_time(), _queued_seconds()


def _queued_seconds() -> float:
    """Return how long this thread has waited for a processor, where the system says so, else 0."""
    try:
        said = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(said.split()[1]) / 1e9


def _most(seconds: Iterable[float]) -> float:
    return round(max(seconds, default=0.0) * 1000, 1)


def measure(workspace: Path, began: float, what: str) -> dict[str, Any]:
    """Open the window on a workspace and return its figures; `began` is when this process was started.

    `what` is `--route`, `--start` or nothing.
    """
    app = make_application(["measure"])
    look = Look(app, "light")
    style = InkStyle(look)
    app.setStyle(style)
    look.put_on()
    reads, jobs = Reads(), JobList()
    window = Window(look, jobs, "measure")
    console = Console(
        look=look,
        window=window,
        reads=reads,
        jobs=jobs,
        notices=Notices(),
        session=Session(),
        session_path=None,
        locale=QLocale(QLocale.Language.English),
        person="measure",
    )
    console.begin(workspace)
    window.show()

    def turn() -> None:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    def until(reached: Callable[[], bool]) -> None:
        end = time.monotonic() + _LONGEST_WAIT
        while not reached():
            if time.monotonic() > end:
                raise TimeoutError("the window did not come to rest")
            turn()

    until(lambda: console.books is not None)
    books = console.books
    assert books is not None, "the workspace is open"
    view = books.panes.view("routing")
    assert isinstance(view, RoutingView), "the routing pane is built"
    until(lambda: view.events_model.cells(0) is not None if view.events_model.rowCount() else not reads.busy)
    turn()
    first_paint = time.time() - began
    until(lambda: not reads.busy)
    result: dict[str, Any] = {"first_paint_s": round(first_paint, 3)}
    if what != "--start":
        result |= _in_use(books, view, until, lambda: not reads.busy)
    if what == "--route":
        result["routing"] = _routing(books, jobs, until)
    console.close()
    window.close()
    reads.close()
    look.close()
    return result


def _in_use(
    books: OpenBooks, view: RoutingView, until: Callable[[Callable[[], bool]], None], idle: Callable[[], bool]
) -> dict[str, Any]:
    """Sort the table and read pages of it."""
    heart = _Heart()
    heart.begin()
    for key in ("amount", "external", "occurred"):
        view.events.table.sort_asked.emit(key, True)
        until(idle)
    return {
        "events": view.events_model.rowCount(),
        "sorting": heart.end(),
        "page_ms": _page_times(books.workspace),
    }


def _routing(
    books: OpenBooks, jobs: JobList, until: Callable[[Callable[[], bool]], None]
) -> dict[str, float | str]:
    """Route what waits, some seconds long."""
    from revroute_desktop.console.jobs.works import route_work

    heart = _Heart()
    heart.begin()
    books.start(route_work("all"))
    enough = time.monotonic() + _ROUTED_SECONDS
    until(lambda: (bool(jobs.all) and not jobs.running) or time.monotonic() > enough)
    for job in jobs.running:
        books.jobs.cancel(job.key)
    until(lambda: not jobs.running)
    return {**heart.end(), "result": jobs.all[0].result}


def _page_times(workspace: Any) -> dict[str, dict[str, float]]:
    """Return median and 95th percentile of reading one page, for every sort."""
    from revroute_desktop.console.widgets.models import PAGE_ROWS
    from revroute_desktop.routing.event_pages import SORTS, EventFilter, event_ids, event_page

    places = random.Random(1)
    found = {}
    with workspace.read() as session:
        for sort in SORTS:
            ids = event_ids(session.sql, EventFilter(), sort)
            read = partial(event_page, session.sql)
            times = []
            for _ in range(_PAGES):
                first = places.randrange(max(1, len(ids) - PAGE_ROWS))
                began = time.perf_counter()
                read(ids[first : first + PAGE_ROWS])
                times.append((time.perf_counter() - began) * 1000)
            times.sort()
            found[sort] = {
                "median": round(times[_PAGES // 2], 2),
                "p95": round(times[_PAGES * 95 // 100], 2),
            }
    return found


def main(arguments: list[str]) -> int:
    """Print the figures. Exit code 2 for wrong arguments."""
    if arguments[:1] == ["--began"]:
        began, workspace, *rest = arguments[1:]
        sys.stdout.write(json.dumps(measure(Path(workspace), float(began), "".join(rest))) + "\n")
        return 0
    if len(arguments) not in {1, 2} or arguments[1:] not in ([], ["--route"], ["--start"]):
        sys.stderr.write(
            "usage: python -m revroute_desktop.console.threads.measure WORKSPACE [--route | --start]\n"
        )
        return 2
    # A process of its own, so that its start is known: the time until the first pane counts from there.
    command = [sys.executable, "-m", "revroute_desktop.console.threads.measure", "--began", str(time.time())]
    return subprocess.run([*command, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
