"""Why a card or a key figure shows nothing, and what would be enough."""

from dataclasses import replace

from revroute_desktop.analytics.card_answers import Answer, Column
from revroute_desktop.analytics.cards import OVER_TIME, Form
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.console.format import decimal
from revroute_desktop.console.panes.analytics.words import dimension_title, fault_words, metric_title
from revroute_desktop.console.translate import later, tr, within

_STEPS = {
    Step.HOUR: later("hour"),
    Step.DAY: later("day"),
    Step.WEEK: later("week"),
    Step.MONTH: later("month"),
}


def lacking_note(found: Answer) -> str:
    """Return in a few words why there is no figure."""
    metric = found.metric
    (own,) = _columns(replace(found, columns=()))
    if _without_logs(own, found.span):
        return tr("no logs of these days")
    if metric.given:
        return tr("no costs were given")
    if metric.least > 1:
        return tr("{count} of {least} rows needed", count=_rows(own), least=str(metric.least))
    return tr("not enough data")


def card_empty(found: Answer) -> str:
    """Return why a card shows nothing and what would be enough, where that is so."""
    if found.fault:
        return fault_words(found)
    columns = _columns(found)
    if any(_without_logs(one, found.span) for one in columns):
        return tr("There are no logs of these days. Traffic imports those of your server, or follows them.")
    # Of one metric alone there may be a figure of the whole and none of any part.
    empty = [one for one in columns if len(columns) == 1 or not _has_figures(one)]
    if any(one.metric.given for one in empty):
        return tr("No costs were given for these days: `revroute metrics costs import` reads a file of them.")
    lacking = max(empty, key=lambda one: one.metric.least, default=None)
    if lacking is None or lacking.metric.least <= 1:
        return tr("Nothing happened in this period.")
    title, least = within(metric_title(lacking.metric)), str(lacking.metric.least)
    part = _part(found)
    if part:
        return tr(
            "Not enough data: {metric} needs {least} rows and no {part} has as many. Choose a longer period.",
            metric=title,
            least=least,
            part=part,
        )
    return tr(
        "Not enough data: {metric} needs {least} rows and there are {count}. Choose a longer period.",
        metric=title,
        least=least,
        count=_rows(lacking),
    )


def _columns(found: Answer) -> tuple[Column, ...]:
    """Return each metric of a card with what it knows."""
    own = Column(found.metric, found.currency, found.whole, {}, found.known)
    return found.columns or (own,)


def _has_figures(column: Column) -> bool:
    return any(one.now.enough for one in column.figures.values())


def _without_logs(column: Column, span: tuple[int, int]) -> bool:
    """Whether a metric would be made of logs, and there are none of its days."""
    if not column.metric.needs_logs:
        return False
    return column.known is None or max(span[0], column.known[0]) >= min(span[1], column.known[1])


def _part(found: Answer) -> str:
    """Return what each figure of a card is of; empty where it has one alone."""
    if found.card.form in OVER_TIME:
        return tr(_STEPS[found.step])
    if found.card.form is Form.HEAT:
        return tr("hour")
    return within(dimension_title(found.card.by)) if found.card.by else ""


def _rows(column: Column) -> str:
    return decimal(column.whole.now.rows if column.whole is not None else 0, 0)
