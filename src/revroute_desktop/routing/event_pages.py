"""The events table: ids by filter and sort, sums, and pages of rows with what each event gave to whom."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

import numpy as np

from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.event_fields import EVENT_FIELDS, EventState
from revroute_desktop.routing.event_index import SORTS as INDEXED_SORTS
from revroute_desktop.routing.event_index import Indexed, id_reach, indexed, indexed_ids, indexed_sums
from revroute_desktop.workspace.event_rollups.currencies import events_by_currency
from revroute_desktop.workspace.filters.compile import Condition, condition
from revroute_desktop.workspace.filters.language import Sign, Term, codes_of
from revroute_desktop.workspace.id_pages import Ids, as_json, read_ids


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What the table shows; an empty part lets everything through.

    `span` is the first instant and the one after the last (microseconds UTC), `currency` an ISO number,
    `terms` what is typed into the filter, whose dates are those of `zone`.
    """

    span: tuple[int, int] | None = None
    currency: int | None = None
    terms: tuple[Term, ...] = ()
    zone: str = "UTC"


SORTS = {
    "arrival": "e.id",
    "occurred": "e.occurred_at",
    "amount": "e.amount",
    "kind": "e.kind",
    "external": "e.external_id",
    "state": "s.state",
    "country": "(SELECT text FROM term WHERE term.id = e.country)",
    "source": "(SELECT code FROM source WHERE source.id = e.source)",
}


@dataclass(frozen=True, slots=True)
class Gave:
    """What one transaction gave to whom, in minor units, credits of destinations positive (B6).

    `held` lies in a reserve for somebody, `other` went elsewhere than to fees, treasury and payees.
    `payee` is the one who got most of it, out of `payees` who got something.
    """

    fees: int
    treasury: int
    held: int
    to_payees: int
    other: int
    payee: str | None
    payees: int


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event; `gave` is None where nothing is booked."""

    id: int
    source: str
    external_id: str
    occurred_at: int
    kind: int
    currency: int
    amount: int
    country: str | None
    state: int
    reason: str | None
    gave: Gave | None


@dataclass(frozen=True, slots=True)
class EventSums:
    """How many events a filter leaves, and their sum per currency (ISO number → minor units).

    The `undone` among them are counted, but in no sum: they may well stand in the books once more.
    """

    count: int
    sums: dict[int, int]
    undone: int


def event_ids(
    sql: sqlite3.Connection,
    wanted: EventFilter,
    sort: str = "arrival",
    *,
    descending: bool = True,
    most: int | None = None,
) -> Ids:
    """Return the ids of the events that a filter leaves, in order; `most` returns only the first ones."""
    if sort in INDEXED_SORTS and (index := _indexed(sql, wanted)) is not None:
        return indexed_ids(sql, index, sort, descending=descending, most=most)
    where = _where(sql, wanted)
    order = SORTS[sort]
    way = "DESC" if descending else "ASC"
    joined = " JOIN d_event_state s ON s.event = e.id" if sort == "state" else ""
    tie = "" if sort == "arrival" else f", e.id {way}"
    limit = f" LIMIT {most:d}" if most is not None else ""
    return read_ids(
        sql,
        f"SELECT e.id FROM event e{joined}{where.where} ORDER BY {order} {way}{tie}{limit}",
        where.parameters,
    )


def event_sums(sql: sqlite3.Connection, wanted: EventFilter) -> EventSums:
    """Return count and sums of what a filter leaves; undone events are counted, but not summed."""
    if (index := _indexed(sql, wanted)) is not None:
        return _event_sums(
            [
                (currency, count, 0, amount, undone)
                for currency, count, amount, undone in indexed_sums(sql, index)
            ]
        )
    where = _where(sql, wanted)
    # Books from which nothing was ever undone are summed without a look at the states.
    (any_undone,) = sql.execute("SELECT EXISTS (SELECT 1 FROM import_undo)").fetchone()
    joined = " JOIN d_event_state undone ON undone.event = e.id" if any_undone else ""
    undone = f"undone.state = {int(EventState.UNDONE)}" if any_undone else "0"
    # Millions apart from the rest: a sum of amounts up to 10^15 (B1) can exceed 64 bits.
    rows = sql.execute(
        f"SELECT e.currency, COUNT(*), SUM(IIF({undone}, 0, e.amount / 1000000)), "
        f"SUM(IIF({undone}, 0, e.amount % 1000000)), SUM({undone}) "
        f"FROM event e{joined}{where.where} GROUP BY e.currency ORDER BY COUNT(*) DESC, e.currency",
        where.parameters,
    ).fetchall()
    return _event_sums(rows)


def _indexed(sql: sqlite3.Connection, wanted: EventFilter) -> Indexed | None:
    return indexed(sql, wanted.terms, wanted.zone, wanted.span, wanted.currency)


def _event_sums(rows: list[tuple[int, int, int, int, int]]) -> EventSums:
    return EventSums(
        count=sum(row[1] for row in rows),
        sums={row[0]: row[2] * 1_000_000 + row[3] for row in rows},
        undone=sum(row[4] for row in rows),
    )


def sums_of_events(sql: sqlite3.Connection, ids: Ids) -> EventSums:
    """Return count and sums of these events; undone ones are counted, but not summed."""
    undone = f"s.state = {int(EventState.UNDONE)}"
    rows = sql.execute(
        f"SELECT e.currency, COUNT(*), SUM(IIF({undone}, 0, e.amount / 1000000)), "
        f"SUM(IIF({undone}, 0, e.amount % 1000000)), SUM({undone}) "
        "FROM json_each(?) AS wanted CROSS JOIN event e ON e.id = wanted.value "
        "CROSS JOIN d_event_state s ON s.event = e.id "
        "GROUP BY e.currency ORDER BY COUNT(*) DESC, e.currency",
        (as_json(ids),),
    ).fetchall()
    return _event_sums(rows)


def event_page(sql: sqlite3.Connection, ids: Ids) -> list[EventRow]:
    """Return the rows of these events, in the order of `ids`."""
    found = {
        row[0]: row
        for row in sql.execute(
            "SELECT e.id, source.code, e.external_id, e.occurred_at, e.kind, e.currency, e.amount, "
            "term.text, COALESCE(s.state, 0), s.reason, s.txn FROM json_each(?) AS wanted "
            "CROSS JOIN event e ON e.id = wanted.value JOIN source ON source.id = e.source "
            "LEFT JOIN term ON term.id = e.country LEFT JOIN d_event_state s ON s.event = e.id",
            (as_json(ids),),
        )
    }
    gave = _gave(sql, [row[10] for row in found.values() if row[10] is not None])
    return [_event_row(found[number], gave) for number in ids.tolist() if number in found]


def _event_row(row: tuple[Any, ...], gave: dict[int, Gave]) -> EventRow:
    number, source, external, occurred, kind, currency, amount, country, state, reason, transaction = row
    return EventRow(
        id=number,
        source=source,
        external_id=external,
        occurred_at=occurred,
        kind=kind,
        currency=currency,
        amount=amount,
        country=country,
        state=state,
        reason=reason,
        gave=gave.get(transaction),
    )


@dataclass(frozen=True, slots=True)
class EventDetail:
    """All that is kept about one event; a payer or note that was erased is None with `erased` set."""

    row: EventRow
    payer: str | None
    note: str | None
    erased: bool
    campaign: str | None
    product: str | None
    attributes: dict[str, str]
    original: str | None
    residue: str | None
    content: str
    file_name: str
    line: int
    transaction: int | None
    booked_day: int | None
    transaction_entry: int | None
    route: str | None
    plan: str | None


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One posting of a transaction, debit positive; `due_day` is when a hold ends."""

    account: str
    currency: int
    amount: int
    step: str | None
    beneficiary: str | None
    due_day: int | None


