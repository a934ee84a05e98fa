"""Annotations as marks of a time axis, in words."""

from revroute_desktop.analytics.annotations import (
    IMPORT,
    PLAN,
    RESTATE,
    RUN,
    TRAFFIC,
    Annotation,
)
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.data import Mark

_KIND = "mark:"


def mark_of(one: Annotation) -> Mark:
    """Return an annotation as a mark; a note by hand can be picked."""
    return Mark(one.at, mark_words(one), one.kind, f"{_KIND}{one.note}" if one.note else "")


def mark_words(one: Annotation) -> str:
    """Return what an annotation says."""
    match one.kind:
        case kind if kind == PLAN:
            return tr("plan version {version}", version=one.number)
        case kind if kind == IMPORT:
            if one.number == 1:
                return tr("import of {name}", name=one.subject)
            return tr("{n} imports", one="{n} import", n=one.number)
        case kind if kind == TRAFFIC:
            return tr("logs imported")
        case kind if kind == RESTATE:
            return tr("restated")
        case kind if kind == RUN:
            return tr("load run {number}", number=one.number)
    return one.subject


def note_of(key: str) -> int:
    """Return the number of the note that a mark stands for, 0 for another key."""
    number = key.removeprefix(_KIND)
    return int(number) if key.startswith(_KIND) and number.isdecimal() else 0
