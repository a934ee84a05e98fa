"""The use case: a scenario drawn from imported traffic, so that the load looks like one's own visitors.

Only people's traffic counts: bots, own addresses and earlier load runs are left out. Only GET requests that
were answered well are drawn, so that a run changes nothing. What is kept of visits is their first and last
page, how many there were and how long they took; the pages in between are modelled.
"""

import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.arrival_shapes import Shape, ShapeKind, shape_of
from revroute_desktop.traffic.load.drawn_text import DrawnJourney, DrawnRequest, LeftOut, Parts, scenario_text
from revroute_desktop.traffic.load.model import Target
from revroute_desktop.traffic.load.scenario_file import REQUESTS_MAX
from revroute_desktop.traffic.load.seen_traffic import (
    Paths,
    Visit,
    page_groups,
    path_judge,
    person_visits,
    real_paths,
    usable,
    visits_begun,
)

JOURNEYS: Final = 100
"""Journeys that a scenario is drawn with: each stands for an equal share of the visits."""

PAGES_MAX: Final = 30
"""Pages of a journey; a longer visit is cut off there."""

GROUPS_MAX: Final = 50
"""Path groups with a name of their own, those with most pages; what is rarer shares one name."""

_RARE: Final = "rarer pages"
_ENDINGS_MAX: Final = 10
_COMPRESSED_SECONDS: Final = 600.0
_AS_IT_WAS_SECONDS: Final = 3_600.0
_NAME: Final = re.compile(r"[^A-Za-z0-9._/-]+")
_SHORTEST_THINK: Final = 0.01


@dataclass(frozen=True, slots=True)
class Wish:
    """What to draw: traffic from `start` up to `end` (microseconds UTC), as the load of `target`.

    Rates are `factor` times those of the traffic. The curve takes `seconds`; None for ten minutes where it is
    of more than an hour, else as long as it was. Think times are `think` times the real ones.
    """

    target: Target
    start: int
    end: int
    kind: ShapeKind = ShapeKind.DAY
    hours: int = 1
    factor: float = 1.0
    seconds: float | None = None
    think: float = 1.0
    assets: bool = False
    journeys: int = JOURNEYS
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A scenario file and what it is from; shares are of people's pages."""

    text: str
    parts: Parts


def draw_scenario(sql: sqlite3.Connection, zone: str, wish: Wish) -> Drawn:
    """Return a scenario drawn from the traffic of a workspace.

    Raises UserError where there is no traffic of people to draw from, or the curve begins not even one visit.
    """
    begun = visits_begun(sql, wish.start, wish.end)
    if not len(begun):
        raise UserError(
            "No visit of a person with a page is known of that time; import its logs first, or take another."
        )
    shape = shape_of(begun, wish.kind, zone, wish.hours)
    visits = person_visits(sql, max(shape.start, wish.start), min(shape.end, wish.end))
    groups = page_groups(sql, shape.start, shape.end)
    paths = real_paths(sql, shape.start, shape.end, visits, groups)
    drawer = _Drawer(sql, wish, paths, groups)
    fitting = [visit for visit in visits if drawer.can_walk(visit)]
    if not fitting:
        raise UserError(
            "No page of that time can be asked for again: there is no GET request of a page in its logs, or "
            "they are not where they were imported from; import them again."
        )
    journeys = drawer.journeys(fitting)
    seconds = wish.seconds or (shape.seconds if shape.seconds <= _AS_IT_WAS_SECONDS else _COMPRESSED_SECONDS)
    _check_curve(shape, wish, seconds)
    parts = Parts(
        target=wish.target.origin,
        shape=shape,
        factor=wish.factor,
        seconds=seconds,
        think=wish.think,
        seed=wish.seed,
        visits=len(visits),
        walked=len(fitting),
        read=paths.read,
        problems=tuple(paths.problems),
        assets=paths.assets_a_page if wish.assets else None,
        left_out=drawer.left_out,
        journeys=tuple(journeys),
    )
    return Drawn(scenario_text(parts), parts)


def _check_curve(shape: Shape, wish: Wish, seconds: float) -> None:
    begun = sum(shape.heights) * wish.factor * seconds / len(shape.heights)
    if begun < 1:
        raise UserError(
            f"At these rates {begun:.2g} visits begin in {seconds:g} s, and a run needs one; raise --factor, "
            "or give it more time with --in."
        )


