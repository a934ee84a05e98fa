"""The figures of bots, one row for each visitor that is one, a day."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.bots.watch import (
    COLUMNS,
    MANY_PATHS,
    NAMES,
    Sums,
    Watched,
    no_sums,
    take_sums,
)
from revroute_desktop.traffic.judged import Judged
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.visits_store import sums_follow
from revroute_desktop.workspace.bulk import insert_columns

Int64s = NDArray[np.int64]

_DAY: Final = 86_400_000_000
_AT_A_TIME: Final = 500
_FIGURES: Final = ("hits", "pages", "assets", "errors", "robots", "peak", "first_at", "last_at", "late")
_NAMES: Final = ("visitor", "bot", "verdict", "agent", *_FIGURES)
_UPSERT: Final = "ON CONFLICT (visitor) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in _NAMES[1:]
)


def write_bots(
    sql: sqlite3.Connection, watched: Watched, judged: Judged, terms_of: Callable[[Sequence[str]], Int64s]
) -> None:
    """Write the figures of the bots of a batch; `judged` is the batch as the operator's rules left it, and
    `terms_of` gives the number that stands for each text.
    """
    kept = judged.bot[watched.rows] != BotClass.PEOPLE
    bots, rows = take_sums(watched.bots, np.flatnonzero(kept)), watched.rows[kept]
    if not len(bots):
        return
    verdicts = terms_of([judged.verdict.values[code] for code in judged.verdict.codes[rows].tolist()])
    agents = [judged.hits.agent.values[code] for code in judged.hits.agent.codes[rows].tolist()]
    figures = [getattr(bots, name) for name in _FIGURES]
    classes = judged.bot[rows].astype(np.int64)
    columns = [bots.visitor, classes, verdicts, terms_of(agents), *figures]
    insert_columns(sql, "desk_traffic_bot", _NAMES, columns, on_conflict=_UPSERT)
    late = watched.new[kept] & (bots.late > 0)
    if late.any():
        _claim_visits(sql, take_sums(bots, np.flatnonzero(late)), classes[late], verdicts[late])


def _claim_visits(sql: sqlite3.Connection, bots: Sums, classes: Int64s, verdicts: Int64s) -> None:
    """Give bots their earlier visits of the day too, which were taken for a person's."""
    span = (int(BotClass.PEOPLE), int(bots.first_at.min()), int(bots.last_at.max()))
    found = np.stack((bots.visitor, classes, verdicts), axis=1)
    for begin in range(0, len(found), _AT_A_TIME):
        part = found[begin : begin + _AT_A_TIME]
        theirs = f"visitor IN ({', '.join('?' * len(part))}) AND bot = ? AND ended >= ? AND ended <= ?"
        with sums_follow(sql, theirs, (*part[:, 0].tolist(), *span)):
            sql.execute(
                f"WITH found (visitor, bot, verdict) AS (VALUES {', '.join(['(?, ?, ?)'] * len(part))})"
                " UPDATE desk_traffic_visit SET bot = found.bot, verdict = found.verdict FROM found"
                " WHERE desk_traffic_visit.visitor = found.visitor AND desk_traffic_visit.bot = ?"
                " AND ended >= ? AND ended <= ?",
                (*part.ravel().tolist(), *span),
            )


def load_bots(sql: sqlite3.Connection) -> Sums:
    """Return the bots of the newest day, for a watch that begins."""
    (newest,) = sql.execute("SELECT max(last_at) FROM desk_traffic_bot").fetchone()
    if newest is None:
        return no_sums()
    rows = sql.execute(
        f"SELECT visitor, bot, {', '.join(_FIGURES)}, text FROM desk_traffic_bot"
        " JOIN desk_traffic_term ON desk_traffic_term.id = verdict WHERE last_at > ?",
        (newest - _DAY,),
    ).fetchall()
    behaviours = {name: number for number, name in enumerate(NAMES) if name}
    table = np.array([row[:-1] for row in rows], np.int64).reshape(len(rows), 2 + len(_FIGURES))
    zeros = np.zeros(len(rows), np.int64)
    columns = dict.fromkeys(COLUMNS, zeros) | {"path": np.full(len(rows), MANY_PATHS)}
    columns |= dict(zip(("visitor", "bot", *_FIGURES), table.T, strict=True))
    columns["behaviour"] = np.array([behaviours.get(row[-1], 0) for row in rows], np.int64)
    return Sums(**columns)
