"""Checks of the routing itself: is it fair, and does money leak? Each says what it looked at, and what it
found.
"""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.words import percent, said
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.engine.steps.limits import cap_names, part_labels
from revroute_desktop.routing.event_fields import EventState
from revroute_desktop.routing.periods import period_label
from revroute_desktop.routing.plans.plan import Plan, Weights
from revroute_desktop.routing.plans.versions import plan_in_force, plan_versions, published_plan

DRIFT: Final = Fraction(1, 20)
"""Points by which a payee's share of what its events brought may move before it is told."""

_LEAST: Final = 20  # events that a share is made of
_MINUTES: Final = 10  # within which equal events look like one
_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was found: a sentence, and what it is about as keys and values."""

    sentence: str
    about: dict[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """What one check came to. `applies` is False where the workspace has nothing that it could look at, which
    `looked_at` then says; `more` rows were found beyond those here.
    """

    name: str
    title: str
    looked_at: str
    applies: bool = True
    rows: tuple[Row, ...] = field(default=())
    more: int = 0


def run_checks(sql: sqlite3.Connection, period: Period, now: int) -> tuple[Check, ...]:
    """Run every check on a period, beside the one before it."""
    return tuple(check(sql, period, now) for check in _CHECKS)


def _made(name: str, title: str, looked_at: str, rows: list[Row]) -> Check:
    return Check(name, title, looked_at, True, tuple(rows[:_SHOWN]), max(len(rows) - _SHOWN, 0))


def _suspense(sql: sqlite3.Connection, period: Period, now: int) -> Check:
    shown = show(sql, "suspense", period, by="destination", now=now)
    rows = []
    for one in shown.figures:
        grown = one.now.part - one.before.part
        if abs(one.now.part) > abs(one.before.part):
            texts = [said(shown.metric, one.currency, Fraction(value)) for value in (one.now.part, grown)]
            rows.append(
                Row(
                    f"{one.key} holds {texts[0]}, {texts[1]} of it since {period.first}: a rule is missing.",
                    {
                        "account": one.key,
                        "currency": one.currency or "",
                        "balance": texts[0],
                        "grown": texts[1],
                    },
                )
            )
    return _made("suspense", "Suspense that grows", f"balances of suspense accounts on {period.last}", rows)


def _caps(sql: sqlite3.Connection, period: Period, now: int) -> Check:
    """Caps of the plan in force whose room is used up in the periods around the last day."""
    title = "Caps that bite"
    plan = _plan_in_force(sql, period)
    limits = {} if plan is None else _limits(plan, day_number(period.last))
    if not limits:
        return Check("caps", title, "there is no plan in force with caps", applies=False)
    rows = []
    # What was given back is room again, so that it is taken off.
    for step, keys, currency, label, counted in sql.execute(
        "SELECT step, keys, currency, period, SUM(IIF(returned_day IS NULL, value, -value)) FROM d_counter"
        " GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
    ):
        name, *values = json.loads(keys)
        code = currency_by_numeric(currency).code
        most = limits.get((step, name, code, label))
        if most is None or counted < most:
            continue
        whom = f" for {', '.join(values)}" if values else ""
        rows.append(
            Row(
                f"The cap of {step} is used up in {label}{whom}, in {code}: the rest of it flows on.",
                {"step": step, "for": ", ".join(values), "currency": code, "period": label},
            )
        )
    return _made("caps", title, f"counters of the periods around {period.last}", rows)


def _plan_in_force(sql: sqlite3.Connection, period: Period) -> Plan | None:
    version = plan_in_force(period.end - 1, plan_versions(sql))
    return None if version is None else published_plan(version)


def _limits(plan: Plan, day: int) -> dict[tuple[str, str, str, str], int]:
    """Return caps by step (or part), name of the counter, currency and label of the period around a day."""
    found: dict[tuple[str, str, str, str], int] = {}
    for step in (step for route in plan.routes for step in route.steps):
        named = list(zip(cap_names(step.caps), step.caps, strict=True))
        if isinstance(step.takes, Weights):
            for label, part in zip(part_labels(step.takes.parts), step.takes.parts, strict=True):
                named += zip(cap_names(part.caps, label), part.caps, strict=True)
        for name, cap in named:
            for currency, amount in cap.amounts.items():
                found[step.id, name, currency, period_label(day, cap.period)] = amount
    return found


def _drift(sql: sqlite3.Connection, period: Period, now: int) -> Check:
    """Payees whose share of the events that they had a part in moved, though the plan may be the same."""
    title, looked_at = "Payees whose rate drifts", f"shares of payees in their events, {period.words}"
    now_shares, before = _shares(sql, period), _shares(sql, period.before)
    rows = []
    for key in sorted(now_shares.keys() & before.keys()):
        (got, whole, events), (got_before, whole_before, events_before) = now_shares[key], before[key]
        if min(events, events_before) < _LEAST or whole <= 0 or whole_before <= 0:
            continue
        rate, rate_before = Fraction(got, whole), Fraction(got_before, whole_before)
        if abs(rate - rate_before) >= DRIFT:
            payee, route, currency = key
            code = currency_by_numeric(currency).code
            rows.append(
                Row(
                    f"{payee} received {percent(rate)} of its {route} events in {code}, beside "
                    f"{percent(rate_before)} before.",
                    {"payee": payee, "route": route, "currency": code},
                )
            )
    return _made("drift", title, looked_at, rows)


def _shares(sql: sqlite3.Connection, period: Period) -> dict[tuple[str, str, int], tuple[int, int, int]]:
    """Return what each payee got by route and currency, what its events brought, and how many they were."""
    # Transactions lead, so that the postings of each are one range of ids.
    rows = sql.execute(
        "SELECT account.code, plan_route.code, part.currency, SUM(got), SUM(amount), COUNT(*) FROM"
        " (SELECT txn.route AS route, COALESCE(hold.beneficiary, posting.account) AS account,"
        "   posting.currency AS currency, -SUM(posting.amount) AS got, event.amount AS amount"
        "   FROM txn CROSS JOIN posting CROSS JOIN event LEFT JOIN hold ON hold.posting = posting.id"
        "   WHERE txn.kind = ? AND txn.booked_day BETWEEN ? AND ? AND event.id = txn.event"
        f"   AND posting.id >= txn.id * {LINES_MAX} AND posting.id < (txn.id + 1) * {LINES_MAX}"
        "   GROUP BY txn.id, 2)"
        " AS part CROSS JOIN account ON account.id = part.account"
        " CROSS JOIN plan_route ON plan_route.id = part.route"
        " WHERE substr(account.code, 1, instr(account.code, ':') - 1) IN ('payee', 'partner', 'creator')"
        " GROUP BY 1, 2, 3",
        (int(TransactionKind.ROUTE), day_number(period.first), day_number(period.last)),
    )
    return {
        (payee, route, currency): (got, whole, count) for payee, route, currency, got, whole, count in rows
    }


def _after_payout(sql: sqlite3.Connection, period: Period, now: int) -> Check:
    return Check(
        "after_payout",
        "Refunds after payout",
        "nothing is paid out by this program yet",
        applies=False,
    )


def _below_zero(sql: sqlite3.Connection, period: Period, now: int) -> Check:
    """Payees that owe the platform: refunds took more than they had."""
    rows = []
    for code, currency in sql.execute(
        "SELECT code, currency FROM d_balance JOIN account ON account.id = d_balance.account"
        " WHERE type = 2 AND -own - held < 0 AND substr(code, 1, instr(code || ':', ':') - 1)"
        " IN ('payee', 'partner', 'creator') ORDER BY code, currency"
    ):
        text = currency_by_numeric(currency).code
        rows.append(Row(f"{code} stands below zero in {text}.", {"account": code, "currency": text}))
    return _made("below_zero", "Payees below zero", "balances as they stand", rows)


def _duplicates(sql: sqlite3.Connection, period: Period, now: int) -> Check:
    """Events of one payer, amount and product within minutes, under different ids."""
    rows = []
    for first, second, amount, currency in sql.execute(
        "SELECT before_id, external_id, amount, currency FROM"
        " (SELECT external_id, amount, currency, occurred_at, state,"
        "   LAG(external_id) OVER alike AS before_id, LAG(occurred_at) OVER alike AS before_at"
        "   FROM event JOIN d_event_state ON d_event_state.event = event.id"
        f"   WHERE payer IS NOT NULL AND kind IN (1, 2, 5) AND state <> {int(EventState.UNDONE)}"
        "   AND occurred_at >= ? AND occurred_at < ?"
        "   WINDOW alike AS (PARTITION BY source, payer, amount, currency, product"
        "   ORDER BY occurred_at, event.id))"
        " WHERE before_at IS NOT NULL AND occurred_at - before_at <= ? ORDER BY occurred_at",
        (period.start, period.end, _MINUTES * 60_000_000),
    ):
        code = currency_by_numeric(currency).code
        rows.append(
            Row(
                f"{first} and {second} are of the same payer, amount and product within {_MINUTES} minutes.",
                {"events": f"{first} {second}", "currency": code, "minor_units": str(amount)},
            )
        )
    return _made(
        "duplicates", "Events that look like duplicates", f"events with a payer, {period.words}", rows
    )


def _no_rates(sql: sqlite3.Connection, period: Period, now: int) -> Check:
    """Currencies of events that the plan in force has no amounts for, so that nothing can be routed."""
    title = "Currencies without rates"
    plan = _plan_in_force(sql, period)
    if plan is None:
        return Check("no_rates", title, "there is no plan in force", applies=False)
    rows = []
    for currency, count in sql.execute(
        "SELECT currency, COUNT(*) FROM event JOIN d_event_state ON d_event_state.event = event.id"
        f" WHERE state <> {int(EventState.UNDONE)} AND occurred_at >= ? AND occurred_at < ? GROUP BY 1",
        (period.start, period.end),
    ):
        code = currency_by_numeric(currency).code
        if code not in plan.currencies:
            rows.append(
                Row(
                    f"{count:,} events are in {code}, which the plan does not name.",
                    {"currency": code, "events": str(count)},
                )
            )
    return _made("no_rates", title, f"currencies of events, {period.words}", rows)


_CHECKS: Final[tuple[Callable[[sqlite3.Connection, Period, int], Check], ...]] = (
    _suspense,
    _caps,
    _drift,
    _after_payout,
    _below_zero,
    _duplicates,
    _no_rates,
)