class _Drawer:
    """Chooses groups that can be asked for, and makes journeys of visits."""

    def __init__(self, sql: sqlite3.Connection, wish: Wish, paths: Paths, groups: dict[str, int]) -> None:
        self._wish, self._paths = wish, paths
        self._judge = path_judge(sql)
        self._random = Random(wish.seed)
        self._groups = [group for group in groups if group in paths.pages]
        self._rare = frozenset(self._groups[GROUPS_MAX:])
        total = sum(groups.values()) or 1
        self.left_out = tuple(
            LeftOut(group, pages / total) for group, pages in groups.items() if group not in paths.pages
        )
        self._mix = Counter({group: groups[group] for group in self._groups})
        common = sorted(paths.assets.items(), key=lambda one: (-one[1].total(), one[0]))
        self._assets = [
            (ending, path, count)
            for ending, counter in common[:_ENDINGS_MAX]
            for path, count in sorted(counter.items())
        ]
        self._names: dict[str, str] = {}
        self._owed = 0.0

    def can_walk(self, visit: Visit) -> bool:
        """Whether first and last page of a visit can be asked for."""
        return all(
            usable(path) and self._judge.judge_one(path)[0] in self._mix
            for path in (visit.landing, visit.exit)
        )

    def journeys(self, visits: list[Visit]) -> list[DrawnJourney]:
        """Return journeys that stand for the visits in equal shares, equal ones as one of more weight."""
        many = min(self._wish.journeys, len(visits))
        ordered = sorted(visits, key=lambda visit: (visit.landing, visit.exit, visit.pages, visit.seconds))
        while True:
            chosen = [ordered[(2 * place + 1) * len(ordered) // (2 * many)] for place in range(many)]
            walks = Counter(self._walk(visit) for visit in chosen)
            if many == 1 or sum(len(walk) for walk in walks) <= REQUESTS_MAX:
                return [DrawnJourney(weight, walk) for walk, weight in walks.items()]
            many //= 2

    def _walk(self, visit: Visit) -> tuple[DrawnRequest, ...]:
        pages = min(visit.pages, PAGES_MAX)
        path, found = visit.landing, [visit.landing]
        for _ in range(pages - 2):
            path = self._next(path)
            found.append(path)
        if pages > 1:
            found.append(visit.exit)
        think = visit.seconds / (visit.pages - 1) * self._wish.think if visit.pages > 1 else 0.0
        requests: list[DrawnRequest] = []
        for number, path in enumerate(found, start=1):
            asked = [DrawnRequest(path, self._name(self._judge.judge_one(path)[0])), *self._parts_of_page()]
            if think >= _SHORTEST_THINK and number < len(found):
                asked[-1] = DrawnRequest(asked[-1].path, asked[-1].name, think)
            requests += asked
        return tuple(requests)

    def _next(self, path: str) -> str:
        """Draw a page that followed such a page; where none is known to, one of the mix of all."""
        followed = self._paths.followed.get(self._judge.judge_one(path)[0], Counter())
        known = {group: count for group, count in sorted(followed.items()) if group in self._mix}
        [group] = self._draw(known or dict(self._mix))
        [drawn] = self._draw(dict(sorted(self._paths.pages[group].items())))
        return drawn

    def _draw(self, weights: dict[str, int]) -> list[str]:
        return self._random.choices(list(weights), list(weights.values()))

    def _parts_of_page(self) -> list[DrawnRequest]:
        if not (self._wish.assets and self._assets):
            return []
        self._owed += self._paths.assets_a_page
        many = int(self._owed)
        self._owed -= many
        drawn = self._random.choices(self._assets, [count for *_, count in self._assets], k=many)
        return [DrawnRequest(path, self._name(ending)) for ending, path, _ in drawn]

    def _name(self, group: str) -> str:
        """Return a group's name as figures have it: different for each group but the rare ones."""
        if group in self._rare:
            return _RARE
        if group not in self._names:
            name = _NAME.sub("", group.replace("{", "").replace("}", "")).strip("/._-")[:56] or "home"
            taken = {_RARE, *self._names.values()}
            number, free = 2, name
            while free in taken:
                free, number = f"{name}-{number}", number + 1
            self._names[group] = free
        return self._names[group]
