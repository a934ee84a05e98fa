"""The columns of the routing tables, and how a row of the books becomes cells."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QLocale

from revroute_desktop.console.books.books import code_of
from revroute_desktop.console.format import Writer, date_words, grouped
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import EMPTY, NOT_APPLICABLE, Cell, Column, Form, Holds, Row, Tone
from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.routing.event_fields import EventState
from revroute_desktop.routing.event_pages import EventRow
from revroute_desktop.routing.imports.pages import ImportRow
from revroute_desktop.routing.imports.quarantine_pages import QuarantineRow
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.routing.plans.pages import PlanRow

STATES: dict[int, Cell] = {
    EventState.WAITING: Cell(later("Waiting"), Form.CHIP, Tone.WARNING),
    EventState.ROUTED: Cell(later("Routed"), Form.DOT, Tone.POSITIVE),
    EventState.QUARANTINED: Cell(later("Quarantined"), Form.CHIP, Tone.NEGATIVE),
    EventState.REVERSED: Cell(later("Reversed"), Form.CHIP, Tone.NEGATIVE),
    EventState.RESTATED: Cell(later("Restated"), Form.CHIP, Tone.INFO),
    EventState.UNDONE: Cell(later("Undone"), Form.CHIP, Tone.SECOND),
}


def event_columns(currency: str) -> tuple[Column, ...]:
    """Return the columns of the events table; the code stands in the head where all rows share it."""
    amount = Column(
        f"{later('Amount')}, {currency}" if currency else later("Amount"),
        "−12,345.60" if currency else "−12,345.60 EUR",
        "amount",
        right=True,
        holds=Holds.MONEY,
    )
    return (
        Column(later("Occurred"), later("28 May 2026, 14:43:42"), "occurred", grow=0, holds=Holds.TIME),
        Column(later("State"), "Quarantined", "state", grow=1, mark=True),
        Column(later("External id"), "ch_3Qm7TzKcd", "external", mono=True, grow=2),
        Column(later("Source"), "shop-orders", "source", yields=8),
        Column(later("Kind"), "subscription", "kind", yields=6, grow=2),
        Column(later("Payee"), "crystal-dream", yields=2, grow=3),
        Column(later("Country"), "DE", "country", yields=7),
        amount,
        Column(later("Currency"), "EUR", grow=0, off=True, coded=True),
        Column(later("Fees"), "−123.45", right=True, yields=4, holds=Holds.MONEY),
        Column(later("Treasury"), "−1,234.56", right=True, yields=3, holds=Holds.MONEY),
        Column(later("Held"), "−123.45", right=True, yields=5, holds=Holds.MONEY),
        Column(later("Other"), "−123.45", right=True, yields=9, holds=Holds.MONEY),
        Column(later("To payee"), "−1,234.56", right=True, medium=True, holds=Holds.MONEY),
    )


def event_cells(row: EventRow, writer: Writer, *, coded: bool) -> Row:
    """Return the cells of one event; `coded` puts the currency beside the amount."""
    code = code_of(row.currency)
    amount = writer.coded(row.amount, code) if coded else writer.money(row.amount, code)
    gave = row.gave
    if gave is None:
        parts = [NOT_APPLICABLE] * 5
    else:
        sums = (gave.fees, gave.treasury, gave.held, gave.other, gave.to_payees)
        parts = [_part(value, code, writer, loud=at == 4) for at, value in enumerate(sums)]
    payee = NOT_APPLICABLE
    if gave is not None and gave.payee is not None:
        more = f"+{gave.payees - 1}" if gave.payees > 1 else ""
        payee = Cell(gave.payee, full=gave.payee, note=more)
    return (
        Cell(writer.moment(row.occurred_at), tone=Tone.SECOND, raw=writer.stamp(row.occurred_at)),
        STATES[row.state].said()._replace(full=row.reason or "", raw=STATES[row.state].text),
        Cell(row.external_id, Form.MONO, full=row.external_id),
        Cell(row.source, tone=Tone.SECOND),
        Cell(Kind(row.kind).word),
        payee,
        Cell(row.country, tone=Tone.SECOND) if row.country else NOT_APPLICABLE,
        Cell(
            amount,
            tone=Tone.NEGATIVE if row.amount < 0 else Tone.NORMAL,
            raw=writer.plain(row.amount, code),
        ),
        Cell(code, tone=Tone.SECOND),
        *parts,
    )


def _part(value: int, code: str, writer: Writer, *, loud: bool) -> Cell:
    if value == 0:
        tone = Tone.FAINT
    else:
        tone = Tone.SECOND if not loud else Tone.NORMAL if value > 0 else Tone.NEGATIVE
    form = Form.MEDIUM if loud else Form.PLAIN
    return Cell(writer.money(value, code), form, tone, raw=writer.plain(value, code))


QUARANTINE_COLUMNS = (
    Column(later("File"), "stripe-2026-11-03.csv", grow=1),
    Column(later("Line"), "541,909", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Reason"), "conflict-attributes", grow=0, mark=True),
    Column(later("What is wrong"), "The amount has 3 decimals, but USD has 2; say how it is rounded", grow=5),
    Column(later("Row as it came"), "ch_3Qm7TzKcd9,subscription,49.00", grow=3, yields=2),
)


def quarantine_cells(row: QuarantineRow, writer: Writer) -> Row:
    """Return the cells of one thing in quarantine."""
    raw = row.raw.replace("\n", " ") if row.raw is not None else None
    tone = Tone.WARNING if row.reason.startswith("conflict") else Tone.NEGATIVE
    return (
        Cell(row.file_name, full=row.file_name),
        Cell(writer.count(row.line), tone=Tone.SECOND, raw=str(row.line)),
        Cell(row.reason, Form.CHIP, tone),
        Cell(sentence(row.detail), full=sentence(row.detail)),
        Cell(raw, tone=Tone.SECOND, full=row.raw or "")
        if raw is not None
        else Cell(tr("erased"), tone=Tone.FAINT),
    )


def sentence(text: str) -> str:
    """Return a reason with a capital at its beginning, unless it begins with a name such as attr.creator."""
    first = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if first.isalpha() else text


IMPORT_COLUMNS = (
    Column(later("File"), "uci_online_retail.csv.xz", medium=True, grow=3),
    Column(later("State"), "Unfinished", grow=0, mark=True),
    Column(later("Profile"), "uci-online-retail", grow=1),
    Column(later("Started"), later("28 May 2026, 14:43"), grow=1, holds=Holds.TIME),
    Column(later("By"), "desk-1", grow=1, yields=2),
    Column(later("Rows"), "541,909", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Events"), "541,909", right=True, medium=True, grow=0, holds=Holds.COUNT),
    Column(later("Still refused"), "12,345", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Size"), "1,024.0 MiB", right=True, grow=0, yields=3, holds=Holds.COUNT),
    Column(later("Entry"), "48,213", right=True, grow=0, yields=1, holds=Holds.COUNT),
)


def import_cells(row: ImportRow, writer: Writer, now: int) -> Row:
    """Return the cells of one import."""
    state = Cell(tr("Complete"), Form.DOT, Tone.POSITIVE)
    if row.undone is not None:
        state = Cell(tr("Undone"), Form.CHIP, Tone.SECOND, full=row.undone)
    elif not row.complete:
        state = Cell(tr("Unfinished"), Form.CHIP, Tone.WARNING)
    return (
        Cell(row.file_name, full=row.file_name),
        state,
        Cell(row.profile, tone=Tone.SECOND),
        Cell(writer.short_moment(row.at, now), tone=Tone.SECOND, raw=writer.stamp(row.at)),
        Cell(row.actor, tone=Tone.SECOND),
        Cell(writer.count(row.rows_read), tone=Tone.SECOND, raw=str(row.rows_read)),
        Cell(writer.count(row.events), raw=str(row.events)),
        Cell(
            writer.count(row.refused),
            tone=Tone.NORMAL if row.refused else Tone.FAINT,
            raw=str(row.refused),
        ),
        Cell(size_text(row.size), tone=Tone.SECOND, raw=str(row.size)),
        Cell(writer.count(row.entry), tone=Tone.SECOND, raw=str(row.entry)),
    )


def size_text(size: int) -> str:
    """Write a number of bytes: 12.4 MiB."""
    if size < 1024:
        return f"{size} B"
    tenths, unit = (size * 10 + 512) // 1024, "KiB"
    if tenths >= 10_240:
        tenths, unit = (size * 10 + 524_288) // 1_048_576, "MiB"
    return f"{grouped(tenths // 10)}{QLocale().decimalPoint()}{tenths % 10} {unit}"


ACCOUNT_COLUMNS = (
    Column(later("Account"), "payee:neon-kitten-and-friends", medium=True, grow=3),
    Column(later("Type"), "Liability", grow=1),
    Column(later("Currency"), "EUR", grow=0),
    Column(later("Own"), "−12,345,678.90", right=True, grow=1, holds=Holds.MONEY),
    Column(later("Held for it"), "−12,345,678.90", right=True, grow=1, holds=Holds.MONEY),
    Column(later("Posted"), "−12,345,678.90", right=True, grow=1, yields=1, holds=Holds.MONEY),
    Column(later("Available"), "−12,345,678.90", right=True, medium=True, grow=1, holds=Holds.MONEY),
)

TYPES = {
    AccountType.ASSET: later("Asset"),
    AccountType.LIABILITY: later("Liability"),
    AccountType.INCOME: later("Income"),
    AccountType.EXPENSE: later("Expense"),
    AccountType.EQUITY: later("Equity"),
}


def money_cell(value: int, code: str, writer: Writer, *, loud: bool = False, quiet: bool = False) -> Cell:
    """Return an amount as a cell: zero faint, minus red."""
    tone = Tone.FAINT if value == 0 else Tone.NEGATIVE if value < 0 else Tone.SECOND if quiet else Tone.NORMAL
    form = Form.MEDIUM if loud else Form.PLAIN
    return Cell(writer.money(value, code), form, tone, raw=writer.plain(value, code))


PLAN_COLUMNS = (
    Column(later("Version"), "creator-network, version 12", medium=True, grow=2),
    Column(later("State"), "15 Feb 2026 – 4 Mar 2026", grow=0, mark=True),
    Column(later("Effective"), later("28 Oct 2026"), grow=1),
    Column(later("Published"), later("28 May 2026, 14:43"), grow=1, yields=1, holds=Holds.TIME),
    Column(later("Routes"), "12", right=True, grow=0, yields=2, holds=Holds.COUNT),
)


def plan_state(row: PlanRow, days: tuple[int, int | None] | None, now: int) -> Cell:
    """Return where a version stands; `days` are its first and last day of ruling, None for none."""
    if row.in_force:
        return Cell(tr("In force"), Form.DOT, Tone.POSITIVE)
    if days is None:
        return Cell(tr("Superseded"), tone=Tone.FAINT)
    if row.in_force_at > now:
        return Cell(tr("Planned"), Form.CHIP, Tone.INFO)
    first, last = days
    return Cell(
        day_text(first) if last in (None, first) else f"{day_text(first)} – {day_text(last or first)}"
    )


def plan_cells(row: PlanRow, days: tuple[int, int | None] | None, writer: Writer, now: int) -> Row:
    """Return the cells of one plan version, which rules these days."""
    state = plan_state(row, days, now)
    return (
        Cell(tr("{name}, version {number}", name=row.name, number=row.number), full=row.hash),
        state,
        day_cell(row.effective_day),
        Cell(
            writer.short_moment(row.published_at, now), tone=Tone.SECOND, raw=writer.stamp(row.published_at)
        ),
        Cell(writer.count(row.routes), tone=Tone.SECOND, raw=str(row.routes)),
    )


def day_text(day: int) -> str:
    """Write a day that is counted from 1970-01-01: 28 Oct 2026."""
    return date_words(_day(day))


def day_cell(day: int) -> Cell:
    """Return a day that is counted from 1970-01-01 as a cell; programs read 2026-10-28."""
    return Cell(day_text(day), tone=Tone.SECOND, raw=_day(day).isoformat())


def _day(day: int) -> date:
    return date(1970, 1, 1) + timedelta(days=day)


POSTING_COLUMNS = (
    Column(later("Account"), "reserve:rolling", grow=3),
    Column(later("Debit"), "−12,345.60", right=True, grow=0, holds=Holds.MONEY),
    Column(later("Credit"), "−12,345.60", right=True, grow=0, holds=Holds.MONEY),
)


def posting_cells(account: str, amount: int, note: str, code: str, writer: Writer) -> Row:
    """Return the cells of one posting; `amount` is debit positive."""
    side = Cell(writer.money(abs(amount), code), raw=writer.plain(abs(amount), code))
    debit, credit = (side, EMPTY) if amount >= 0 else (EMPTY, side)
    return Cell(account, note=note, full=account), debit, credit


def statement_columns(amount: str, balance: str) -> tuple[Column, ...]:
    """Return the columns of a statement, its amounts as wide as the widest of them."""
    return tuple(
        replace(column, sample=sample) if sample else column
        for column, sample in zip(STATEMENT_COLUMNS, ("", "", amount, balance), strict=True)
    )


STATEMENT_COLUMNS = (
    Column(later("Booked"), later("28 Oct 2026"), grow=0),
    Column(later("What"), "refund or chargeback", grow=3),
    Column(later("Amount"), "−12,345.60", right=True, grow=0, holds=Holds.MONEY),
    Column(later("Balance"), "−1,212,345.60", right=True, medium=True, grow=0, holds=Holds.MONEY),
)
