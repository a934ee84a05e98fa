"""Columns of the traffic pane's tables, and the cells of their rows."""

from revroute_desktop.console.books.books import code_of
from revroute_desktop.console.format import Writer, decimal, duration, milliseconds
from revroute_desktop.console.panes.traffic.words import (
    CLASSES,
    STATES,
    explained_words,
    format_words,
    known_words,
    why_words,
)
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import (
    NOT_APPLICABLE,
    Cell,
    Column,
    Form,
    Holds,
    Row,
    Tone,
)
from revroute_desktop.traffic.bots.queries import FilteredOut, OneBot
from revroute_desktop.traffic.bots.rules import BotRule
from revroute_desktop.traffic.groups import Group
from revroute_desktop.traffic.load.compare import Difference
from revroute_desktop.traffic.load.runs import LoadRun
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.queries import FileRow, RefusedRow, VisitRow
from revroute_desktop.traffic.revenue_queries import RevenueOf
from revroute_desktop.traffic.visit_pages import VisitShown

VISIT_COLUMNS = (
    Column(later("Last seen"), later("28 May 2026, 14:43:42"), sort="seen", grow=0, holds=Holds.TIME),
    Column(later("Country"), "DE", grow=0, yields=3),
    Column(later("Landing page"), "/shop/poster-a2", sort="landing", grow=4),
    Column(later("Left at"), "/thanks", grow=2, yields=2),
    Column(later("Came from"), "summer-live-2026", sort="source", grow=2),
    Column(later("On"), "desktop", grow=0, yields=4),
    Column(later("Pages"), "1,234", sort="pages", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Length"), "12:40", sort="time", right=True, grow=0),
    Column(later("Revenue, joined"), "1,204.50 EUR", right=True, medium=True, grow=0, holds=Holds.MONEY),
    Column(later("Who"), "search engine", grow=0, off=True),
)

NOW_COLUMNS = (
    Column(later("Last seen"), later("28 May 2026, 14:43"), grow=0, holds=Holds.TIME),
    Column(later("Landing page"), "/shop/poster-a2", grow=3),
    Column(later("Came from"), "summer-live-2026", grow=2, yields=2),
    Column(later("Pages"), "124", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Length"), "12:40", right=True, grow=0, yields=1),
    Column(later("Revenue, joined"), "1,204.50 EUR", right=True, medium=True, grow=0, holds=Holds.MONEY),
)

_GROUP_FIGURES = (
    Column(later("Visits"), "12,345", right=True, medium=True, grow=0, holds=Holds.COUNT),
    Column(later("Requests"), "1,234,567", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Errors"), "12,345", right=True, grow=0, yields=2, holds=Holds.COUNT),
    Column(later("Bytes"), "1,234.5 MiB", right=True, grow=0, yields=3),
    Column(later("Share"), "100.0 %", grow=0, yields=1),
)
COUNTRY_COLUMNS = (Column(later("Country"), "DE", grow=2), *_GROUP_FIGURES)
DEVICE_COLUMNS = (Column(later("Device"), later("desktop"), grow=2), *_GROUP_FIGURES)

FILTERED_COLUMNS = (
    Column(later("Filtered out"), "loads no images or styles", grow=2),
    Column(later("Class"), "search engine", grow=1, yields=2),
    Column(later("Why"), "The same path again and again", grow=3, yields=1),
    Column(later("Requests"), "1,234,567", right=True, medium=True, grow=0, holds=Holds.COUNT),
    Column(later("Share"), "100.0 %", grow=0, yields=3),
)

BOT_COLUMNS = (
    Column(later("Filtered out"), "Googlebot", grow=2),
    Column(later("Class"), "search engine", grow=1),
    Column(later("Why"), "The same path again and again", grow=4),
    Column(later("Requests"), "1,234,567", right=True, medium=True, grow=0, holds=Holds.COUNT),
    Column(later("Visits"), "1,234", right=True, grow=0, yields=2, holds=Holds.COUNT),
    Column(later("Bytes"), "1,234.5 MiB", right=True, grow=0, yields=3),
    Column(later("Share"), "100.0 %", grow=0, yields=1),
)

ONE_BOT_COLUMNS = (
    Column(later("Last seen"), later("28 May 2026, 14:43:42"), grow=0, yields=1, holds=Holds.TIME),
    Column(later("Why"), "matches Googlebot; 412 requests in 3 min", grow=3),
    Column(later("Requests"), "1,234", right=True, medium=True, grow=0, holds=Holds.COUNT),
    Column(later("User agent"), "Mozilla/5.0 (compatible; Googlebot/2.1)", grow=4, yields=2),
)

RULE_COLUMNS = (
    Column(later("Decided"), "Mozilla/5.0 (compatible; UptimeRobot", grow=2),
    Column(later("Counts as"), "search engine", grow=0),
    Column(later("By"), "desk-1", grow=0, yields=2),
    Column(later("When"), later("28 May 2026, 14:43:42"), grow=0, yields=1, holds=Holds.TIME),
    Column(later("Reason"), "our own uptime check", grow=3),
)

FILE_COLUMNS = (
    Column(later("File"), "access.log.2026-06-30.gz", grow=3, mono=True),
    Column(later("Format"), "Combined (Apache, nginx)", grow=2, yields=2),
    Column(later("Read"), later("28 May 2026, 14:43:42"), grow=0, yields=3, holds=Holds.TIME),
    Column(later("From"), later("28 May 2026, 14:43:42"), grow=0, yields=5, holds=Holds.TIME),
    Column(later("To"), later("28 May 2026, 14:43:42"), grow=0, yields=4, holds=Holds.TIME),
    Column(later("New lines"), "12,345,678", right=True, medium=True, grow=0, holds=Holds.COUNT),
    Column(later("Known before"), "12,345,678", right=True, grow=0, yields=1, holds=Holds.COUNT),
    Column(later("Refused"), "1,234", right=True, grow=0, holds=Holds.COUNT),
)

LINE_COLUMNS = (
    Column(later("Line"), "12,345,678", right=True, grow=0, holds=Holds.COUNT),
    Column(later("Why it is no request"), "no closing bracket after the time", grow=2),
    Column(later("The line"), '198.51.100.7 - - [28/Jun/2026:14:43:42 +0000] "GET', grow=5),
)

RAW_COLUMNS = (
    Column(later("Time"), "14:43:42", grow=0, holds=Holds.TIME),
    Column(later("Line"), "12,345,678", right=True, grow=0, holds=Holds.COUNT),
    Column(later("As it stands in the file"), "198.51.100.7 - - [28/Jun/2026:14:43:42", grow=5),
)

REVENUE_COLUMNS = (
    Column(later("From"), "summer-live-2026", grow=3),
    Column(later("Joined by key"), "1,234,567.00", right=True, medium=True, holds=Holds.MONEY),
    Column(later("Modelled"), "1,234,567.00", right=True, holds=Holds.MONEY),
    Column(later("Unknown"), "1,234,567.00", right=True, yields=1, holds=Holds.MONEY),
    Column(later("Total"), "1,234,567.00", right=True, holds=Holds.MONEY),
    Column(later("Currency"), "EUR", grow=0, coded=True),
)

RUN_COLUMNS = (
    Column(later("Run"), "1,234", right=True, grow=0, holds=Holds.COUNT),
    Column(later("State"), later("Failed"), grow=0, mark=True),
    Column(later("Scenario"), "busiest day ×3", grow=2),
    Column(later("Target"), "https://staging.example", grow=2, yields=2),
    Column(later("Begun"), later("28 May 2026, 14:43:42"), grow=0, yields=1, holds=Holds.TIME),
)

COMPARE_COLUMNS = (
    Column(later("Figure"), "send lag p99", grow=1),
    Column(later("First run"), "12,345.678 ms", right=True),
    Column(later("Second run"), "12,345.678 ms", right=True),
    Column(later("Change"), "+12.3 %", right=True, grow=0),
    Column(later("That is"), later("neither"), grow=0),
)


def bytes_words(size: int) -> str:
    """Write bytes: 812 B, 41.7 KiB, 2.6 GiB."""
    value = float(size)
    for unit in ("B", "KiB", "MiB", "GiB", "TiB"):
        if value < 1024 or unit == "TiB":
            return f"{decimal(value, 0 if unit == 'B' else 1)} {unit}"
        value /= 1024
    raise AssertionError("the last unit takes all")


def visit_cells(row: VisitShown, writer: Writer) -> Row:
    """Return the cells of a visit."""
    visit = row.visit
    who = tr(CLASSES[visit.bot])
    return (
        Cell(writer.moment(visit.ended), tone=Tone.SECOND, raw=writer.stamp(visit.ended)),
        _said(visit.country),
        _said(visit.landing),
        _said(visit.exit, Tone.SECOND),
        _source(visit),
        _said(known_words(visit.device), Tone.SECOND),
        Cell(writer.count(visit.pages)),
        Cell(duration((visit.ended - visit.begun) / 1e6)),
        _revenue(row, writer),
        Cell(who if visit.bot is BotClass.PEOPLE else f"{who}, {visit.verdict}", tone=Tone.SECOND),
    )


def now_cells(row: VisitShown, writer: Writer, now: int) -> Row:
    """Return the cells of a visit in the short table; those of another day have their date."""
    visit = row.visit
    recent = now - visit.ended < 86_400_000_000
    return (
        Cell(
            writer.time(visit.ended) if recent else writer.short_moment(visit.ended, now),
            tone=Tone.SECOND,
            raw=writer.stamp(visit.ended),
        ),
        _said(visit.landing),
        _source(visit),
        Cell(writer.count(visit.pages)),
        Cell(duration((visit.ended - visit.begun) / 1e6)),
        _revenue(row, writer),
    )


def group_cells(row: Group, writer: Writer, most: int) -> Row:
    """Return the cells of a country or a device, its bar in relation to the largest."""
    counts = row.counts
    return (
        Cell(known_words(row.text)) if row.text else Cell(tr("not known"), tone=Tone.FAINT),
        Cell(writer.count(row.visits)),
        Cell(writer.count(counts.hits)),
        Cell(writer.count(counts.errors), tone=Tone.SECOND if counts.errors else Tone.FAINT),
        Cell(bytes_words(counts.size), tone=Tone.SECOND, raw=str(counts.size)),
        Cell("", Form.BAR, share=counts.hits / most if most else 0.0, raw=str(counts.hits)),
    )


def filtered_cells(row: FilteredOut, writer: Writer, most: int) -> Row:
    """Return the cells of what was filtered out under one name, its bar in relation to the largest."""
    return (
        Cell(known_words(row.name), full=row.name),
        Cell(tr(CLASSES[row.bot]), tone=Tone.SECOND),
        Cell(why_words(row.bot, row.name), tone=Tone.SECOND),
        Cell(writer.count(row.hits)),
        Cell("", Form.BAR, share=row.hits / most if most else 0.0, raw=str(row.hits)),
    )


def bot_cells(row: FilteredOut, writer: Writer, most: int) -> Row:
    """Return the cells of the same in the tab of bots."""
    short = filtered_cells(row, writer, most)
    return (
        *short[:4],
        Cell(writer.count(row.visits)),
        Cell(bytes_words(row.size), tone=Tone.SECOND, raw=str(row.size)),
        short[4],
    )


def one_bot_cells(bot: OneBot, writer: Writer) -> Row:
    """Return the cells of one bot of a day."""
    why = explained_words(bot)
    return (
        Cell(writer.moment(bot.last_at), tone=Tone.SECOND, raw=writer.stamp(bot.last_at)),
        Cell(why, full=why),
        Cell(writer.count(bot.figures.hits)),
        Cell(bot.agent, Form.MONO, Tone.SECOND, full=bot.agent),
    )


def rule_cells(rule: BotRule, writer: Writer) -> Row:
    """Return the cells of a decision."""
    return (
        Cell(rule.text, full=rule.text),
        Cell(tr(CLASSES[rule.bot])),
        Cell(rule.actor, tone=Tone.SECOND),
        Cell(writer.moment(rule.at), tone=Tone.SECOND, raw=writer.stamp(rule.at)),
        Cell(rule.reason, tone=Tone.SECOND, full=rule.reason),
    )


def file_cells(row: FileRow, writer: Writer) -> Row:
    """Return the cells of a log file."""
    name = row.path.replace("\\", "/").rpartition("/")[2]
    return (
        Cell(name, full=row.path),
        Cell(format_words(row.format), tone=Tone.SECOND, full=row.format),
        _moment(row.read_at, writer),
        _moment(row.first_at, writer),
        _moment(row.last_at, writer),
        Cell(writer.count(row.lines)),
        Cell(writer.count(row.known), tone=Tone.SECOND),
        Cell(writer.count(row.refused), tone=Tone.NEGATIVE if row.refused else Tone.FAINT),
    )


def line_cells(row: RefusedRow, writer: Writer) -> Row:
    """Return the cells of a refused line."""
    return (
        Cell(writer.count(row.line)),
        Cell(row.reason, full=row.reason),
        Cell(row.text, tone=Tone.SECOND, full=row.text),
    )


def revenue_cells(row: RevenueOf, writer: Writer) -> Row:
    """Return the cells of one origin's revenue."""
    code = code_of(row.currency)

    def money(minor: int, tone: Tone = Tone.NORMAL) -> Cell:
        quiet = Tone.FAINT if not minor else Tone.NEGATIVE if minor < 0 else tone
        return Cell(writer.money(minor, code), tone=quiet, raw=writer.plain(minor, code))

    return (
        Cell(row.name) if row.name else Cell(tr("not known"), tone=Tone.FAINT),
        money(row.joined),
        money(row.modelled, Tone.SECOND),
        money(row.unknown, Tone.SECOND),
        money(row.total),
        Cell(code, tone=Tone.SECOND),
    )


def run_cells(run: LoadRun, writer: Writer) -> Row:
    """Return the cells of a load run."""
    word, tone = STATES[run.state]
    return (
        Cell(writer.count(run.id)),
        Cell(tr(word), Form.CHIP, tone),
        Cell(run.scenario, full=run.reason or ""),
        Cell(run.target, tone=Tone.SECOND),
        _moment(run.begun_at, writer),
    )


def difference_cells(one: Difference) -> Row:
    """Return the cells of one figure of two runs."""
    change = "–"
    if one.change is not None:
        change = f"{'+' if one.change > 0 else ''}{decimal(100 * one.change, 1)} %"
    tone = {True: Tone.NEGATIVE, False: Tone.POSITIVE, None: Tone.SECOND}[one.worse]
    word = {True: tr("worse"), False: tr("better"), None: tr("neither")}[one.worse]
    return (
        Cell(one.name),
        Cell(_figure(one.first, one.unit)),
        Cell(_figure(one.second, one.unit)),
        Cell(change, tone=tone),
        Cell(word, tone=tone),
    )


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit == "ms":
        return milliseconds(value)
    if unit == "bytes":
        return bytes_words(int(value))
    return f"{decimal(value, 0 if value == int(value) else 2)} {unit}".rstrip()


def _said(text: str, tone: Tone = Tone.NORMAL) -> Cell:
    return Cell(text, tone=tone, full=text) if text else NOT_APPLICABLE


def _source(visit: VisitRow) -> Cell:
    if visit.campaign:
        return Cell(visit.campaign, note=visit.source, full=f"{visit.campaign}, {visit.source}")
    return _said(known_words(visit.source))


def _revenue(row: VisitShown, writer: Writer) -> Cell:
    if not row.revenue:
        return NOT_APPLICABLE
    (currency, amount), *others = row.revenue
    code = code_of(currency)
    more = f" +{len(others)}" if others else ""
    return Cell(writer.coded(amount, code) + more, Form.MEDIUM, raw=writer.plain(amount, code))


def _moment(at: int | None, writer: Writer) -> Cell:
    if at is None:
        return NOT_APPLICABLE
    return Cell(writer.moment(at), tone=Tone.SECOND, raw=writer.stamp(at))
