"""Events of the books as columns: the order of a batch, and chunks of events with the fields that plans
read.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.routing.engine.context import UNFIT_ORIGINAL
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.order import batch_order, enters_routes, half_days
from revroute_desktop.routing.engine.used_fields import used_fields
from revroute_desktop.routing.engine.versions import Version
from revroute_desktop.routing.events import EventColumns, Vocabulary
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.routing.plans.versions import PlanVersion, plan_in_force_columns
from revroute_desktop.workspace.zones import local_days

Int64s = NDArray[np.int64]

UNKNOWN_ORIGINAL = -1

_FETCH = 20_000
_TERMS = ("campaign", "country", "product")
_KEPT_TEXTS_MAX = 100_000


def columns_of_rows(cursor: Iterable[Sequence[int]], width: int) -> list[Int64s]:
    """Return a query's rows of integers as columns."""
    flat = np.fromiter(chain.from_iterable(cursor), np.int64)
    return [np.ascontiguousarray(column) for column in flat.reshape(-1, width).T]


def json_ids(ids: Int64s) -> str:
    """Return ids as the JSON array that `json_each` reads."""
    return json.dumps(ids.tolist())


class Calendar(Protocol):
    """Which version is in force when, and the local days of instants."""

    def versions_and_days(self, occurred_at: Int64s) -> tuple[Int64s, Int64s]:
        """Return the place of the version in force (-1 for none) and the local day in its zone, of each
        instant.
        """

    def days_under(self, version: Int64s, occurred_at: Int64s) -> Int64s:
        """Return the local day of each instant in the zone of the version at a place."""


class PublishedCalendar:
    """Plan versions in force and local days, by instants."""

    def __init__(self, published: Sequence[PlanVersion], versions: Sequence[Version], book_zone: str) -> None:
        self._published = published
        self._zones = [version.plan.zone for version in versions]
        self._book_zone = book_zone

    def versions_and_days(self, occurred_at: Int64s) -> tuple[Int64s, Int64s]:
        """Return the place of the version in force (-1 for none) and the local day in its zone, of each
        instant.

        Where no version is in force the book zone says the day.
        """
        version = plan_in_force_columns(occurred_at, self._published)
        used = np.unique(version).tolist()
        zones = {place: self._book_zone if place < 0 else self._zones[place] for place in used}
        if len(set(zones.values())) <= 1:
            zone = next(iter(zones.values()), self._book_zone)
            return version, local_days(occurred_at, zone)
        day = np.zeros(len(occurred_at), np.int64)
        for place, zone in zones.items():
            chosen = version == place
            day[chosen] = local_days(occurred_at[chosen], zone)
        return version, day

    def days_under(self, version: Int64s, occurred_at: Int64s) -> Int64s:
        """Return the local day of each instant in the zone of the version at a place."""
        day = np.zeros(len(occurred_at), np.int64)
        for place in np.unique(version).tolist():
            chosen = version == place
            day[chosen] = local_days(occurred_at[chosen], self._zones[place])
        return day


def ordered_ids(sql: sqlite3.Connection, where: str, parameters: Sequence[Any], calendar: Calendar) -> Int64s:
    """Return the ids of events in the order of a batch (B13).

    `where` is SQL over event e and d_event_state s.
    """
    cursor = sql.execute(
        "SELECT e.id, e.occurred_at, e.source, e.kind, e.amount FROM d_event_state s "
        f"JOIN event e ON e.id = s.event WHERE {where}",
        parameters,
    )
    # Memory is taken up as it is written to, so that arrays for all events cost no more than those for some.
    (most,) = sql.execute("SELECT COALESCE(MAX(id), 0) FROM event").fetchone()
    id = np.empty(most, np.int32 if most < 2**31 else np.int64)
    at, half = np.empty(most, np.int64), np.empty(most, np.int32)
    rank_of = source_ranks(sql)
    rank = np.empty(most, np.min_scalar_type(-len(rank_of)))
    count = 0
    while rows := cursor.fetchmany(_FETCH):
        ids, instants, source, kind, amount = columns_of_rows(rows, 5)
        part = slice(count, count + len(ids))
        _, day = calendar.versions_and_days(instants)
        id[part], at[part], rank[part] = ids, instants, rank_of[source]
        half[part] = half_days(day, enters_routes(kind, amount))
        count = part.stop
    id, at, rank, half = id[:count], at[:count], rank[:count], half[:count]
    order = batch_order(half, at, rank, external_ids_of(sql, id))
    del at, rank, half
    result: Int64s = id[order].astype(np.int64)
    return result


