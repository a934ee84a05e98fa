"""Sections of figures: the summary beside the period before, and tables by dimension."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from revroute_desktop.analytics.metrics.catalogue import DIMENSIONS
from revroute_desktop.analytics.metrics.figures import Figure, Shown, show
from revroute_desktop.analytics.metrics.model import Metric, Unit
from revroute_desktop.analytics.reports.scope import Scope
from revroute_desktop.analytics.reports.words import (
    NOTHING,
    change_cell,
    change_words,
    counted,
    figure,
    listed,
    period_words,
    titled,
    tone_of,
)
from revroute_desktop.documents.model import (
    Bar,
    Block,
    Cell,
    Column,
    Heading,
    Row,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
    Tone,
)

TILES: Final = (
    *("net", "sales", "average_order", "take", "visits", "revenue_per_visit"),
    *("refund_rate", "payers", "held", "gross"),
)
"""Key figures by their weight: the first six of which anything is known stand at the top."""

_TILES: Final = 6
SUMMARY: Final = (
    "gross",
    "refunds",
    "chargebacks",
    "net",
    "sales",
    "average_order",
    "refund_rate",
    "chargeback_rate",
    "take",
    "take_rate",
    "held",
    "suspense",
    "top10_share",
    "payers",
    "new_payers",
    "repeat_rate",
    "visits",
    "bounce_rate",
    "conversion",
    "revenue_per_visit",
    "bots_filtered",
    "error_rate",
    "latency_p95",
)
TABLES: Final = (
    ("net", "route"),
    ("net", "country"),
    ("net", "product"),
    ("received", "destination"),
    ("revenue", "referrer"),
    ("visits", "referrer"),
)
OTHERS: Final = ("gross", "refunds", "net", "take", "held")
"""What stands in the row of each other currency."""

_ROWS: Final = 12
"""Rows of a table of the first currency; the rest stands as one sum."""
_ROWS_OF_OTHERS: Final = 4


def summary_section(scope: Scope) -> Section:
    """Return the key figures and the table of all main figures."""
    shown = [show(scope.sql, name, scope.period, now=scope.now) for name in SUMMARY]
    by_name = {one.metric.name: one for one in shown}
    columns = (
        Column("Figure", wide=True),
        Column("Period", right=True, strong=True),
        Column("Before", right=True),
        Column("Change", right=True),
        Column("Rows behind it", right=True),
    )
    rows: list[Row] = []
    missing: list[str] = []
    for one in shown:
        if not one.whole:
            missing.append(one.metric.title.lower())
        rows += [
            _figure_row(titled(one.metric, each.currency), one.metric, each)
            for each in _told(scope, one)
            if scope.place(each.currency) == 0 or each.currency is None
        ]
    tiles = tuple(tile for name in TILES for tile in _tile(scope, by_name[name]))
    blocks: list[Block] = [Tiles(tiles[:_TILES])] if tiles else []
    if len(scope.currencies) > 1:
        others = listed(scope.currencies[1:])
        blocks.append(
            Text(
                f"Money is that in {scope.currencies[0]}; {others} stand below. "
                "Currencies are never added up.",
                Tone.QUIET,
            )
        )
    blocks.append(Table(columns, tuple(rows)))
    if len(scope.currencies) > 1:
        blocks += [Heading("Other currencies"), _others(scope, by_name)]
    if missing:
        blocks.append(Text(f"Nothing is known of: {listed(missing)}.", Tone.QUIET))
    notes: dict[str, list[str]] = {}
    for one in shown:
        # Of what is not known at all nothing more need be said.
        for note in one.notes if one.whole else ():
            notes.setdefault(note, []).append(one.metric.title.lower())
    # What is said of the period itself is the same of every metric.
    period_note = next((note for note in notes if note.startswith("The period ")), None)
    for note, titles in notes.items():
        blocks.append(Text(note if note == period_note else f"{_sentence(titles)}: {note}", Tone.QUIET))
    return Section("Summary", tuple(blocks))


def table_sections(scope: Scope) -> Section | None:
    """Return figures by dimension, the largest first; None where there are none."""
    blocks: list[Block] = []
    for name, by in TABLES:
        shown = show(scope.sql, name, scope.period, by=by, now=scope.now)
        codes = sorted({one.currency for one in shown.figures}, key=scope.place)
        for code in codes:
            chosen = [one for one in shown.figures if one.currency == code]
            first = code is None or scope.place(code) == 0
            if (len(chosen) > 1 or (chosen and chosen[0].key)) and (first or (name, by) == TABLES[0]):
                blocks += _by_dimension(shown, code, chosen, _ROWS if first else _ROWS_OF_OTHERS)
    return Section("By route, country and more", tuple(blocks)) if blocks else None


def _others(scope: Scope, shown: Mapping[str, Shown]) -> Table:
    """Return a row for each other currency: its main figures, and how its net revenue changed."""
    metrics = [shown[name] for name in OTHERS]
    columns = (
        Column("Currency", wide=True),
        *(Column(one.metric.title, right=True, strong=one.metric.name == "net") for one in metrics),
        Column("Net before", right=True),
        Column("Change", right=True),
        Column("Rows", right=True),
    )
    rows: list[Row] = []
    for code in scope.currencies[1:]:
        found = {one.metric.name: next((f for f in one.whole if f.currency == code), None) for one in metrics}
        net = found["net"]
        cells = [
            NOTHING if one is None else _cell(shown[name].metric, code, one, before=False)
            for name, one in found.items()
        ]
        if net is None:
            rows.append((code, *cells, NOTHING, NOTHING, NOTHING))
            continue
        metric = shown["net"].metric
        before = _cell(metric, code, net, before=True)
        rows.append((code, *cells, before, change_cell(metric, net), f"{net.now.rows:,}"))
    return Table(columns, tuple(rows))


def _told(scope: Scope, shown: Shown) -> list[Figure]:
    """Return the figures that stand in the summary: those of which anything is known."""
    return [
        one for one in scope.ordered(shown.whole) if one.now.exact is not None or one.before.exact is not None
    ]


def _figure_row(title: str, metric: Metric, one: Figure) -> Row:
    return (
        title,
        _cell(metric, one.currency, one, before=False),
        _cell(metric, one.currency, one, before=True),
        change_cell(metric, one),
        f"{one.now.rows:,}",
    )


def _cell(metric: Metric, code: str | None, one: Figure, *, before: bool) -> Cell:
    value = one.before.exact if before else one.now.exact
    quiet = value is None or value == 0 or before
    return Cell(figure(metric, code, value), Tone.QUIET if quiet else Tone.PLAIN)


def _tile(scope: Scope, shown: Shown) -> tuple[Tile, ...]:
    ordered = _told(scope, shown)
    if not ordered:
        return ()
    one = ordered[0]
    return (
        Tile(
            titled(shown.metric, one.currency),
            figure(shown.metric, one.currency, one.now.exact),
            change_words(shown.metric, one),
            tone_of(shown.metric, one),
            _before_words(shown.metric, one),
        ),
    )


def _before_words(metric: Metric, one: Figure) -> str:
    rows = counted(one.now.rows, "row")
    if one.before.exact is None:
        return f"{rows}; before: not enough data"
    return f"{rows}; before: {figure(metric, one.currency, one.before.exact)}"


def _by_dimension(shown: Shown, code: str | None, chosen: list[Figure], most: int) -> list[Block]:
    metric, by = shown.metric, shown.by or ""
    dimension = next(one for one in DIMENSIONS if one.name == by)
    longest = max(
        (abs(value) for one in chosen for value in (one.now.exact, one.before.exact) if value is not None),
        default=0,
    )
    columns = (
        Column(dimension.title, wide=True),
        Column(""),
        Column(titled(metric, code), right=True, strong=True),
        Column("Share", right=True),
        Column("Before", right=True),
        Column("Change", right=True),
        Column("Rows", right=True),
    )
    whole = next((one for one in shown.whole if one.currency == code), None)
    summed = metric.unit in (Unit.MONEY, Unit.COUNT, Unit.BYTES) and metric.over is None and metric.additive
    # A sum of one alone would say less than the row itself.
    most = most + 1 if len(chosen) == most + 1 else most
    rows: list[Row] = [_ranked(metric, one, whole if summed else None, longest) for one in chosen[:most]]
    rest = chosen[most:]
    if rest and summed:
        now_part, before_part = sum(one.now.part for one in rest), sum(one.before.part for one in rest)
        rows.append(
            (
                Cell(f"{counted(len(rest), 'smaller one')}", Tone.QUIET),
                "",
                figure(metric, code, Fraction(now_part)),
                _share(now_part, whole),
                Cell(figure(metric, code, Fraction(before_part)), Tone.QUIET),
                "",
                f"{sum(one.now.rows for one in rest):,}",
            )
        )
    totals: tuple[Row, ...] = ()
    if whole is not None and summed:
        totals = (
            (
                "Together",
                "",
                figure(metric, code, whole.now.exact),
                _share(whole.now.part, whole),
                figure(metric, code, whole.before.exact),
                change_words(metric, whole),
                f"{whole.now.rows:,}",
            ),
        )
    before = period_words(shown.before)
    caption = (
        f"{metric.formula[:1].upper()}{metric.formula[1:]}. The mark on a bar is the period before, {before}."
    )
    return [
        Heading(_by(metric.title, dimension.title), code or ""),
        Table(columns, tuple(rows), totals, caption=caption),
    ]


def _by(title: str, dimension: str) -> str:
    words = f"by {dimension.lower()}"
    return title if title.endswith(words) else f"{title} {words}"


def _ranked(metric: Metric, one: Figure, whole: Figure | None, longest: object) -> Row:
    value, before = one.now.exact, one.before.exact
    bar = None
    most = float(longest)  # type: ignore[arg-type]
    if value is not None and value > 0 and most > 0:
        mark = float(before) / most if before is not None and before > 0 else None
        bar = Bar(float(value) / most, mark)
    return (
        one.key or Cell("(none)", Tone.QUIET),
        Cell("", bar=bar),
        figure(metric, one.currency, value),
        _share(one.now.part, whole),
        Cell(figure(metric, one.currency, before), Tone.QUIET),
        change_cell(metric, one),
        f"{one.now.rows:,}",
    )


def _share(part: int, whole: Figure | None) -> str:
    if whole is None or whole.now.part <= 0:
        return NOTHING
    share = round(part * 1000 / whole.now.part) / 10 or 0.0
    return f"{share:,.1f}\u202f%".replace("-", "\u2212")


def _sentence(titles: list[str]) -> str:
    words = listed(titles)
    return f"{words[:1].upper()}{words[1:]}"
