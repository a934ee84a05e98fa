"""The overview in words: key figures, titles' notes of cards, what is selected and compared."""

from zoneinfo import ZoneInfo

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import OVER_TIME, Form
from revroute_desktop.analytics.comparison import Comparison
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.outlook import Outlook
from revroute_desktop.analytics.selection import Selection
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.analytics.cards.data import spark_of
from revroute_desktop.console.panes.analytics.cards.lacking import lacking_note
from revroute_desktop.console.panes.analytics.overview.logs_note import logs_note
from revroute_desktop.console.panes.analytics.words import (
    change_words,
    comparison_words,
    dimension_title,
    key_words,
    metric_formula,
    metric_title,
    period_words,
    scale_of,
    value_words,
)
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.charts.span_words import span_words
from revroute_desktop.console.widgets.figures import Amount, Figure
from revroute_desktop.console.widgets.selection_bar import SPAN
from revroute_desktop.routing.simulations import KeptSimulation


def figure_of(metric: str, found: Answer | None, writer: Writer, now: int) -> Figure:
    """Return a key figure; without its answer a place for it. `now` is in microseconds UTC."""
    if found is None:
        return Figure(metric_title(metric), Amount("–"))
    whole, scale = found.whole, scale_of(found.metric, found.currency)
    exact = whole.now.exact if whole is not None else None
    change, tone = change_words(whole, found.metric)
    value = value_words(found.metric, found.currency, whole) if not found.fault and exact is not None else "–"
    title = metric_title(found.metric)
    return Figure(
        f"{title}, {scale.word}" if scale.word else title,
        Amount(value, "", raw=scale.raw(float(exact)) if exact is not None else ""),
        _figure_note(found, now),
        spark=spark_of(found, now),
        spark_ink=0,
        change=change,
        change_tone=tone,
        about="\n".join(_about(found, writer)),
    )


def _figure_note(found: Answer, now: int) -> str:
    whole = found.whole
    if found.beyond:
        return tr("not by {what}", what=_dimensions(found.beyond))
    if whole is None or whole.now.exact is None:
        return lacking_note(found)
    if not found.complete:
        return tr("the period is not over")
    if whole.before.exact is not None:
        scale = scale_of(found.metric, found.currency)
        return tr("{value} before", value=scale.write(float(whole.before.exact)))
    return logs_note(found, now)


def _about(found: Answer, writer: Writer) -> list[str]:
    if found.fault:
        return [found.fault]
    rows = found.whole.now.rows if found.whole is not None else 0
    behind = tr("{count} rows behind it", one="{count} row behind it", n=rows, count=writer.count(rows))
    return [metric_formula(metric_named(found.card.metric)), behind, *found.notes]


def card_notes(
    found: Answer, ahead: Outlook, selection: Selection, zone: ZoneInfo, now: int
) -> tuple[str, ...]:
    """Return what stands beside the title of a card, what matters most first; `now` in microseconds UTC."""
    scale = scale_of(found.metric, found.currency)
    parts = [scale.word] if scale.word else []
    if found.more and found.currency is not None:
        parts = [tr("{code} alone", code=found.currency)]
    if logs := logs_note(found, now):
        parts.append(logs)
    if ahead.values is not None:
        parts.append(_ahead_words(found.step, len(ahead.values)))
    if found.beyond:
        parts.append(tr("not by {what}", what=_dimensions(found.beyond)))
    if found.card.form is Form.WHY and found.why is not None:
        parts.append(scale.write(float(found.why.change), plus=True))
    if selection.span is not None and found.card.form not in OVER_TIME:
        parts.append(span_words(found.span, zone))
    return tuple(parts)


def card_state(found: Answer, ahead: Outlook) -> tuple[str, Tone]:
    """Return the chip in the title row of a card; empty for none."""
    if found.card.form is Form.WHY and found.why is not None:
        return tr("adds up exactly"), Tone.SECOND
    odd = len(ahead.odd)
    return tr("{n} to look at", one="{n} to look at", n=odd) if odd else "", Tone.WARNING


def chips_of(selection: Selection, zone: ZoneInfo) -> tuple[tuple[str, str, str], ...]:
    """Return what is selected: the name of each part, its title and its value."""
    chips = []
    if selection.span is not None:
        chips.append((SPAN, tr("at"), span_words(selection.span, zone)))
    for dimension, key in selection.terms:
        chips.append((dimension, dimension_title(dimension), key_words(dimension, key)))
    return tuple(chips)


def bar_note(selection: Selection, period: Period | None, *, all_time: bool) -> str:
    """Return what stands beside the chips of what is selected."""
    if not selection.is_empty:
        return tr("Every card follows. Esc lets go.")
    if all_time and period is not None:
        return tr("All time, {period}. Choose a month in the header to compare.", period=period_words(period))
    return ""


def compared_words(
    against: Comparison, period: Period | None, simulations: tuple[KeptSimulation, ...]
) -> tuple[str, str]:
    """Return what is compared, for a button and for its tooltip."""
    simulated = next((one for one in simulations if one.id == against.simulation), None)
    what = comparison_words(against, simulated.plan if simulated is not None else "")
    other = against.period(period) if period is not None else None
    words = period_words(other) if other is not None else what
    return tr("vs {period}", period=words), tr("Compared with {what}", what=what)


def rows_words(shown: Answer | None, writer: Writer) -> str:
    """Return how many rows stand behind what is shown, for the status bar."""
    if shown is None or shown.whole is None:
        return ""
    n = shown.whole.now.rows
    rows = tr("{count} rows behind", one="{count} row behind", n=n, count=writer.count(n))
    return f"{metric_title(shown.metric)}, {rows}"


def _dimensions(names: tuple[str, ...]) -> str:
    return ", ".join(dimension_title(one) for one in names).lower()


def _ahead_words(step: Step, n: int) -> str:
    return {
        Step.HOUR: tr("{n} hours ahead", one="{n} hour ahead", n=n),
        Step.DAY: tr("{n} days ahead", one="{n} day ahead", n=n),
        Step.WEEK: tr("{n} weeks ahead", one="{n} week ahead", n=n),
        Step.MONTH: tr("{n} months ahead", one="{n} month ahead", n=n),
    }[step]