def event_detail(sql: sqlite3.Connection, event: int) -> EventDetail:
    """Return everything about one event; raises LookupError for an id that is not in the books."""
    rows = event_page(sql, np.array([event], np.int64))
    if not rows:
        raise LookupError(f"event {event} is not in the books")
    found = sql.execute(
        "SELECT payer.text, e.payer, note.text, e.note, campaign.text, product.text, attribute_set.json, "
        "e.original, e.residue, hex(e.content), import.file_name, e.line, s.txn, txn.booked_day, txn.entry, "
        "plan_route.code, plan_version.name FROM event e JOIN import ON import.id = e.import "
        "LEFT JOIN sealed_text payer ON payer.id = e.payer LEFT JOIN sealed_text note ON note.id = e.note "
        "LEFT JOIN term campaign ON campaign.id = e.campaign "
        "LEFT JOIN term product ON product.id = e.product "
        "LEFT JOIN attribute_set ON attribute_set.id = e.attributes "
        "LEFT JOIN d_event_state s ON s.event = e.id LEFT JOIN txn ON txn.id = s.txn "
        "LEFT JOIN plan_route ON plan_route.id = txn.route "
        "LEFT JOIN plan_version ON plan_version.id = plan_route.version WHERE e.id = ?",
        (event,),
    ).fetchone()
    payer, payer_seal, note, note_seal, campaign, product, attributes, original, residue, *rest = found
    return EventDetail(
        row=rows[0],
        payer=payer,
        note=note,
        erased=(payer_seal is not None and payer is None) or (note_seal is not None and note is None),
        campaign=campaign,
        product=product,
        attributes=json.loads(attributes) if attributes else {},
        original=original,
        residue=residue,
        content=rest[0].lower(),
        file_name=rest[1],
        line=rest[2],
        transaction=rest[3],
        booked_day=rest[4],
        transaction_entry=rest[5],
        route=rest[6],
        plan=rest[7],
    )


