"""What the window does about a bug: a report on the disk, and one sentence."""

import sys
from collections.abc import Callable
from types import TracebackType

from revroute_desktop.console.translate import tr
from revroute_desktop.processes.crash_report import save_crash


def sentence_of_crash(fault: BaseException) -> str:
    """Save a report of a bug and return what to tell the person."""
    path = save_crash(fault)
    where = tr(" A report without your data is in {path}.", path=path) if path is not None else ""
    return tr("The program met a fault of its own; your books are not touched by it.{where}", where=where)


def report_crashes(say: Callable[[str], None]) -> None:
    """From now on save and say what no one has caught, instead of writing it to a terminal."""

    def caught(_kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(fault, KeyboardInterrupt):
            sys.exit(130)
        say(sentence_of_crash(fault))

    sys.excepthook = caught
