"""The statement of a payee: what came in and by which rule, what is held, was released and was taken back."""

import sqlite3
from fractions import Fraction
from typing import Final

from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.words import said
from revroute_desktop.analytics.reports.page import Seal, heading, page, paragraph, seal_section, table
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.ledger.queries import balances, statement
from revroute_desktop.money import currency
from revroute_desktop.routing.engine.versions import named_step

_LINES: Final = 500
"""Newest lines of a statement that stand on the page, for each currency."""


def payee_report(sql: sqlite3.Connection, account: str, period: Period, now: int, seal: Seal) -> str:
    """Return the statement of an account as one HTML page; raises UserError where nothing was booked."""
    rows = [one for one in balances(sql, account) if one.account == account]
    if not rows:
        raise UserError(
            f"Nothing was ever booked for {account[:80]!r}; `revroute balances` lists the accounts."
        )
    parts: list[str] = []
    for one in rows:
        parts += _currency(sql, account, one.currency, one.held, period)
    parts.append(paragraph("This program pays nothing out yet, so that no payouts stand here.", quiet=True))
    about = f"{period.words}, in booked days of {period.zone}."
    if period.end > now:
        about += " The period is not over yet."
    return page(f"Statement of {account}", about, [*parts, *seal_section(seal)])


def _currency(sql: sqlite3.Connection, account: str, code: str, held: int, period: Period) -> list[str]:
    known = statement(sql, account, code, first=period.first, last=period.last)
    totals = [
        ("Balance before", "", "", _money(code, known.opening)),
        *_by_rule(sql, account, code, period),
        ("Balance after", "", "", _money(code, known.closing)),
        ("Held in its favour now, beside the balance", "", "", _money(code, held)),
    ]
    lines = [
        (
            line.day,
            line.kind.words,
            line.event or line.memo,
            _money(code, line.amount),
            _money(code, line.balance),
        )
        for line in known.lines[-_LINES:]
    ]
    parts = [heading(code), table(("What", "Rule", "Lines>", "Amount>"), totals)]
    if len(known.lines) > _LINES:
        parts.append(paragraph(f"The last {_LINES} of {len(known.lines):,} lines.", quiet=True))
    return [*parts, table(("Day", "What", "Event", "Amount>", "Balance>"), lines)] if lines else parts


def _by_rule(
    sql: sqlite3.Connection, account: str, code: str, period: Period
) -> list[tuple[str, str, str, str]]:
    rows = sql.execute(
        "SELECT txn.kind, plan_route.code, plan_step.code, COUNT(*),"
        " SUM(IIF(account.type IN (2, 3, 5), -amount, amount)) FROM account"
        " JOIN posting ON posting.account = account.id"
        f" JOIN txn ON txn.id = posting.id / {LINES_MAX}"
        " LEFT JOIN plan_step ON plan_step.id = posting.step"
        " LEFT JOIN plan_route ON plan_route.id = plan_step.route"
        " WHERE account.code = ? AND posting.currency = ? AND booked_day BETWEEN ? AND ?"
        " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        (account, currency(code).numeric, day_number(period.first), day_number(period.last)),
    )
    return [
        (
            TransactionKind(kind).words.capitalize(),
            " / ".join(part for part in (route, named_step(step)) if part),
            f"{count:,}",
            _money(code, amount),
        )
        for kind, route, step, count, amount in rows
    ]


def _money(code: str, minor: int) -> str:
    return said(metric_named("received"), code, Fraction(minor))