def narrow(ids: Int64s) -> NDArray[np.signedinteger[Any]]:
    """Return ids in half the memory where they are small enough."""
    return ids.astype(np.int32) if len(ids) and int(ids.max()) < 2**31 else ids


def source_ranks(sql: sqlite3.Connection) -> Int64s:
    """Return the place of each source, by its id, among the sources' codes."""
    codes = dict(sql.execute("SELECT id, code FROM source").fetchall())
    ranks = np.zeros(max(codes, default=0) + 1, np.int64)
    for rank, number in enumerate(sorted(codes, key=codes.__getitem__)):
        ranks[number] = rank
    return ranks


def external_ids_of(sql: sqlite3.Connection, ids: Int64s) -> Callable[[Int64s], Sequence[str]]:
    """Return a function from places in `ids` to the events' external ids."""

    def of_rows(rows: Int64s) -> list[str]:
        wanted = ids[rows]
        found: dict[int, str] = {}
        for begin in range(0, len(wanted), _FETCH):
            part = json_ids(wanted[begin : begin + _FETCH])
            found.update(
                sql.execute(
                    "SELECT e.id, e.external_id FROM json_each(?) w CROSS JOIN event e ON e.id = w.value",
                    (part,),
                ).fetchall()
            )
        return [found[number] for number in wanted.tolist()]

    return of_rows


class EventReader:
    """Reads chunks of events with the fields that some versions of the plan read."""

    def __init__(self, sql: sqlite3.Connection, versions: Sequence[Version], calendar: Calendar) -> None:
        self._calendar = calendar
        self.sources: dict[int, str] = dict(sql.execute("SELECT id, code FROM source").fetchall())
        fields = set[str]().union(*(used_fields(version.plan) for version in versions))
        self._terms = [name for name in _TERMS if name in fields]
        self._attributes = sorted(name for name in fields if name.startswith("attr."))
        self._texts: dict[int, str] = {}
        self._sets: dict[int, dict[str, str]] = {}

    def read(
        self, sql: sqlite3.Connection, ids: Int64s, still: str = "", parameters: Sequence[int] = ()
    ) -> tuple[DatedEvents, Int64s]:
        """Return the events of `ids` in that order, and the place of the plan version in force for each.

        `still` is SQL over d_event_state s that drops events which it no longer holds for.
        """
        names = ["id", "source", "occurred_at", "kind", "currency", "amount", *self._terms]
        if self._attributes:
            names.append("attributes")
        columns = ", ".join(f"COALESCE(e.{name}, 0)" for name in names)
        joined = f"CROSS JOIN d_event_state s ON s.event = e.id WHERE {still}" if still else ""
        cursor = sql.execute(
            f"SELECT {columns} FROM json_each(?) w CROSS JOIN event e ON e.id = w.value {joined}",
            (json_ids(ids), *parameters),
        )
        found = dict(zip(names, columns_of_rows(cursor, len(names)), strict=True))
        fields: dict[str, Int64s] = {}
        vocabularies: dict[str, Vocabulary] = {}
        fields["source"] = found["source"]
        highest = max(self.sources, default=0)
        vocabularies["source"] = Vocabulary([self.sources.get(number) for number in range(highest + 1)])
        for name in self._terms:
            seen, fields[name] = np.unique(found[name], return_inverse=True)
            vocabularies[name] = self._vocabulary(self._terms_of(sql, seen), fields, name)
        if self._attributes:
            self._read_attributes(sql, found["attributes"], fields, vocabularies)
        version, day = self._calendar.versions_and_days(found["occurred_at"])
        events = EventColumns(
            id=found["id"],
            source=found["source"],
            occurred_at=found["occurred_at"],
            kind=found["kind"],
            currency=found["currency"],
            amount=found["amount"],
            fields=fields,
            vocabularies=vocabularies,
            external_id=(),
            original=(),
        )
        return DatedEvents(events, day), version

    @staticmethod
    def _vocabulary(texts: Sequence[str | None], fields: dict[str, Int64s], name: str) -> Vocabulary:
        """Return texts as a vocabulary whose code 0 is none, and make the field's codes fit it."""
        if texts and texts[0] is None:
            return Vocabulary(texts)
        fields[name] = fields[name] + 1
        return Vocabulary([None, *texts])

    def _terms_of(self, sql: sqlite3.Connection, numbers: Int64s) -> list[str | None]:
        missing = [number for number in numbers.tolist() if number and number not in self._texts]
        if missing:
            if len(self._texts) > _KEPT_TEXTS_MAX:
                self._texts.clear()
                missing = [number for number in numbers.tolist() if number]
            self._texts.update(
                sql.execute(
                    "SELECT t.id, t.text FROM json_each(?) w CROSS JOIN term t ON t.id = w.value",
                    (json.dumps(missing),),
                ).fetchall()
            )
        return [self._texts[number] if number else None for number in numbers.tolist()]

    def _read_attributes(
        self,
        sql: sqlite3.Connection,
        numbers: Int64s,
        fields: dict[str, Int64s],
        vocabularies: dict[str, Vocabulary],
    ) -> None:
        seen, place = np.unique(numbers, return_inverse=True)
        missing = [number for number in seen.tolist() if number and number not in self._sets]
        if missing:
            if len(self._sets) > _KEPT_TEXTS_MAX:
                self._sets.clear()
                missing = [number for number in seen.tolist() if number]
            for number, text in sql.execute(
                "SELECT a.id, a.json FROM json_each(?) w CROSS JOIN attribute_set a ON a.id = w.value",
                (json.dumps(missing),),
            ):
                every = json.loads(text)
                self._sets[number] = {name: every[name[5:]] for name in self._attributes if name[5:] in every}
        sets = [self._sets[number] if number else {} for number in seen.tolist()]
        for name in self._attributes:
            codes: dict[str | None, int] = {None: 0}
            of_set = [codes.setdefault(one.get(name), len(codes)) for one in sets]
            fields[name] = np.array(of_set, np.int64)[place]
            vocabularies[name] = Vocabulary(list(codes))


