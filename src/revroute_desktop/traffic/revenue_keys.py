"""Order and session ids that stand in logged addresses: by these a revenue event finds its visit, surely.

`/thanks?order_id=536365` in a log and an event with that external id, or with an attribute `order_id` of that
value, are the same sale.
"""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import unquote_plus

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.changed import mark_keys
from revroute_desktop.traffic.judged import Judged
from revroute_desktop.workspace.settings import put_setting, setting

Int64s = NDArray[np.int64]

SHORTEST: Final = 3
LONGEST: Final = 100
"""Characters of an id; shorter ones would match by chance, longer ones are none."""

_SETTING: Final = "traffic.join"
_MARK: Final = "{id}"


@dataclass(frozen=True, slots=True)
class JoinRules:
    """Where ids stand: names of parameters in addresses, paths with `{id}` in the place of it, and names of
    attributes of events. An event's external id is looked for always. Sessions are joined only where the
    operator names their parameter, since such an id is as good as a cookie.
    """

    parameters: tuple[str, ...] = ("order_id", "order", "orderid", "order_no", "transaction_id", "invoice")
    paths: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ("order_id", "order", "transaction_id", "invoice", "session_id")


class KeyFinder:
    """Finds ids in the addresses of a batch."""

    def __init__(self, rules: JoinRules) -> None:
        """Raise UserError for a path without its mark."""
        self._names = frozenset(name.lower() for name in rules.parameters)
        hints = "|".join(re.escape(name) for name in sorted(self._names))
        self._hint = re.compile(rf"(?:^|&)(?:{hints})=", re.IGNORECASE) if hints else None
        self._paths = [_path_expression(path) for path in rules.paths]

    def find(self, path: str, query: str) -> tuple[str, ...]:
        """Return the ids in one address."""
        found: list[str] = []
        if query and self._hint is not None and self._hint.search(query):
            for pair in query.split("&"):
                name, _, value = pair.partition("=")
                if name.lower() in self._names:
                    found.append(unquote_plus(value, errors="replace"))
        for expression in self._paths:
            match = expression.fullmatch(path)
            if match is not None:
                found.append(unquote_plus(match[1], errors="replace"))
        return tuple(dict.fromkeys(key for text in found if is_key(key := text.strip())))

    def rows(self, judged: Judged, visitor: Int64s) -> list[tuple[str, int, int]]:
        """Return id, visitor and time of the requests of a batch that name one."""
        hits = judged.hits
        queries = np.array([self._could_be(query) for query in hits.query.values], np.bool_)
        paths = np.array(
            [any(expression.fullmatch(path) for expression in self._paths) for path in hits.path.values],
            np.bool_,
        )
        rows = np.flatnonzero(queries[hits.query.codes] | paths[hits.path.codes])
        return [
            (key, int(visitor[row]), int(hits.at[row]))
            for row in rows.tolist()
            for key in self.find(
                hits.path.values[hits.path.codes[row]], hits.query.values[hits.query.codes[row]]
            )
        ]

    def _could_be(self, query: str) -> bool:
        return bool(query) and self._hint is not None and self._hint.search(query) is not None


def is_key(text: str) -> bool:
    """Whether a text can be an id: neither so short that it matches by chance nor longer than any id is."""
    return SHORTEST <= len(text) <= LONGEST and text.isprintable()


def write_keys(sql: sqlite3.Connection, rows: Sequence[tuple[str, int, int]]) -> None:
    """Keep ids with their visitors, each pair once, with its newest time."""
    sql.executemany(
        "INSERT INTO desk_traffic_key (value, visitor, at) VALUES (?, ?, ?)"
        " ON CONFLICT (value, visitor) DO UPDATE SET at = max(at, excluded.at)",
        rows,
    )
    mark_keys(sql, (at for _, _, at in rows))


def load_join_rules(sql: sqlite3.Connection) -> JoinRules:
    """Return the rules that were saved, or those of a workspace where nothing was said."""
    said = setting(sql, _SETTING)
    if said is None:
        return JoinRules()
    return JoinRules(
        **{name: tuple(said[name]) for name in ("parameters", "paths", "attributes") if name in said}
    )


def save_join_rules(sql: sqlite3.Connection, rules: JoinRules) -> None:
    """Keep rules; addresses are looked through by them from the next import on. Raises UserError."""
    KeyFinder(rules)
    put_setting(sql, _SETTING, asdict(rules))


def _path_expression(path: str) -> "re.Pattern[str]":
    if path.count(_MARK) != 1:
        raise UserError(
            f"The path {path[:60]!r} needs {_MARK} once, where the id stands: /order/{_MARK}/thanks."
        )
    before, after = path.split(_MARK)
    return re.compile(f"{re.escape(before)}([^/]+){re.escape(after)}")
