"""Small parts of the tables of traffic: terms, salts, files and what is not in the audit log yet."""

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.hits import Refused
from revroute_desktop.traffic.reading.batches import Format

Int64s = NDArray[np.int64]

REFUSED_KEPT: Final = 1_000
"""Refused lines kept of a file, the newest."""
LONGEST_TERM: Final = 300
"""Characters kept of a path, a campaign and the like."""

TERMS_MAX: Final = 500_000
"""Distinct texts that a workspace keeps. Clients make paths up; without a bound they could fill the disk."""
OTHER: Final = "(other)"
"""Stands for each text that is new when there are so many."""

_FEW: Final = re.compile(r"[0-9A-Za-z]{1,3}")
"""Statuses and countries, of which there are never many: they are told apart whatever else there is."""
_ADDRESS: Final = re.compile(
    r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"
    r"|(?<![\w:])(?:(?:[0-9A-Fa-f]{1,4}:){4,7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:]*::[0-9A-Fa-f:.]*)(?![\w:])"
)
"""IPv4 and IPv6; four colons at least, or two together, since a time of a log has three."""
_AT_A_TIME: Final = 500
_REMEMBERED_TERMS: Final = 200_000
_SALT_LIFE: Final = 2 * 86_400_000_000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of one batch: new lines, their requests and refusals, lines known before, bytes of the
    answers, and visits that are new.
    """

    lines: int = 0
    hits: int = 0
    refused: int = 0
    known: int = 0
    size: int = 0
    visits: int = 0

    def __add__(self, other: "TakenIn") -> "TakenIn":
        return TakenIn(
            self.lines + other.lines,
            self.hits + other.hits,
            self.refused + other.refused,
            self.known + other.known,
            self.size + other.size,
            self.visits + other.visits,
        )


class Terms:
    """Numbers of texts, made where a text is new. Holds only within the transaction that made them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def numbers(self, sql: sqlite3.Connection, texts: Sequence[str]) -> Int64s:
        """Return the number of each text; "" is 0. Texts are cut at `LONGEST_TERM` characters."""
        known = self._numbers
        if len(known) > _REMEMBERED_TERMS:
            known.clear()
        missing = [text for text in texts if text not in known]
        if missing:
            self._find(sql, missing)
        return np.fromiter(map(known.__getitem__, texts), np.int64, len(texts))

    def forget(self) -> None:
        """Forget what a transaction that was taken back had made."""
        self._numbers.clear()

    def _find(self, sql: sqlite3.Connection, texts: Sequence[str]) -> None:
        kept = {text: _storable(text) for text in texts}
        distinct = list(dict.fromkeys(kept.values()))
        numbers: dict[str, int] = {"": 0}
        for begin in range(0, len(distinct), _AT_A_TIME):
            part = distinct[begin : begin + _AT_A_TIME]
            marks = ", ".join("?" * len(part))
            numbers.update(
                sql.execute(f"SELECT text, id FROM desk_traffic_term WHERE text IN ({marks})", part)
            )
        (last,) = sql.execute("SELECT max(id) FROM desk_traffic_term").fetchone()
        new = [text for text in distinct if text not in numbers]
        if last + len(new) > TERMS_MAX:
            new, others = _within(new, TERMS_MAX - last)
            if others:
                [(other,)] = sql.execute(
                    "INSERT INTO desk_traffic_term (text) VALUES (?) ON CONFLICT (text)"
                    " DO UPDATE SET text = excluded.text RETURNING id",
                    (OTHER,),
                )
                numbers.update(dict.fromkeys(others, other))
                last = max(last, other)
        numbers.update((text, last + place) for place, text in enumerate(new, start=1))
        sql.executemany(
            "INSERT INTO desk_traffic_term (text, id) VALUES (?, ?)", ((text, numbers[text]) for text in new)
        )
        self._numbers.update((text, numbers[short]) for text, short in kept.items())


def terms_full(sql: sqlite3.Connection) -> bool:
    """Whether a workspace holds as many distinct texts as it will, so that new ones count as OTHER."""
    (last,) = sql.execute("SELECT max(id) FROM desk_traffic_term").fetchone()
    return bool(last >= TERMS_MAX)


def _within(new: Sequence[str], room: int) -> tuple[list[str], list[str]]:
    """Return which new texts get a number of their own, and which are told together."""
    few = [text for text in new if _FEW.fullmatch(text)]
    rest = [text for text in new if not _FEW.fullmatch(text)]
    return [*few, *rest[: max(0, room)]], rest[max(0, room) :]


