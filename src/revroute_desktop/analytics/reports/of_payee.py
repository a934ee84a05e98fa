"""A payee's statement as a document: what came in and by which rule, held, released, taken back."""

import sqlite3
from collections.abc import Mapping
from typing import Final

from revroute_desktop.analytics.reports.issue import Issue
from revroute_desktop.analytics.reports.statement import Line, Part, Statement, Why, statements, sums
from revroute_desktop.analytics.reports.words import (
    NOTHING,
    amount,
    counted,
    day_words,
    listed,
    money_cell,
    period_words,
    short_day,
)
from revroute_desktop.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Row,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
    Tone,
)
from revroute_desktop.routing.plans.versions import plan_versions

LINES: Final = 500
"""Newest lines of each table that stand on the page where nothing is said; the others stand as one sum."""

_TITLES: Final = {
    Why.EARNED: "Earned",
    Why.RELEASED: "Released from what was held",
    Why.WON_BACK: "Given back after a won dispute",
    Why.TAKEN_BACK: "Taken back by refunds and chargebacks",
    Why.HELD: "Held back",
    Why.CORRECTED: "Corrected (restated or undone)",
    Why.BY_HAND: "Booked by hand",
}
_SHORT: Final = {Why.EARNED: "Earned", Why.RELEASED: "Released", Why.HELD: "Held back"}
_NO_PAYOUTS: Final = "Nothing is paid out by this program yet, so no payout stands here."


def payee_report(sql: sqlite3.Connection, account: str, issue: Issue, *, most: int = LINES) -> Document:
    """Return the statement of an account, with at most so many lines of each kind and currency.

    Raises UserError where nothing was booked for the account.
    """
    period = issue.period
    found = statements(sql, account, period)
    used = {line.plan for one in found for part in (one.own, one.held) for line in part.lines if line.plan}
    numbers = {plan: f"v{plan}" for plan in used}
    sections = [section for one in found for section in _of_currency(one, numbers, most)]
    rows = tuple(
        (f"v{version.id}", version.name, day_words(version.effective), Cell(version.hash, mono=True))
        for version in plan_versions(sql)
        if version.id in used
    )
    if rows:
        heads = (Column("Version"), Column("Plan"), Column("In force from"), Column("Hash", wide=True))
        sections.append(
            Section(
                "Rules",
                (
                    Text(
                        "A rule is the route and the step of a published plan. Its text is named by its hash."
                    ),
                    Table(heads, rows),
                ),
            )
        )
    facts = (
        ("Account", account),
        ("Period", f"{period_words(period)}, booked days of {period.zone}"),
        ("Currencies", listed([one.currency for one in found])),
        ("Paid out", _NO_PAYOUTS),
    )
    return issue.document(f"Statement of {account}", facts, sections)


def _of_currency(one: Statement, plans: Mapping[int, str], most: int) -> list[Section]:
    code, own, held = one.currency, one.own, one.held
    blocks: list[Block] = [
        Tiles(
            (
                Tile(
                    "Opening balance", amount(code, own.opening), note=f"before {day_words(one.period.first)}"
                ),
                Tile("Moved", amount(code, own.closing - own.opening, signed=True), note=_lines_words(own)),
                Tile(
                    "Closing balance", amount(code, own.closing), note=f"end of {day_words(one.period.last)}"
                ),
                Tile("Held before", amount(code, held.opening), note="in reserves, beside the balance"),
                Tile(
                    "Held moved",
                    amount(code, held.closing - held.opening, signed=True),
                    note=_lines_words(held),
                ),
                Tile("Held at the end", amount(code, held.closing), note="released when due"),
            )
        ),
        Heading("How the balance came about", code),
        _summed(own, code, plans, paid=True),
    ]
    if held.lines or held.opening:
        blocks += [Heading("What is held, beside the balance", code), _summed(held, code, plans)]
    if one.due:
        blocks += [Heading("What is held now, by when it is due", code), _due(one)]
    sections = [Section(f"{code}: summary", tuple(blocks))]
    if own.lines:
        sections.append(Section(f"{code}: line by line", tuple(_lines(own, code, plans, most))))
    if held.lines:
        sections.append(Section(f"{code}: held, line by line", tuple(_lines(held, code, plans, most))))
    return sections