def read_originals(sql: sqlite3.Connection, ids: Int64s) -> tuple[Int64s, NDArray[np.bool_]]:
    """Return for events that enter no route the id of the event each reverses (0 names none,
    UNKNOWN_ORIGINAL not imported, UNFIT_ORIGINAL one that enters no route itself), and whether a person lets
    it go on without it.

    A won dispute may name the dispute instead of the sale: then its original is the dispute's.
    """
    if not len(ids):
        return np.zeros(0, np.int64), np.zeros(0, np.bool_)
    found = sql.execute(
        "SELECT e.id, CASE WHEN e.original IS NULL THEN 0 "
        "WHEN e.kind = ?1 AND o.kind IN (?2, ?3) AND o.original IS NOT NULL THEN CASE "
        " WHEN d2.event IS NULL THEN ?4 WHEN o2.amount > 0 AND o2.kind <> ?1 THEN d2.event ELSE ?6 END "
        "WHEN d.event IS NULL THEN ?4 WHEN o.amount > 0 AND o.kind <> ?1 THEN d.event "
        # What a dispute without an original took, only a person can place.
        "WHEN e.kind = ?1 AND o.kind IN (?2, ?3) THEN d.event ELSE ?6 END, "
        "EXISTS (SELECT 1 FROM event_release r WHERE r.event = e.id AND r.action = 1) "
        "FROM json_each(?5) w CROSS JOIN event e ON e.id = w.value "
        "LEFT JOIN d_event_identity d ON d.source = e.source AND d.external_id = e.original "
        "LEFT JOIN event o ON o.id = d.event "
        "LEFT JOIN d_event_identity d2 ON d2.source = o.source AND d2.external_id = o.original "
        "LEFT JOIN event o2 ON o2.id = d2.event",
        (
            int(Kind.CHARGEBACK_REVERSAL),
            int(Kind.REFUND),
            int(Kind.CHARGEBACK),
            UNKNOWN_ORIGINAL,
            json_ids(ids),
            UNFIT_ORIGINAL,
        ),
    )
    found_ids, original, released = columns_of_rows(found, 3)
    if not np.array_equal(found_ids, ids):
        raise ValueError("the originals came in another order than their reversals")
    return original, released.astype(np.bool_)
