"""Kinds of jobs: which share slots, which go on after an interruption, and what the operator set."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from revroute_desktop.errors import UserError
from revroute_desktop.processes.limits import Limits, check_usable, limits_as_json, limits_from_json
from revroute_desktop.processes.queue import Room

ALL = "*"
"""Stands for every kind."""

WORKERS = 2
"""Worker processes where the operator set nothing."""

BOOKS = "books"
"""The lane of what reads or changes the books as a whole: in the order in which it was asked for."""

_OF_THE_BOOKS = frozenset(
    {
        "import",
        "undo",
        "route",
        "restate",
        "publish",
        "plan",
        "simulate",
        "retry",
        "dismiss",
        "quarantine",
        "events",
        "event",
        "release",
        "erase",
        "journal",
        "period",
        "verify",
        "checkpoint",
        "audit",
        "prove",
        "bundle",
    }
)
_KINDS_OF_TWO_WORDS = {
    ("import", "undo"): "undo",
    ("plan", "publish"): "publish",
    ("quarantine", "retry"): "retry",
    ("quarantine", "dismiss"): "dismiss",
    ("audit", "checkpoint"): "checkpoint",
    ("audit", "prove"): "prove",
    ("audit", "bundle"): "bundle",
}
KINDS_OF_PARTS = frozenset(_KINDS_OF_TWO_WORDS.values())
"""Kinds that are part of a command and have a name of their own."""

_RESUMING = frozenset(
    {
        "import",
        "route",
        "simulate",
        "release",
        "verify",
        "prove",
        "bundle",
        "traffic import",
        "traffic follow",
    }
)
_IN_CHUNKS = frozenset({("route",), ("import", "revenue")})
_CHUNK_MARKS = {"route": "routing", "import": "writing"}

CHUNKED = frozenset({BOOKS})
"""Lanes with kinds that can be told how much to do in one chunk."""


@dataclass(frozen=True, slots=True)
class KindSettings:
    """What the operator set: `slots` of each kind (of ALL: worker processes) and the limits of each.

    `least` are the slots that a kind keeps where slots follow the machine.
    """

    slots: Mapping[str, int]
    limits: Mapping[str, Limits]
    least: Mapping[str, int] = field(default_factory=dict)

    def limits_of(self, kind: str) -> Limits:
        """The limits of the workers that run a kind."""
        return self.limits.get(kind, self.limits.get(ALL, Limits()))

    def least_of(self, lane: str, usual: int) -> int:
        """The slots that a lane keeps."""
        return max((least for kind, least in self.least.items() if lane_of(kind) == lane), default=usual)

    def room(self, workers: int | None = None) -> Room:
        """How much may run at the same time; `workers` stands in for what the operator set."""
        lanes = {lane_of(kind): slots for kind, slots in self.slots.items() if kind != ALL}
        return Room(workers if workers is not None else self.slots.get(ALL, WORKERS), lanes)


def kind_of(arguments: Sequence[str]) -> str:
    """The usual kind of a subcommand."""
    first, second = arguments[0], arguments[1] if len(arguments) > 1 else ""
    if (first, second) in _KINDS_OF_TWO_WORDS:
        return _KINDS_OF_TWO_WORDS[first, second]
    return f"{first} {second}" if first == "traffic" else first


def lane_of(kind: str) -> str:
    """The lane whose slots a kind takes: its own, or that of the books."""
    return BOOKS if kind in _OF_THE_BOOKS else kind


def chunk_words(arguments: Sequence[str], chunk: int | None) -> tuple[str, ...]:
    """What tells a command how many events make a chunk; nothing where it takes none or was told already."""
    told = chunk is None or any(word.partition("=")[0] == "--chunk" for word in arguments)
    taking = tuple(arguments[:1]) in _IN_CHUNKS or tuple(arguments[:2]) in _IN_CHUNKS
    return () if told or not taking else ("--chunk", str(chunk))


def chunk_mark(kind: str) -> str | None:
    """What a job of a kind says it is at when it reports the end of a chunk; None for other kinds."""
    return _CHUNK_MARKS.get(kind)


def resumes(kind: str) -> bool:
    """Whether a job of the kind, begun again after an interruption, goes on and does no step twice."""
    return kind in _RESUMING


def kind_settings(sql: sqlite3.Connection) -> KindSettings:
    """What the operator set."""
    rows = sql.execute("SELECT kind, slots, limits, least FROM desk_job_kind ORDER BY kind").fetchall()
    return KindSettings(
        {kind: slots for kind, slots, _, _ in rows if slots is not None},
        {kind: limits_from_json(text) for kind, _, text, _ in rows},
        {kind: least for kind, _, _, least in rows if least is not None},
    )


def set_kind(
    sql: sqlite3.Connection, kind: str, slots: int | None, limits: Limits, *, least: int | None = None
) -> None:
    """Write down slots and limits of a kind, for a desk session; raises UserError."""
    if not kind.strip():
        raise UserError("Name the kind of job, or * for all.")
    if slots is not None and not 0 <= slots <= 1_000:
        raise UserError(f"Slots are 0 to 1000, not {slots}; 0 holds the kind back.")
    if least is not None and not 0 <= least <= (1_000 if slots is None else slots):
        raise UserError(f"The fewest slots are 0 or more and no more than the most, not {least}.")
    if kind == ALL and slots == 0:
        raise UserError("At least one worker process is needed; pause jobs to hold them back.")
    check_usable(limits)
    sql.execute(
        "INSERT INTO desk_job_kind (kind, slots, limits, least) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (kind) DO UPDATE SET slots = excluded.slots, limits = excluded.limits,"
        " least = excluded.least",
        (kind, slots, limits_as_json(limits), least),
    )
    sql.execute("UPDATE desk_supervisor SET changes = changes + 1")


def clear_kind(sql: sqlite3.Connection, kind: str) -> None:
    """Forget what was set for a kind, for a desk session."""
    sql.execute("DELETE FROM desk_job_kind WHERE kind = ?", (kind,))
    sql.execute("UPDATE desk_supervisor SET changes = changes + 1")
