"""Answers of readers that were just given: the cards of a pane ask the same of them again and again."""

import threading
import weakref
from collections import OrderedDict
from typing import Final

from revroute_desktop.analytics.metrics.model import Ask, Facts, Reader
from revroute_desktop.workspace.connections import FileConnection
from revroute_desktop.workspace.log import log_size

_MOST: Final = 12
"""Answers that are kept for one connection."""

_FACTS_MOST: Final = 5_000
"""An answer with more facts than these is not kept."""

Question = tuple[int, tuple[int, ...], str, str | None, tuple[tuple[str, str], ...]]


class Remembered:
    """A reader that keeps its newest answers, for as long as the log of the books has not grown.

    Nothing of the books is ever written without an entry, so that an answer holds until there is one more.
    The reader gives all its measures, whatever is asked for, since one answer serves several metrics.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._known: weakref.WeakKeyDictionary[FileConnection, OrderedDict[Question, Facts]]
        self._known = weakref.WeakKeyDictionary()

    def __call__(self, ask: Ask) -> Facts:
        """Return what the reader answers."""
        if not isinstance(ask.sql, FileConnection):
            # Another connection can't be asked whether it is still there.
            return self._reader(ask)
        question = _question(ask)
        with self._lock:
            known = self._known.setdefault(ask.sql, OrderedDict())
            found = known.get(question)
            if found is not None:
                known.move_to_end(question)
                return _copied(found)
        found = self._reader(ask)
        self.remember(ask, found)
        return found

    def remember(self, ask: Ask, facts: Facts) -> None:
        """Keep an answer that came to light with another one."""
        if not isinstance(ask.sql, FileConnection) or len(facts) > _FACTS_MOST:
            return
        with self._lock:
            known = self._known.setdefault(ask.sql, OrderedDict())
            known[_question(ask)] = _copied(facts)
            while len(known) > _MOST:
                known.popitem(last=False)

    def forget(self) -> None:
        """Let all answers go, as measurements need it."""
        with self._lock:
            self._known.clear()


def _question(ask: Ask) -> Question:
    return log_size(ask.sql), ask.edges, ask.zone, ask.by, ask.terms


def _copied(facts: Facts) -> Facts:
    return {where: dict(measures) for where, measures in facts.items()}
