"""Behaviour: visitors who say that they are people, but act as no person does.

What a visitor did on a day is summed up as the log is read. Who goes over a limit is a bot: all its requests
of the batch at hand, of later ones, and of the newest earlier ones, which are counted anew. `late` counts
what came still earlier, or before this process began, and stays a person's in the sums.
"""

from dataclasses import dataclass, fields, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.bots.recent import RecentRequests, Recount
from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.judged import Judged
from revroute_desktop.traffic.meaning.classes import BotClass

Int64s = NDArray[np.int64]

WINDOW: Final = 3 * 60 * 1_000_000
"""Microseconds over which the rate of a visitor is looked at; windows begin at whole multiples of it."""

MANY_PATHS: Final = -1
"""Stands where a visitor asked for several paths."""

_HOUR: Final = 3_600_000_000
_DAY: Final = 24 * _HOUR
_MOST: Final = 300_000  # visitors at hand; at 130 bytes each
_ENOUGH_HITS: Final = 1_000
_POSITIVE: Final = (1 << 62) - 1


class Behaviour:
    """The names of what gives a bot away, as verdicts say them."""

    ROBOTS: Final = "reads robots.txt"
    RATE: Final = "too fast for a person"
    ERRORS: Final = "mostly errors"
    NO_ASSETS: Final = "loads no images or styles"
    ONE_PATH: Final = "asks for one path again and again"


NAMES: Final = (
    "",
    Behaviour.ROBOTS,
    Behaviour.RATE,
    Behaviour.ERRORS,
    Behaviour.NO_ASSETS,
    Behaviour.ONE_PATH,
)
"""What gave a visitor away, by number."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on behaviour is no person's.

    `rate` is requests other than assets within a window; `errors` requests of which nine in ten were answered
    with 400 or more; `no_assets` pages without a single image, style or script, where the log has these at
    all; `one_path` requests of one path alone without a referrer.
    """

    rate: int = 120
    errors: int = 20
    no_assets: int = 25
    one_path: int = 25


@dataclass(frozen=True, slots=True)
class Sums:
    """What visitors did on their day, as columns sorted by visitor.

    `window` is the window of the newest requests, `recent` the requests in it other than assets, `peak` the
    most in any window. `path` is a checksum of the one path asked for, MANY_PATHS for several; `referred`
    counts requests with a referrer. `behaviour` is an index of NAMES; `late` counts requests that stay a
    person's in the sums, since it showed too late. `bot` is the BotClass of the newest request.
    """

    visitor: Int64s
    bot: Int64s
    hits: Int64s
    pages: Int64s
    assets: Int64s
    errors: Int64s
    robots: Int64s
    first_at: Int64s
    last_at: Int64s
    window: Int64s
    recent: Int64s
    peak: Int64s
    path: Int64s
    referred: Int64s
    behaviour: Int64s
    late: Int64s

    def __len__(self) -> int:
        return len(self.visitor)


@dataclass(frozen=True, slots=True)
class Watched:
    """A batch after its visitors were looked at: the hits, bots by behaviour now among them, the sums of the
    bots that the batch has, and for each of these one of its rows in the batch and whether its behaviour
    showed only now. `recounts` are requests of earlier batches that are bots' too, as is known now.
    """

    judged: Judged
    bots: Sums
    rows: Int64s
    new: NDArray[np.bool_]
    recounts: tuple[Recount, ...]


COLUMNS: Final = tuple(field.name for field in fields(Sums))
_LAST_AT: Final = COLUMNS.index("last_at")
_APART: Final = (int(BotClass.OWN_LOAD), int(BotClass.OWN_ADDRESS))


