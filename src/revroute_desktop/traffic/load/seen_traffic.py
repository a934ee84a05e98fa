"""What is known of people's traffic, as a scenario is drawn from it: visits, pages by group, real paths.

Visits and sums are those that the workspace keeps; real paths, methods and which page followed which are read
back from the raw lines, as far as they are where they were.
"""

import os
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.drill_down import read_back
from revroute_desktop.traffic.judged import Judged
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.meaning.paths import PathJudge
from revroute_desktop.traffic.queries import top
from revroute_desktop.traffic.rollups import Dimension
from revroute_desktop.traffic.settings import load_rules
from revroute_desktop.traffic.store import LONGEST_TERM, salts_known
from revroute_desktop.traffic.visitors import SALT_BYTES, days_of, visitors
from revroute_desktop.traffic.visits import DAY, GAP

LINES_MOST: Final = 200_000
"""Raw lines that are read back, spread evenly over the time."""

_EVERY_GROUP: Final = 1_000_000
_PATH: Final = re.compile(r"/[^\s\x00-\x1f\x7f#]{0,1999}")
_VARIES: Final = re.compile(r"[{}*…]")
# Words of a segment by which a plain link does something; nobody wants it done a thousand times.
# fmt: off
_ACTS: Final = frozenset({
    "logout", "signout", "delete", "remove", "unsubscribe", "optout", "cancel", "destroy", "revoke",
    "activate", "deactivate", "confirm", "vote", "addtocart", "addtobasket",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Visit:
    """A person's visit with at least one page: its first and last path, its beginning, its length."""

    landing: str
    exit: str
    pages: int
    begun: int
    seconds: float


@dataclass(slots=True)
class Paths:
    """Real paths by group with how often they were asked by GET and answered well, and which group's page
    followed which. `read` is how many raw lines this is from; with 0 what is kept of visits stands in.
    """

    pages: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    assets: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    followed: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    read: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def assets_a_page(self) -> float:
        """How many parts of pages were asked for each page."""
        pages = sum(counter.total() for counter in self.pages.values())
        return sum(counter.total() for counter in self.assets.values()) / pages if pages else 0.0


def visits_begun(sql: sqlite3.Connection, start: int, end: int) -> NDArray[np.int64]:
    """Return when people's visits with pages began, those of a span."""
    rows = sql.execute(
        "SELECT begun FROM desk_traffic_visit"
        " WHERE ended >= ? AND ended < ? AND begun >= ? AND begun < ? AND bot = ? AND pages > 0",
        (start, end + DAY, start, end, int(BotClass.PEOPLE)),
    )
    return np.fromiter((begun for (begun,) in rows), np.int64)


def person_visits(sql: sqlite3.Connection, start: int, end: int) -> list[Visit]:
    """Return people's visits with pages that began in a span, in the order of their beginning."""
    rows = sql.execute(
        "SELECT landing.text, exit.text, pages, begun, landing_at, exit_at FROM desk_traffic_visit"
        " JOIN desk_traffic_term AS landing ON landing.id = landing"
        " JOIN desk_traffic_term AS exit ON exit.id = exit"
        " WHERE ended >= ? AND ended < ? AND begun >= ? AND begun < ? AND bot = ? AND pages > 0"
        " ORDER BY begun, desk_traffic_visit.id",
        (start, end + DAY, start, end, int(BotClass.PEOPLE)),
    )
    return [
        Visit(landing, exit, pages, begun, max(0, last - first) / 1e6)
        for landing, exit, pages, begun, first, last in rows
    ]


def page_groups(sql: sqlite3.Connection, start: int, end: int) -> dict[str, int]:
    """Return how many pages people asked for of each path group, to the hour, most first."""
    found = top(sql, Dimension.GROUP, start, end, most=_EVERY_GROUP)
    groups = {row.text: row.counts.pages for row in found if row.counts.pages}
    return dict(sorted(groups.items(), key=lambda one: (-one[1], one[0])))


def path_judge(sql: sqlite3.Connection) -> PathJudge:
    """Return what tells the group of a path in this workspace."""
    return PathJudge(load_rules(sql).paths)


def usable(path: str) -> bool:
    """Whether a path can be asked again: whole, as a scenario may write it, and none that does something."""
    if not _PATH.fullmatch(path) or len(path) >= LONGEST_TERM:
        return False
    words = re.split(r"[/.]", path.lower())
    return not any(re.sub(r"[-_]", "", word) in _ACTS for word in words)


def real_paths(
    sql: sqlite3.Connection, start: int, end: int, visits: list[Visit], groups: Iterable[str]
) -> Paths:
    """Return real paths of a span, from the raw lines of people's GET requests that were answered well.

    Where no line can be read, they are where visits began and ended, and groups that are paths themselves.
    """
    found = Paths()
    # Visitors are told apart within this call; days whose secret is gone get one that nobody keeps.
    salts, throwaway = salts_known(sql), os.urandom(SALT_BYTES)
    bots = {number for (number,) in sql.execute("SELECT visitor FROM desk_traffic_bot")}
    for _, lines, judged in read_back(sql, start, end, found.problems, most=LINES_MOST):
        found.read += len(lines)
        who = visitors(judged, {day: salts.get(day, throwaway) for day in days_of(judged)})
        _add(found, judged, who, _rows(judged, start, end) & ~np.isin(who, [*bots]))
    if not found.read:
        judge = path_judge(sql)
        kept = [path for visit in visits for path in (visit.landing, visit.exit)]
        for path in [*kept, *(group for group in groups if not _VARIES.search(group))]:
            if usable(path):
                found.pages[judge.judge_one(path)[0]][path] += 1
    return found


def _rows(judged: Judged, start: int, end: int) -> NDArray[np.bool_]:
    """Return which requests are of the span, by people, by GET, answered well."""
    hits = judged.hits
    get = np.array([method == "GET" for method in hits.method.values], np.bool_)[hits.method.codes]
    fine = ((hits.status >= 200) & (hits.status < 300)) | (hits.status == 304)
    people = judged.bot == BotClass.PEOPLE
    within = (hits.at >= start) & (hits.at < end)
    rows: NDArray[np.bool_] = within & people & get & fine & (judged.page | judged.asset)
    return rows


def _add(found: Paths, judged: Judged, who: NDArray[np.int64], rows: NDArray[np.bool_]) -> None:
    before: dict[int, tuple[int, str]] = {}
    hits, group = judged.hits, judged.group
    order = np.flatnonzero(rows)
    order = order[np.argsort(hits.at[order], kind="stable")]
    columns = (hits.at, who, hits.path.codes, group.codes, judged.asset)
    for at, visitor, path_code, group_code, asset in zip(
        *(column[order].tolist() for column in columns), strict=True
    ):
        path, name = hits.path.values[path_code], group.values[group_code]
        if not usable(path):
            continue
        (found.assets if asset else found.pages)[name][path] += 1
        if asset:
            continue
        last = before.get(visitor)
        if last is not None and at - last[0] <= GAP:
            found.followed[last[1]][name] += 1
        before[visitor] = (at, name)
