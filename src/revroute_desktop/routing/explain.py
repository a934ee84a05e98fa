"""Explain: why an event gave what it gave to whom, step by step, from a replay of its chunk."""

import sqlite3
from dataclasses import dataclass
from fractions import Fraction

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.money.amounts import format_amount
from revroute_desktop.money.currencies import CURRENCIES, currency_by_numeric
from revroute_desktop.routing.engine.flow import CounterTrace, StepTrace
from revroute_desktop.routing.engine.versions import Version, named_step
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.routing.plans.plan import Base, Recoup, Remaining, Step, Take, Tiers, Weights
from revroute_desktop.routing.replay import Replayer
from revroute_desktop.workspace import Workspace

_STATES = ("waiting", "routed", "quarantined", "reversed", "restated", "undone")


FIXED_AMOUNT = "fixed amount"
SHARE_OF_GROSS = "share of gross"
SHARE_OF_REST = "share of what remains"


@dataclass(frozen=True, slots=True)
class CounterExplained:
    """A cap's or tier's counter around the event, minor units; `limit` None for tiers.

    `before` is what an event sees: counted less what reversals have given back.
    """

    name: str
    period: str
    before: int
    counted: int
    after: int
    limit: int | None


@dataclass(frozen=True, slots=True)
class StepExplained:
    """One step: its base, what it computed exactly and rounded, bounds, what it took and what it left.

    `exact` is the amount before rounding, as a fraction of minor units; `limited` is after minimum and
    maximum.
    """

    id: str
    kind: str
    base: int
    rate: str
    fixed: int
    exact: Fraction
    computed: int
    limited: int
    taken: int
    shortfall: int
    left_before: int
    left_after: int
    counters: tuple[CounterExplained, ...]
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PostingExplained:
    """A posting, debits positive; `against` says which account and step of the original event, by its
    external id, it takes back from.
    """

    transaction: int
    account: str
    amount: int
    step: str | None
    beneficiary: str | None
    due_day: int | None
    against: str | None
    original_event: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an event was decided as it was. `reason` is set for one that waits or is quarantined.

    `before` are the postings that its restatement took the place of. An undone event is explained as it was
    decided last, before the undo.
    """

    event: int
    external_id: str
    source: str
    kind: str
    currency: str
    amount: int
    occurred_at: int
    state: str
    reason: str | None
    entry: int | None
    plan: str | None
    version: str | None
    route: str | None
    steps: tuple[StepExplained, ...]
    postings: tuple[PostingExplained, ...]
    before: tuple[PostingExplained, ...] = ()


def explain(workspace: Workspace, event: int | str) -> Explanation:
    """Explain an event by its number or its external id.

    Raises UserError where there is no such event, or several sources have one of that id.
    """
    with workspace.read() as session:
        number = find_event(session.sql, event, undone=True)
        return _explain(session.sql, workspace.zone, number)


def find_event(sql: sqlite3.Connection, event: int | str, *, undone: bool = False) -> int:
    """Return the number of an event that is given by number, external id or SOURCE:ID; raises UserError.

    With `undone` an id that no standing event has may be that of an undone one: then the newest of them.
    """
    if isinstance(event, int):
        if sql.execute("SELECT 1 FROM event WHERE id = ?", (event,)).fetchone() is None:
            raise UserError(f"There is no event number {event}; the list of events shows the numbers.")
        return event
    rows = _events_called(sql, event, "SELECT source, external_id, event FROM d_event_identity")
    if not rows:
        gone = _events_called(
            sql, event, "SELECT source, external_id, MAX(id) AS event FROM event GROUP BY source, external_id"
        )
        if not gone:
            raise UserError(f"There is no event {event[:80]!r}; give its id in its source, or source:id.")
        if not undone:
            (number,) = sql.execute(
                "SELECT import FROM event WHERE id = ?", (max(number for number, _ in gone),)
            ).fetchone()
            raise UserError(f"The event {event[:80]!r} was undone with import {number}.")
        rows = gone
    if len(rows) > 1:
        named = ", ".join(sorted(f"{code}:{event[:40]}" for _, code in rows))
        raise UserError(f"Several sources have an event {event[:80]!r}; give one of {named}.")
    return rows[0][0]


def _events_called(sql: sqlite3.Connection, name: str, events: str) -> list[tuple[int, str]]:
    """Return the number and source of the events that an external id or SOURCE:ID names, of those that SQL
    gives by source and external id.
    """
    return sql.execute(
        f"SELECT d.event, s.code FROM source s JOIN ({events}) d ON d.source = s.id AND d.external_id = ?1 "
        f"UNION SELECT d.event, s.code FROM source s JOIN ({events}) d ON d.source = s.id "
        "AND d.external_id = substr(?1, length(s.code) + 2) "
        "WHERE substr(?1, 1, length(s.code) + 1) = s.code || ':'",
        (name,),
    ).fetchall()


def _explain(sql: sqlite3.Connection, zone: str, event: int) -> Explanation:
    external, source, kind, currency, amount, at, state, reason, transaction = sql.execute(
        "SELECT e.external_id, s.code, e.kind, e.currency, e.amount, e.occurred_at, d.state, d.reason, d.txn "
        "FROM event e JOIN source s ON s.id = e.source JOIN d_event_state d ON d.event = e.id WHERE e.id = ?",
        (event,),
    ).fetchone()
    entry = plan = version = route = None
    steps: tuple[StepExplained, ...] = ()
    postings: tuple[PostingExplained, ...] = ()
    before: tuple[PostingExplained, ...] = ()
    if transaction is not None:
        entry, plan, version, route = sql.execute(
            "SELECT t.entry, v.name, v.hash, r.code FROM txn t LEFT JOIN plan_route r ON r.id = t.route "
            "LEFT JOIN plan_version v ON v.id = r.version WHERE t.id = ?",
            (transaction,),
        ).fetchone()
        steps = _steps(sql, zone, event, entry)
        postings = _postings(
            sql,
            "SELECT id FROM txn WHERE entry = ?1 AND event = ?2 "
            f"AND kind <> {int(TransactionKind.RESTATED_OLD)}",
            entry,
            event,
        )
        before = _postings(
            sql,
            "SELECT r.original FROM txn o JOIN reversal r ON r.txn = o.id WHERE o.entry = ?1 "
            f"AND o.event = ?2 AND o.kind = {int(TransactionKind.RESTATED_OLD)}",
            entry,
            event,
        )
    return Explanation(
        event,
        external,
        source,
        Kind(kind).word,
        currency_by_numeric(currency).code,
        amount,
        at,
        _STATES[state],
        reason,
        entry,
        plan,
        version,
        route,
        steps,
        postings,
        before,
    )


def _postings(
    sql: sqlite3.Connection, transactions: str, entry: int, event: int
) -> tuple[PostingExplained, ...]:
    """Return the postings of transactions, which are chosen by SQL over an entry and an event, in order."""
    rows = sql.execute(
        "SELECT t.id, a.code, p.amount, s.code, b.code, h.due_day, oa.code, os.code, oe.external_id "
        "FROM txn t JOIN posting p ON p.id BETWEEN t.id * 4096 AND t.id * 4096 + 4095 "
        "JOIN account a ON a.id = p.account LEFT JOIN plan_step s ON s.id = p.step "
        "LEFT JOIN hold h ON h.posting = p.id LEFT JOIN account b ON b.id = h.beneficiary "
        "LEFT JOIN posting_against g ON g.posting = p.id LEFT JOIN posting o ON o.id = g.original "
        "LEFT JOIN account oa ON oa.id = o.account LEFT JOIN plan_step os ON os.id = o.step "
        "LEFT JOIN txn ot ON ot.id = g.original / 4096 LEFT JOIN event oe ON oe.id = ot.event "
        f"WHERE t.id IN ({transactions}) ORDER BY p.id",
        (entry, event),
    )
    return tuple(
        PostingExplained(
            transaction,
            account,
            amount,
            named_step(step),
            beneficiary,
            due,
            None if of is None else f"{of} ({named_step(of_step)})" if of_step else of,
            original,
        )
        for transaction, account, amount, step, beneficiary, due, of, of_step, original in rows
    )


def _steps(sql: sqlite3.Connection, zone: str, event: int, entry: int) -> tuple[StepExplained, ...]:
    """Return the steps that a routed event went through; none for one that entered no route."""
    traces = Replayer(sql, zone).traces(entry, event)
    if traces is None:
        return ()
    keys = traces.state.counters.keys
    periods = [keys[number].period for number in range(len(keys))]
    (numeric,) = sql.execute("SELECT currency FROM event WHERE id = ?", (event,)).fetchone()
    currency = currency_by_numeric(numeric).code
    return tuple(_step(version, trace, at, currency, periods) for version, trace, at in traces.steps)


def _step(version: Version, trace: StepTrace, at: int, currency: str, periods: list[str]) -> StepExplained:
    step = version.plan.routes[trace.route].steps[trace.step]
    base, left = int(trace.base[at]), int(trace.left_before[at])
    taken, shortfall = int(trace.taken[at]), int(trace.shortfall[at])
    takes = step.takes
    fixed = (takes.fixed or {}).get(currency, 0) if isinstance(takes, Take) else 0
    counters = tuple(_counter(counter, at, periods) for counter in trace.counters)
    before = int(trace.counters[0].before[at]) if isinstance(takes, Tiers) else 0
    parts: tuple[tuple[str, int], ...] = ()
    if isinstance(takes, Weights):
        named = [part.to.code("…") for part in takes.parts]
        parts = tuple(zip(named, (int(part[at]) for part in trace.parts), strict=True))
    return StepExplained(
        step.id,
        _kind(step),
        base,
        _rate(step, currency),
        fixed,
        _exact(step, base, before, currency) + fixed,
        int(trace.computed[at]),
        int(trace.limited[at]),
        taken,
        shortfall,
        left,
        left - taken + shortfall,
        counters,
        parts,
    )


def _counter(counter: CounterTrace, at: int, periods: list[str]) -> CounterExplained:
    before, counted = int(counter.before[at]), int(counter.counted[at])
    period = periods[int(counter.group.counter[counter.group.place[at]])]
    limit = None if counter.limit is None else int(counter.limit[at])
    return CounterExplained(counter.name, period, before, counted, before + counted, limit)


def _kind(step: Step) -> str:
    match step.takes:
        case Take(rate, _, fixed) if not rate and fixed:
            return FIXED_AMOUNT
        case Take(_, base, _):
            return SHARE_OF_GROSS if base is Base.GROSS else SHARE_OF_REST
        case Tiers(marginal=True):
            return "marginal tiers"
        case Tiers():
            return "whole-band tiers"
        case Weights():
            return "weights"
        case Remaining(keep=True):
            return "kept in suspense"
        case Remaining():
            return "everything remaining"
        case Recoup():
            return "recoup of an advance"


def _rate(step: Step, currency: str) -> str:
    match step.takes:
        case Take(rate, _, _) | Recoup(rate):
            return _percent(rate)
        case Weights(rate=rate):
            return _percent(rate)
        case Tiers(bands=bands):
            unit = CURRENCIES[currency]
            return ", ".join(
                f"{_percent(rate)} "
                + ("beyond" if edge is None else f"to {format_amount(edge[currency], unit)}")
                for edge, rate in bands
            )
        case _:
            return "100 %"


def _percent(rate: Fraction) -> str:
    percent = rate * 100
    return f"{percent} %" if percent.denominator == 1 else f"{float(percent):.6g} %"


def _exact(step: Step, base: int, before: int, currency: str) -> Fraction:
    """Return rate × base before rounding, for tiers by bands from what was counted before."""
    match step.takes:
        case Take(rate, _, _) | Recoup(rate):
            return rate * base
        case Weights(rate=rate):
            return rate * base
        case Tiers():
            return _exact_in_bands(step.takes, base, before, currency)
        case _:
            return Fraction(base)


def _exact_in_bands(tiers: Tiers, base: int, before: int, currency: str) -> Fraction:
    edges = [None if band is None else band[currency] for band, _ in tiers.bands]
    rates = [rate for _, rate in tiers.bands]
    if not tiers.marginal:
        within = next(index for index, edge in enumerate(edges) if edge is None or before <= edge)
        return rates[within] * base
    total, low = Fraction(0), before
    for edge, rate in zip(edges, rates, strict=True):
        high = before + base if edge is None else min(max(edge, low), before + base)
        total += rate * (high - low)
        low = high
    return total