def _due(one: Statement) -> Table:
    code = one.currency
    columns = (
        Column("Month", wide=True),
        Column("Holds", right=True),
        Column(f"Amount, {code}", right=True, strong=True),
    )
    rows: tuple[Row, ...] = tuple(
        (f"{each.month:%B %Y}", f"{each.holds:,}", money_cell(code, each.amount)) for each in one.due
    )
    holds, together = sum(each.holds for each in one.due), sum(each.amount for each in one.due)
    total: Row = ("Together", f"{holds:,}", money_cell(code, together))
    caption = "As the books stand when this is made. What is due is released into the balance."
    return Table(columns, rows, (total,), caption=caption)


def _lines_words(part: Part) -> str:
    return counted(len(part.lines), "line") if part.lines else "no lines"


def _summed(part: Part, code: str, plans: Mapping[int, str], *, paid: bool = False) -> Table:
    columns = (
        Column("What"),
        Column("Rule", wide=True),
        Column("Plan"),
        Column("Lines", right=True),
        Column(f"Amount, {code}", right=True, strong=True),
    )
    found = sums(part)
    rows: list[Row] = []
    for why in Why:
        chosen = [one for one in found if one.why is why]
        for number, one in enumerate(chosen):
            title = _TITLES[why] if number == 0 else ""
            rule = one.rule or one.kind.words
            plan = plans.get(one.plan or 0, NOTHING)
            rows.append((title, rule, plan, f"{one.lines:,}", money_cell(code, one.amount)))
    if paid:
        rows.append(
            ("Paid out", Cell("nothing is paid out yet", Tone.QUIET), NOTHING, "0", money_cell(code, 0))
        )
    before: Row = ("Opening", "", "", "", money_cell(code, part.opening))
    after: Row = ("Closing", "", "", f"{len(part.lines):,}", money_cell(code, part.closing))
    return Table(columns, tuple(rows), (after,), (before,))


def _lines(part: Part, code: str, plans: Mapping[int, str], most: int) -> list[Block]:
    kept = part.lines[-most:]
    left = part.lines[: len(part.lines) - len(kept)]
    columns = (
        Column("Day"),
        Column("What"),
        Column("Event"),
        Column("Rule", wide=True),
        Column("Plan"),
        Column("Of", right=True),
        Column("Amount", right=True, strong=True),
        Column("Balance", right=True),
    )
    openings: list[Row] = [("", "Opening", "", "", "", "", "", amount(code, part.opening))]
    if left:
        openings.append(
            (
                "",
                "Before these",
                f"{len(left):,} lines",
                "",
                "",
                "",
                amount(code, sum(line.amount for line in left)),
                amount(code, left[-1].balance),
            )
        )
    rows = tuple(_line(line, code, plans) for line in kept)
    total: Row = (
        "",
        "Closing",
        f"{len(part.lines):,} lines",
        "",
        "",
        "",
        amount(code, part.closing - part.opening),
        amount(code, part.closing),
    )
    blocks: list[Block] = [
        Text(
            f"Amounts are in {code}. \u201cOf\u201d is the whole amount of the event, of which this is the "
            "account's part; \u201c\u2190\u201d names the event that was taken back from.",
            Tone.QUIET,
        )
    ]
    if left:
        blocks.append(
            Text(
                f"The newest {len(kept):,} of {len(part.lines):,} lines stand here, the others as one sum. "
                "`--lines` takes more.",
                Tone.LOOK,
            )
        )
    return [*blocks, Table(columns, rows, (total,), tuple(openings))]


def _line(line: Line, code: str, plans: Mapping[int, str]) -> Row:
    event = line.event or line.memo or NOTHING
    if line.reverses:
        event = f"{event} \u2190 {line.reverses}"
    return (
        f"{short_day(line.day)} {line.day.year}",
        _SHORT.get(line.why) or line.kind.words.capitalize(),
        Cell(event, mono=line.event is not None),
        line.rule or NOTHING,
        plans.get(line.plan or 0, NOTHING),
        Cell(NOTHING if line.of is None else amount(code, line.of), Tone.QUIET),
        money_cell(code, line.amount),
        amount(code, line.balance),
    )