class BehaviourWatch:
    """Watches visitors over the batches of a log; what it knows stays in memory."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        # One row a visitor, in order, with the columns of Sums: one table is kept in order faster than many.
        self._known = np.zeros((0, len(COLUMNS)), np.int64)
        self._looked_through = 0
        self._recent = RecentRequests()
        self._hits = 0
        self._assets = 0

    def recall(self, sums: Sums) -> None:
        """Take in the bots of the newest day, so that a new process goes on where another ended."""
        self._known = _table(take_sums(sums, np.argsort(sums.visitor)))

    def let_requests_go(self) -> None:
        """Forget the newest requests: they were counted by other decisions, and are not counted anew."""
        self._recent = RecentRequests()

    def watch(self, judged: Judged, visitor: Int64s) -> Watched:
        """Return a batch with its bots by behaviour told; `visitor` are the numbers of its visitors."""
        if not len(judged):
            return Watched(judged, no_sums(), np.zeros(0, np.int64), np.zeros(0, np.bool_), ())
        self._hits += len(judged)
        self._assets += int(judged.asset.sum())
        distinct, first_row, inverse = np.unique(visitor, return_index=True, return_inverse=True)
        batch, first = _sums(judged, distinct, inverse)
        visitors = np.ascontiguousarray(self._known[:, 0])
        places = np.searchsorted(visitors, distinct)
        known = np.zeros(len(distinct), np.bool_)
        within = places < len(visitors)
        known[within] = visitors[places[within]] == distinct[within]
        merged = _merged(_columns(self._known[places[known]]), batch, first, known)
        before = merged.behaviour
        merged = self._found_out(merged)
        new = (before == 0) & (merged.behaviour > 0)
        named = [NAMES[number] for number in merged.behaviour[new].tolist()]
        recounts, claimed = self._recent.claim(merged.visitor[new], named)
        merged.late[new] -= claimed
        self._keep(merged, places, known)
        changed = (merged.behaviour > 0)[inverse] & (judged.bot == BotClass.PEOPLE)
        if changed.any():
            judged = _with_behaviour(judged, changed, merged.behaviour[inverse])
        is_bot = ((merged.bot != BotClass.PEOPLE) | (merged.behaviour > 0)) & ~np.isin(merged.bot, _APART)
        bots = take_sums(merged, np.flatnonzero(is_bot))
        self._recent.keep(judged, visitor)
        return Watched(judged, bots, first_row[is_bot].astype(np.int64), new[is_bot], recounts)

    def _found_out(self, sums: Sums) -> Sums:
        limits = self._limits
        assets_seen = self._hits >= _ENOUGH_HITS and self._assets * 20 >= self._hits
        tests = (
            sums.robots > 0,
            sums.peak >= limits.rate,
            (sums.errors >= limits.errors) & (sums.errors * 10 >= sums.hits * 9),
            (sums.pages >= limits.no_assets) & (sums.assets == 0) & assets_seen,
            (sums.hits >= limits.one_path) & (sums.path != MANY_PATHS) & (sums.referred == 0),
        )
        shown = np.select(tests, tuple(range(1, len(tests) + 1)), 0).astype(np.int64)
        open_still = (sums.behaviour == 0) & (sums.bot == BotClass.PEOPLE)
        return replace(sums, behaviour=np.where(open_still, shown, sums.behaviour))

    def _keep(self, merged: Sums, places: NDArray[np.intp], known: NDArray[np.bool_]) -> None:
        table = _table(merged)
        self._known[places[known]] = table[known]
        self._known = np.insert(self._known, places[~known], table[~known], axis=0)
        newest = int(merged.last_at.max())
        if abs(newest - self._looked_through) < _HOUR and len(self._known) <= _MOST:
            return
        # Every hour of the log, those are let go whose day is over.
        self._looked_through = newest
        last_at = self._known[:, _LAST_AT]
        oldest = newest - _DAY
        if len(self._known) > _MOST:
            oldest = max(oldest, int(np.partition(last_at, -_MOST // 2)[-_MOST // 2]))
        self._known = self._known[last_at >= oldest]


@dataclass(frozen=True, slots=True)
class _FirstWindow:
    """The first window of each visitor in a batch, and the requests in it that count."""

    window: Int64s
    count: Int64s


def _sums(judged: Judged, distinct: Int64s, inverse: NDArray[np.intp]) -> tuple[Sums, _FirstWindow]:
    """Return what each visitor did in a batch, and its first window."""
    hits, count = judged.hits, len(distinct)

    def counted(rows: NDArray[np.bool_]) -> Int64s:
        return np.bincount(inverse[rows], minlength=count).astype(np.int64)

    order = np.argsort(inverse, kind="stable")
    starts = np.searchsorted(inverse[order], np.arange(count))
    at = hits.at[order]
    paths = hits.path.codes[order]
    lowest, highest = np.minimum.reduceat(paths, starts), np.maximum.reduceat(paths, starts)
    sole = np.full(count, MANY_PATHS)
    alone = np.flatnonzero(lowest == highest)
    # The hash of a path is good for one run of the program, as this watch is.
    hashes = np.array([hash(path) >> 2 for path in hits.path.values], np.int64)
    sole[alone] = hashes[lowest[alone]] & _POSITIVE
    silent = np.array([not text for text in hits.referrer.values], np.bool_)
    window, recent, peak, first = _peaks(hits.at // WINDOW, ~judged.asset, inverse, count)
    last = np.append(starts[1:], len(order)) - 1
    sums = Sums(
        visitor=distinct,
        bot=judged.bot[order][last].astype(np.int64),
        hits=np.bincount(inverse, minlength=count).astype(np.int64),
        pages=counted(judged.page),
        assets=counted(judged.asset),
        errors=counted(hits.status >= 400),
        robots=counted(judged.robots),
        first_at=np.minimum.reduceat(at, starts),
        last_at=np.maximum.reduceat(at, starts),
        window=window,
        recent=recent,
        peak=peak,
        path=sole,
        referred=counted(~silent[hits.referrer.codes]),
        behaviour=np.zeros(count, np.int64),
        late=np.zeros(count, np.int64),
    )
    return sums, first


def _peaks(
    windows: Int64s, counts: NDArray[np.bool_], inverse: NDArray[np.intp], visitors: int
) -> tuple[Int64s, Int64s, Int64s, _FirstWindow]:
    """Return for each visitor the newest window, the requests in it that count, the most in any window; and
    the first window.
    """
    base = int(windows.min())
    span = int(windows.max()) - base + 1
    keys, sizes = np.unique(inverse[counts] * span + (windows[counts] - base), return_counts=True)
    window, first_window = np.full(visitors, base - 1), np.full(visitors, base - 1)
    recent, peak, first = (np.zeros(visitors, np.int64) for _ in range(3))
    who, when = np.divmod(keys, span)
    np.maximum.at(peak, who, sizes)
    # Keys are sorted, so that of each visitor the last is the newest window.
    window[who] = when + base
    recent[who] = sizes
    first_window[who[::-1]] = when[::-1] + base
    first[who[::-1]] = sizes[::-1]
    return window, recent, peak, _FirstWindow(first_window, first)


def _merged(known: Sums, batch: Sums, first: _FirstWindow, rows: NDArray[np.bool_]) -> Sums:
    """Return a batch's sums with what was known of the visitors that `rows` mark."""
    columns = {name: getattr(batch, name).copy() for name in COLUMNS}
    for name in ("hits", "pages", "assets", "errors", "robots", "referred"):
        columns[name][rows] += getattr(known, name)
    # A window that the batches share goes on; where the batch has none that counts, the known one stays.
    still = first.count[rows] == 0
    shared = np.where(known.window == first.window[rows], known.recent, 0) + first.count[rows]
    alone = first.window[rows] == batch.window[rows]
    columns["window"][rows] = np.where(still, known.window, batch.window[rows])
    columns["recent"][rows] = np.where(still, known.recent, np.where(alone, shared, batch.recent[rows]))
    columns["peak"][rows] = np.maximum(np.maximum(known.peak, batch.peak[rows]), shared)
    columns["first_at"][rows] = np.minimum(known.first_at, batch.first_at[rows])
    columns["last_at"][rows] = np.maximum(known.last_at, batch.last_at[rows])
    columns["path"][rows] = np.where(known.path == batch.path[rows], known.path, MANY_PATHS)
    columns["behaviour"][rows] = known.behaviour
    # Until behaviour shows, all requests before this batch were taken for a person's.
    people = (known.behaviour == 0) & (known.bot == BotClass.PEOPLE)
    columns["late"][rows] = np.where(people, known.hits, known.late)
    return Sums(**columns)


def _with_behaviour(judged: Judged, changed: NDArray[np.bool_], behaviour: Int64s) -> Judged:
    said = len(judged.verdict.values)
    codes = judged.verdict.codes.copy()
    codes[changed] = behaviour[changed] + said
    bot = judged.bot.copy()
    bot[changed] = BotClass.BEHAVIOUR
    return replace(judged, bot=bot, verdict=Words((*judged.verdict.values, *NAMES), codes))


def take_sums(sums: Sums, rows: NDArray[np.intp] | Int64s) -> Sums:
    """Return the sums of the visitors at these places."""
    return Sums(**{name: getattr(sums, name)[rows] for name in COLUMNS})


def no_sums() -> Sums:
    """Return sums of nobody."""
    return Sums(**{name: np.zeros(0, np.int64) for name in COLUMNS})


def _table(sums: Sums) -> NDArray[np.int64]:
    return np.stack([getattr(sums, name) for name in COLUMNS], axis=1)


def _columns(table: NDArray[np.int64]) -> Sums:
    return Sums(*(np.ascontiguousarray(column) for column in table.T))
