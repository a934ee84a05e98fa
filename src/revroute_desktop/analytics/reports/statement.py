"""The statement of an account: its own balance and what is held for it, line by line, from the postings."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import Final

from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.periods import day_number, day_of
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.ledger.queries import Balance, balances, sign_of
from revroute_desktop.money import currency
from revroute_desktop.routing.engine.versions import NEGATIVE_ROUTE, named_step
from revroute_desktop.workspace.ledger_days import sums_of_account


class Why(StrEnum):
    """What a line of a statement is, in the order in which a statement sums them up."""

    EARNED = "earned"
    RELEASED = "released"
    WON_BACK = "won back"
    TAKEN_BACK = "taken back"
    HELD = "held"
    CORRECTED = "corrected"
    BY_HAND = "by hand"


_WHY: Final = {
    TransactionKind.ROUTE: Why.EARNED,
    TransactionKind.REVERSAL: Why.TAKEN_BACK,
    TransactionKind.GIVE_BACK: Why.WON_BACK,
    TransactionKind.NEGATIVE: Why.TAKEN_BACK,
    TransactionKind.RELEASE: Why.RELEASED,
    TransactionKind.JOURNAL: Why.BY_HAND,
    TransactionKind.OPENING: Why.BY_HAND,
    TransactionKind.ADVANCE: Why.BY_HAND,
    TransactionKind.REVERSED: Why.BY_HAND,
    TransactionKind.RESTATED_OLD: Why.CORRECTED,
    TransactionKind.RESTATED_NEW: Why.CORRECTED,
    TransactionKind.UNDO: Why.CORRECTED,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One posting; `amount` and the `balance` after it are minor units, in the account's favour.

    `event` is the external id of what caused it, `reverses` that of the event which it takes back from,
    `rule` is the route and step of the `plan` (number of the version). `of` is the whole amount of the event,
    None where it has none in this currency.
    """

    day: date
    kind: TransactionKind
    why: Why
    event: str | None
    reverses: str | None
    rule: str
    plan: int | None
    memo: str
    of: int | None
    amount: int
    balance: int


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of one account, from the balance before to the balance after."""

    opening: int
    lines: tuple[Line, ...]

    @property
    def closing(self) -> int:
        """The balance after."""
        return self.lines[-1].balance if self.lines else self.opening


@dataclass(frozen=True, slots=True)
class Sum:
    """Lines of one kind and rule, summed up."""

    why: Why
    kind: TransactionKind
    rule: str
    plan: int | None
    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class Due:
    """Holds that are open now and due in one month: its first day, how many, and what is left of them."""

    month: date
    holds: int
    amount: int


@dataclass(frozen=True, slots=True)
class Statement:
    """An account in one currency: `own` is its balance, `held` what lies in reserves in its favour."""

    account: str
    currency: str
    period: Period
    own: Part
    held: Part
    due: tuple[Due, ...]
    """What is held now, by the month in which it is due; together it is what the ledger says is held."""


def statements(sql: sqlite3.Connection, account: str, period: Period) -> tuple[Statement, ...]:
    """Return the statement of an account in each of its currencies; raises UserError where nothing was ever
    booked for it.
    """
    known = [one for one in balances(sql, account) if one.account == account]
    if not known:
        raise UserError(
            f"Nothing was ever booked for {account[:80]!r}; `revroute balances` lists the accounts."
        )
    return tuple(
        Statement(
            account,
            one.currency,
            period,
            _own(sql, one, period),
            _held(sql, one, period),
            _due(sql, one),
        )
        for one in known
    )


def sums(part: Part) -> tuple[Sum, ...]:
    """Return the lines of a part summed up by kind and rule, in the order of `Why`."""
    found: dict[tuple[Why, TransactionKind, str, int | None], tuple[int, int]] = {}
    for line in part.lines:
        key = (line.why, line.kind, line.rule, line.plan)
        count, amount = found.get(key, (0, 0))
        found[key] = (count + 1, amount + line.amount)
    order = list(Why)
    keys = sorted(found, key=lambda key: (order.index(key[0]), key[1], key[2], key[3] or 0))
    return tuple(Sum(*key, *found[key]) for key in keys)


_Posted = tuple[int, int, int, str | None, str | None, str | None, str | None, int | None, str, int | None]

_COLUMNS: Final = (
    "posting.amount, txn.booked_day, txn.kind, event.external_id, event.original, plan_route.code,"
    " plan_step.code, plan_route.version, COALESCE(memo, ''),"
    " IIF(event.currency = posting.currency, event.amount, NULL)"
)
_JOINS: Final = (
    f" JOIN txn ON txn.id = posting.id / {LINES_MAX}"
    " LEFT JOIN event ON event.id = txn.event"
    " LEFT JOIN txn_memo ON txn_memo.txn = txn.id"
    " LEFT JOIN plan_step ON plan_step.id = {step}"
    " LEFT JOIN plan_route ON plan_route.id = plan_step.route"
)


def _own(sql: sqlite3.Connection, known: Balance, period: Period) -> Part:
    """Return the account's own postings. The step of one that takes back is that of what it takes back."""
    first, last = day_number(period.first), day_number(period.last)
    (account,) = sql.execute("SELECT id FROM account WHERE code = ?", (known.account,)).fetchone()
    numeric = currency(known.currency).numeric
    debit, credit, _ = sums_of_account(sql, account, numeric, after=first)
    step = (
        "COALESCE(posting.step, (SELECT was.step FROM posting_against JOIN posting was"
        " ON was.id = posting_against.original WHERE posting_against.posting = posting.id))"
    )
    rows = sql.execute(
        f"SELECT {_COLUMNS} FROM posting{_JOINS.format(step=step)}"
        " WHERE posting.account = ? AND posting.currency = ? AND txn.booked_day BETWEEN ? AND ?"
        " ORDER BY posting.id",
        (account, numeric, first, last),
    )
    sign = sign_of(known.type)
    return _part(sign * (debit - credit), sign, rows)


