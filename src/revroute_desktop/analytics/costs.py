"""What campaigns cost, as it is told by a CSV: day, campaign, amount, currency and, where known, clicks.

A day's cost of a campaign in a currency is one figure: a file that tells it again replaces it, never adds to
it. Rows of one file that tell the same one are refused, since nobody could say which of them is meant.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from revroute_desktop.analytics.told_rows import Refused, ToldRow, file_digest, told_rows
from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_number, day_of
from revroute_desktop.money import currency, parse_amount
from revroute_desktop.workspace import Workspace

COLUMNS: Final = ("day", "campaign", "amount", "currency")
LONGEST: Final = 300
"""Characters of a campaign's name, as traffic keeps them."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a campaign cost on a day (of the books' zone): minor units of a currency (its ISO 4217 number),
    and its clicks where they are known.
    """

    day: date
    campaign: str
    currency: int
    amount: int
    clicks: int | None = None


@dataclass(frozen=True, slots=True)
class ToldCosts:
    """What a file tells, and what of it is new, changed and as it was; `digest` is the file's SHA-256."""

    name: str
    digest: str
    costs: tuple[Cost, ...]
    refused: tuple[Refused, ...]
    new: int
    changed: int
    same: int


def read_costs(sql: sqlite3.Connection, path: Path) -> ToldCosts:
    """Return what a file of costs would change; nothing is written.

    Raises UserError for a file that can't be read or lacks a column.
    """
    found: defaultdict[tuple[date, str, int], list[tuple[int, Cost]]] = defaultdict(list)
    refused: list[Refused] = []
    for row in told_rows(path, COLUMNS, ("clicks",)):
        if isinstance(row, Refused):
            refused.append(row)
            continue
        try:
            cost = _cost(row)
        except UserError as error:
            refused.append(Refused(row.line, str(error)))
            continue
        found[cost.day, cost.campaign, cost.currency].append((row.line, cost))
    costs = []
    for told in found.values():
        if len(told) == 1:
            costs.append(told[0][1])
            continue
        lines = ", ".join(str(line) for line, _ in told)
        refused += [
            Refused(line, f"Lines {lines} tell the cost of one campaign, day and currency; add them up.")
            for line, _ in told
        ]
    known = {(one.day, one.campaign, one.currency): one for one in kept_costs(sql)}
    state = Counter(
        "new" if before is None else "same" if before == cost else "changed"
        for cost in costs
        for before in [known.get((cost.day, cost.campaign, cost.currency))]
    )
    ordered = tuple(sorted(costs, key=lambda one: (one.day, one.campaign, one.currency)))
    refused.sort(key=lambda one: one.line)
    return ToldCosts(
        path.name, file_digest(path), ordered, tuple(refused), state["new"], state["changed"], state["same"]
    )


def import_costs(workspace: Workspace, path: Path, *, actor: str) -> ToldCosts:
    """Keep what a file tells of costs, in place of what was told before, with an entry in the log; no entry
    where nothing changes.

    Raises UserError for a file that can't be read, and where a row is refused: then nothing is kept.
    """
    with workspace.read() as session:
        told = read_costs(session.sql, path)
    if told.refused:
        first = told.refused[0]
        raise UserError(
            f"Line {first.line} of {told.name}: {first.reason} Nothing was kept; "
            f"{len(told.refused)} of its rows can't be used."
        )
    if not told.new and not told.changed:
        return told
    with workspace.write(actor, "costs.import", told.name) as unit:
        unit.sql.executemany(
            "INSERT INTO desk_campaign_cost (day, campaign, currency, amount, clicks) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (day, campaign, currency) DO UPDATE SET amount = excluded.amount,"
            " clicks = excluded.clicks",
            [(day_number(one.day), one.campaign, one.currency, one.amount, one.clicks) for one in told.costs],
        )
        counts: dict[str, JsonValue] = {"new": told.new, "changed": told.changed, "same": told.same}
        unit.record({"file": told.name, "sha256": told.digest, **counts})
    return told


def remove_costs(
    workspace: Workspace, campaign: str, first: date | None, last: date | None, *, actor: str
) -> tuple[Cost, ...]:
    """Forget what a campaign cost on the days from `first` to `last`, both included, with an entry in the
    log, and return it. Raises UserError where nothing was given.
    """
    with workspace.read() as session:
        found = tuple(one for one in kept_costs(session.sql, first, last) if one.campaign == campaign)
    if not found:
        raise UserError(
            f"No cost of campaign {campaign[:60]!r} was given of these days; `revroute metrics costs list` "
            "shows those that were."
        )
    with workspace.write(actor, "costs.remove", campaign) as unit:
        unit.sql.executemany(
            "DELETE FROM desk_campaign_cost WHERE day = ? AND campaign = ? AND currency = ?",
            [(day_number(one.day), one.campaign, one.currency) for one in found],
        )
        days = {"first": found[0].day.isoformat(), "last": found[-1].day.isoformat()}
        unit.record({"removed": len(found), **days})
    return found


def kept_costs(
    sql: sqlite3.Connection, first: date | None = None, last: date | None = None
) -> tuple[Cost, ...]:
    """Return the costs that are kept of days from `first` to `last`, both included, by day and campaign."""
    rows = sql.execute(
        "SELECT day, campaign, currency, amount, clicks FROM desk_campaign_cost"
        " WHERE (?1 IS NULL OR day >= ?1) AND (?2 IS NULL OR day <= ?2) ORDER BY day, campaign, currency",
        (None if first is None else day_number(first), None if last is None else day_number(last)),
    )
    return tuple(Cost(day_of(row[0]), *row[1:]) for row in rows)


def sums_by_currency(costs: Sequence[Cost]) -> dict[int, int]:
    """Return the sum of costs in each currency."""
    sums: Counter[int] = Counter()
    for one in costs:
        sums[one.currency] += one.amount
    return dict(sums)


def _cost(row: ToldRow) -> Cost:
    texts = row.texts
    try:
        day = date.fromisoformat(texts["day"])
    except ValueError:
        raise UserError(f"{texts['day'][:40]!r} is not a day; write it as 2026-03-31.") from None
    campaign = texts["campaign"]
    if not campaign or len(campaign) > LONGEST:
        raise UserError(f"A campaign has a name of 1 to {LONGEST} characters.")
    money = currency(texts["currency"])
    amount = parse_amount(texts["amount"], money)
    if amount < 0:
        raise UserError(f"A cost is not negative, but {texts['amount'][:40]} is.")
    clicks = texts["clicks"]
    if clicks and not (clicks.isascii() and clicks.isdecimal() and len(clicks) < 16):
        raise UserError(f"{clicks[:40]!r} is no number of clicks.")
    return Cost(day, campaign, money.numeric, amount, int(clicks) if clicks else None)