def _storable(text: str, longest: int = LONGEST_TERM) -> str:
    """Return a text as a table can hold it: without halves of characters, and no longer than need be."""
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return short.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def forget_old(sql: sqlite3.Connection, now: int) -> None:
    """Delete the salts made over two days ago, and the raw addresses whose time is over."""
    sql.execute("DELETE FROM desk_traffic_salt WHERE made_at < ?", (now - _SALT_LIFE,))
    sql.execute("DELETE FROM desk_traffic_address WHERE until < ?", (now,))


def has_old(sql: sqlite3.Connection, now: int) -> bool:
    """Whether `forget_old` would delete anything."""
    (found,) = sql.execute(
        "SELECT EXISTS (SELECT 1 FROM desk_traffic_salt WHERE made_at < ?)"
        " OR EXISTS (SELECT 1 FROM desk_traffic_address WHERE until < ?)",
        (now - _SALT_LIFE, now),
    ).fetchone()
    return bool(found)


def keep_salts(sql: sqlite3.Connection, made: Mapping[int, bytes], now: int) -> dict[int, bytes]:
    """Keep the salts that a reader made for days that have none, and return the salt that each day has.

    Those made over two days ago are deleted. With its salt gone nobody can tell any more, not even by trying
    all addresses, whose visits a day has.
    """
    forget_old(sql, now)
    sql.executemany(
        "INSERT INTO desk_traffic_salt VALUES (?, ?, ?) ON CONFLICT (day) DO NOTHING",
        ((day, salt, now) for day, salt in made.items()),
    )
    query = "SELECT salt FROM desk_traffic_salt WHERE day = ?"
    return {day: sql.execute(query, (day,)).fetchone()[0] for day in made}


def salts_known(sql: sqlite3.Connection) -> dict[int, bytes]:
    """Return the salts that there still are, by day."""
    return dict(sql.execute("SELECT day, salt FROM desk_traffic_salt"))


def file_number(sql: sqlite3.Connection, path: str, format: Format, now: int) -> int:
    """Return the number of the file at a place, made where it is new."""
    [(number,)] = sql.execute(
        "INSERT INTO desk_traffic_file (path, format, zone, read_at, lines, hits, refused, known)"
        " VALUES (?, ?, ?, ?, 0, 0, 0, 0) ON CONFLICT (path) DO UPDATE"
        " SET format = excluded.format, zone = excluded.zone, read_at = excluded.read_at RETURNING id",
        (path, format.name, format.zone, now),
    ).fetchall()
    return int(number)


def keep_refused(sql: sqlite3.Connection, file: int, refused: Sequence[Refused]) -> None:
    """Write refused lines to the list of a file, of which the newest `REFUSED_KEPT` stay.

    Addresses in them are blotted out; the line itself stands in its file.
    """
    sql.executemany(
        "INSERT INTO desk_traffic_refused (file, line, place, reason, text) VALUES (?, ?, ?, ?, ?)",
        (
            (
                file,
                line.line,
                line.offset,
                _storable(line.reason),
                _storable(_ADDRESS.sub("…", line.text), len(line.text)),
            )
            for line in refused[-REFUSED_KEPT:]
        ),
    )
    sql.execute(
        "DELETE FROM desk_traffic_refused WHERE file = ? AND id <="
        " (SELECT id FROM desk_traffic_refused WHERE file = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
        (file, file, REFUSED_KEPT),
    )


def count_file(
    sql: sqlite3.Connection,
    file: int,
    taken: TakenIn,
    digests: Sequence[bytes],
    times: tuple[int, int] | None,
) -> None:
    """Add to what was read of a file, and to what the audit log has no entry for yet."""
    (text,) = sql.execute("SELECT unrecorded FROM desk_traffic_file WHERE id = ?", (file,)).fetchone()
    empty = {"lines": 0, "hits": 0, "refused": 0, "digest": ""}
    waiting: dict[str, Any] = json.loads(text) if text else empty
    if taken.lines:
        # One digest over the digests of all new chunks, in order, tells what exactly was counted.
        chain = blake2b(bytes.fromhex(waiting["digest"]), digest_size=16)
        for digest in digests:
            chain.update(digest)
        text = json.dumps(
            {
                "lines": waiting["lines"] + taken.lines,
                "hits": waiting["hits"] + taken.hits,
                "refused": waiting["refused"] + taken.refused,
                "digest": chain.hexdigest(),
            }
        )
    first, last = times or (None, None)
    sql.execute(
        "UPDATE desk_traffic_file SET lines = lines + ?, hits = hits + ?, refused = refused + ?,"
        " known = known + ?, first_at = min(coalesce(first_at, ?), coalesce(?, first_at)),"
        " last_at = max(coalesce(last_at, ?), coalesce(?, last_at)), unrecorded = ? WHERE id = ?",
        (taken.lines, taken.hits, taken.refused, taken.known, first, first, last, last, text, file),
    )