def _held(sql: sqlite3.Connection, known: Balance, period: Period) -> Part:
    """Return what was put into reserves in the account's favour, and drawn from there."""
    (account,) = sql.execute("SELECT id FROM account WHERE code = ?", (known.account,)).fetchone()
    numeric = currency(known.currency).numeric
    # Who draws on a hold books on the hold's own account, against it.
    moved = (
        "WITH mine AS (SELECT hold.posting AS id, posting.account AS account FROM hold"
        "  JOIN posting ON posting.id = hold.posting"
        "  WHERE hold.beneficiary = ?1 AND posting.currency = ?2),"
        " moved AS (SELECT id, id AS placed FROM mine"
        "  UNION ALL SELECT draw.posting, mine.id FROM mine"
        "  JOIN posting_against draw ON draw.original = mine.id"
        "  JOIN posting drawn ON drawn.id = draw.posting AND drawn.account = mine.account)"
    )
    first, last = day_number(period.first), day_number(period.last)
    (before,) = sql.execute(
        f"{moved} SELECT COALESCE(SUM(posting.amount), 0) FROM moved"
        f" JOIN posting ON posting.id = moved.id JOIN txn ON txn.id = posting.id / {LINES_MAX}"
        " WHERE booked_day < ?3",
        (account, numeric, first),
    ).fetchone()
    step = "(SELECT was.step FROM posting was WHERE was.id = moved.placed)"
    rows = sql.execute(
        f"{moved} SELECT {_COLUMNS} FROM moved JOIN posting ON posting.id = moved.id"
        f"{_JOINS.format(step=step)} WHERE txn.booked_day BETWEEN ?3 AND ?4 ORDER BY posting.id",
        (account, numeric, first, last),
    )
    sign = sign_of(known.type)
    return _part(sign * before, sign, rows, held=True)


def _due(sql: sqlite3.Connection, known: Balance) -> tuple[Due, ...]:
    found: dict[date, Due] = {}
    for day, amount in sql.execute(
        "SELECT due_day, d_hold_open.amount FROM hold JOIN account ON account.id = hold.beneficiary"
        " JOIN d_hold_open ON d_hold_open.posting = hold.posting"
        " JOIN posting ON posting.id = hold.posting"
        " WHERE account.code = ? AND posting.currency = ? ORDER BY due_day",
        (known.account, currency(known.currency).numeric),
    ):
        month = day_of(day).replace(day=1)
        before = found.get(month, Due(month, 0, 0))
        found[month] = Due(month, before.holds + 1, before.amount + amount)
    return tuple(found.values())


def _part(opening: int, sign: int, rows: Iterable[_Posted], *, held: bool = False) -> Part:
    found = list(rows)
    running = accumulate((sign * row[0] for row in found), initial=opening)
    next(running)
    return Part(opening, tuple(_lines(found, sign, running, held)))


def _lines(rows: Iterable[_Posted], sign: int, running: Iterator[int], held: bool) -> Iterator[Line]:
    for row, balance in zip(rows, running, strict=True):
        amount, day, number, event, original, route, step, plan, memo, of = row
        kind = TransactionKind(number)
        why = Why.HELD if held and kind is TransactionKind.ROUTE else _WHY[kind]
        taking = kind in (TransactionKind.REVERSAL, TransactionKind.GIVE_BACK)
        yield Line(
            day=day_of(day),
            kind=kind,
            why=why,
            event=event,
            reverses=original if taking else None,
            rule=_rule(route, step),
            plan=plan,
            memo=memo,
            of=of,
            amount=sign * amount,
            balance=balance,
        )


def _rule(route: str | None, step: str | None) -> str:
    route = "negative amounts" if route == NEGATIVE_ROUTE else route
    name = named_step(step)
    # Many steps are named after their route.
    if route and name and name.startswith(route):
        return name
    return " / ".join(part for part in (route, name) if part)