def postings_of(sql: sqlite3.Connection, transaction: int) -> list[PostingRow]:
    """Return the postings of one transaction, in their order."""
    # Imported here: the first page of the window's table needs no plans.
    from revroute_desktop.routing.engine.versions import named_step

    rows = sql.execute(
        "SELECT account.code, posting.currency, posting.amount, plan_step.code, owner.code, hold.due_day "
        "FROM posting JOIN account ON account.id = posting.account "
        "LEFT JOIN plan_step ON plan_step.id = posting.step LEFT JOIN hold ON hold.posting = posting.id "
        "LEFT JOIN account owner ON owner.id = hold.beneficiary "
        "WHERE posting.id BETWEEN ? * 4096 AND ? * 4096 + 4095 ORDER BY posting.id",
        (transaction, transaction),
    )
    return [
        PostingRow(account, currency, amount, named_step(step), beneficiary, due_day)
        for account, currency, amount, step, beneficiary, due_day in rows
    ]


def newest_event_time(sql: sqlite3.Connection) -> int | None:
    """Return when the event that arrived last occurred, or None without events."""
    row = sql.execute("SELECT occurred_at FROM event ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else int(row[0])


def open_counts(sql: sqlite3.Connection) -> tuple[int, int]:
    """Return how many events wait for a route and how many a route put into quarantine."""
    rows = dict(
        sql.execute(
            "SELECT state, COUNT(*) FROM d_event_state WHERE state IN (0, 2) GROUP BY state"
        ).fetchall()
    )
    return int(rows.get(EventState.WAITING, 0)), int(rows.get(EventState.QUARANTINED, 0))


def event_currencies(sql: sqlite3.Connection) -> tuple[str, ...]:
    """Return the currencies of events and of what is booked, by how many events are in them, then by code."""
    counts = events_by_currency(sql)
    booked = (numeric for (numeric,) in sql.execute("SELECT DISTINCT currency FROM d_balance"))
    codes = {numeric: currency_by_numeric(numeric).code for numeric in {*counts, *booked}}
    return tuple(codes[one] for one in sorted(codes, key=lambda one: (-counts.get(one, 0), codes[one])))


_STATE_FIELD = next(field for field in EVENT_FIELDS.fields if field.name == "state")
_PAYEES = frozenset({"payee", "partner", "creator"})


def _gave(sql: sqlite3.Connection, transactions: list[int]) -> dict[int, Gave]:
    """Return what each of these transactions gave."""
    sums: dict[int, dict[str, int]] = {}
    owners: dict[int, dict[str, int]] = {}
    for number, code, clearing, amount, beneficiary in sql.execute(
        "SELECT wanted.value, account.code, source.clearing IS NOT NULL, posting.amount, owner.code "
        "FROM json_each(?) AS wanted CROSS JOIN posting "
        "ON posting.id BETWEEN wanted.value * 4096 AND wanted.value * 4096 + 4095 "
        "JOIN account ON account.id = posting.account LEFT JOIN source ON source.clearing = posting.account "
        "LEFT JOIN hold ON hold.posting = posting.id LEFT JOIN account owner ON owner.id = hold.beneficiary",
        (as_json(transactions),),
    ):
        parts = sums.setdefault(number, {})
        if clearing:
            continue
        root = code.partition(":")[0]
        part = "held" if beneficiary is not None else "payees" if root in _PAYEES else root
        parts[part] = parts.get(part, 0) - amount
        owner = beneficiary or code
        if owner.partition(":")[0] in _PAYEES:
            shares = owners.setdefault(number, {})
            shares[owner] = shares.get(owner, 0) + abs(amount)
    made = {}
    for number, parts in sums.items():
        shares = owners.get(number, {})
        named = {name: parts.pop(name, 0) for name in ("fees", "treasury", "held", "payees")}
        most = max(shares, key=lambda owner: shares[owner]).partition(":")[2] if shares else None
        made[number] = Gave(
            fees=named["fees"],
            treasury=named["treasury"],
            held=named["held"],
            to_payees=named["payees"],
            other=sum(parts.values()),
            payee=most,
            payees=len(shares),
        )
    return made


def _where(sql: sqlite3.Connection, wanted: EventFilter) -> Condition:
    """Return the condition on `event e`."""
    made = condition(wanted.terms, EVENT_FIELDS, wanted.zone)
    reach = id_reach(sql, wanted.terms, wanted.zone, wanted.span)
    if reach is not None:
        made = made.also("e.id BETWEEN ? AND ?", *reach)
    if any(_only_open(term) for term in wanted.terms):
        # The open states have an index of their own, which SQLite takes only where the condition names them.
        made = made.also("e.id IN (SELECT event FROM d_event_state WHERE state IN (0, 2))")
    if wanted.currency is not None:
        made = made.also("e.currency = ?", wanted.currency)
    if wanted.span is not None:
        made = made.also("e.occurred_at >= ? AND e.occurred_at < ?", *wanted.span)
    return made


def _only_open(term: Term) -> bool:
    """Whether a term lets only events through that wait or are quarantined."""
    if not term.on or term.negated or term.name != "state" or term.sign is Sign.UNEQUAL:
        return False
    states = {code for value in term.values for code in codes_of(_STATE_FIELD, value.first)}
    return states <= {EventState.WAITING, EventState.QUARANTINED}
