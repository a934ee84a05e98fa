"""Walks through a workspace and prints what was measured: `python -m tests.gui.walk WORKSPACE …`."""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QThreadPool,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication
from tests.gui.walk.heart import LIMIT_MS, Heart
from tests.gui.walk.shared import opened
from tests.gui.walk.walker import Painted, Program, Steps, Walker

from revroute_desktop.console.app import make_application
from revroute_desktop.console.threads.memory import give_free_memory_back

_WARNINGS: list[str] = []


def main(arguments: list[str]) -> int:
    """Print the figures as JSON. Exit code 1 when a turn was over the limit, Qt warned or a thing is left."""
    parser = argparse.ArgumentParser(prog="python -m tests.gui.walk")
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--arrivals", type=Path, help="a folder of files that are imported meanwhile")
    parser.add_argument("--walks", type=int, default=1)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--began", type=float, default=None)
    asked = parser.parse_args(arguments)
    if asked.began is None:
        # A process of its own, whose start is known: the time until the first pane counts from there.
        began = [sys.executable, "-m", "tests.gui.walk.child", "--began", str(time.time())]
        return subprocess.run([*began, *arguments], check=False).returncode
    qInstallMessageHandler(_hear)
    found = walked(asked.workspace, asked.arrivals, asked.walks, asked.pictures, asked.began)
    sys.stdout.write(json.dumps(found) + "\n")
    return 0 if not found["stalls"] and not found["warnings"] and not found["left"] else 1


def walked(
    workspace: Path, arrivals: Path | None, walks: int, pictures: Path | None, began: float
) -> dict[str, Any]:
    """Open the window on a workspace, walk through it so many times, and return what was measured."""
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    app = make_application(["walk"])
    threads = set(threading.enumerate())
    heart = Heart()
    program = Program(app)
    walker = Walker(program, heart, pictures)
    program.begin(workspace)
    walker.walk(_first_pane(walker, began))
    with heart.paused():
        # The program has imported by now what its first pane needs, and not the panes that the steps name.
        from tests.gui.walk.feed import Feed
        from tests.gui.walk.steps import walk
    files = sorted(arrivals.glob("*.csv")) if arrivals is not None else []
    each = len(files) // walks
    imported = routed = 0
    after: list[dict[str, float]] = []
    for number in range(walks):
        walker.lap, began_walk = number, time.perf_counter()
        feed = Feed(program, files[number * each : (number + 1) * each])
        walker.walk(walk(walker, feed, workspace))
        imported, routed = imported + feed.imported, routed + feed.routed
        walker.pictures = None
        with heart.paused():
            gc.collect()
            memory = {"memory_mb": _resident_mb(), "own_memory_mb": _proportional_mb()}
            # The program does so by itself now and then; growth must not depend on when it did last.
            give_free_memory_back()
            memory["settled_mb"] = _resident_mb()
            seconds = round(time.perf_counter() - began_walk, 1)
            after.append({"seconds": seconds, **memory, **_counted(app)})
    knows_queue = heart.knows_queue
    heart.end()
    program.close()
    result = {
        "platform": app.platformName(),
        "walks": walks,
        "turns": heart.turns,
        "turns_over_16_ms": heart.over_16,
        "limit_ms": LIMIT_MS,
        "longest_ms": round(heart.longest[0].turn.own, 1) if heart.longest else 0.0,
        "longest": [{"turn": seen.turn.said, "stacks": seen.stacks} for seen in heart.longest],
        "longest_wall_ms": round(heart.longest_wall.wall, 1),
        "longest_wall": heart.longest_wall.said,
        "knows_queue": knows_queue,
        "garbage_ms": round(heart.gc_longest_ms, 1),
        "stalls": [
            {"step": seen.turn.step, "turn": seen.turn.said, "stacks": seen.stacks} for seen in heart.stalls
        ],
        "seconds": {name: _summed(values) for name, values in walker.measured.items()},
        "after": after,
        "memory_slope_mb": _slope([one["settled_mb"] for one in after[2:]]),
        "jobs": {"imported": imported, "routed": routed},
        "warnings": _WARNINGS,
        "steps": len(walker.shown),
    }
    del program, walker, feed
    return {**result, "left": _left(app, threads)}


def _first_pane(walker: Walker, began: float) -> Steps:
    """Note how long it takes from the start of the process to the first painted rows."""
    watch = Painted(walker.program.window)
    yield lambda: watch.look() and opened(walker)
    there = time.time()
    yield lambda: watch.look() and time.time() > there + 0.1
    ago = time.perf_counter() - time.time()
    painted = next((at - ago for at in watch.times if at - ago > there - 0.004), there)
    walker.measured["first_pane"] = [painted - began]
    walker.program.window.removeEventFilter(watch)
    watch.deleteLater()
    # What was done until here has its own bar.
    walker.heart.begin()
    yield from walker.rest()


def _left(app: QApplication, threads: set[threading.Thread]) -> list[str]:
    """Name the threads, timers and widgets that are still there after the program has closed."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()
        gc.collect()
    running = (
        t for t in threading.enumerate() if t not in threads and not isinstance(t, threading._DummyThread)
    )
    left = [f"thread {thread.name}" for thread in running]
    left += [f"timer of {timer.parent()}" for timer in _alive(QTimer) if timer.isActive()]
    left += [f"pool {pool}" for pool in _alive(QThreadPool) if pool.activeThreadCount()]
    left += [f"widget {widget}" for widget in app.topLevelWidgets()]
    return left


def _counted(app: QApplication) -> dict[str, float]:
    return {
        "widgets": len(app.allWidgets()),
        "timers": sum(timer.isActive() for timer in _alive(QTimer)),
        "threads": threading.active_count(),
    }


def _alive(kind: type) -> list[Any]:
    return [one for one in gc.get_objects() if isinstance(one, kind) and shiboken6.isValid(one)]


def _resident_mb() -> float:
    """Return the memory that the process holds, 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def _proportional_mb() -> float:
    """Return the same with what it shares, as the libraries of its workers, counted in parts."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return round(sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6, 1)


def _slope(values: list[float]) -> float:
    """Return by how much each value is above the one before it, by a line through all of them."""
    if len(values) < 2:
        return 0.0
    return round(statistics.linear_regression(range(len(values)), values).slope, 3)


def _summed(values: list[float]) -> dict[str, float]:
    return {
        "count": len(values),
        "median": round(statistics.median(values), 4),
        "most": round(max(values), 4),
    }


def _hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del context
    # The offscreen platform says so for every window that is raised or opens a menu.
    if kind is not QtMsgType.QtDebugMsg and not message.startswith("This plugin does not support "):
        _WARNINGS.append(message)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
