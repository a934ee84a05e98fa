"""Why a card or a key figure shows nothing, and what would be enough."""

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import OVER_TIME, Form
from revroute_desktop.analytics.metrics.metrics_of_traffic import OF_LOGS
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.console.format import decimal
from revroute_desktop.console.panes.analytics.words import dimension_title, metric_title
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
    if _without_logs(found):
        return tr("no logs of these days")
    if metric.given:
        return tr("no costs were given")
    if metric.least > 1:
        return tr("{count} of {least} rows needed", count=_rows(found), least=str(metric.least))
    return tr("not enough data")


def card_empty(found: Answer) -> str:
    """Return why a card shows nothing and what would be enough, where that is so."""
    if found.fault:
        return found.fault
    if _without_logs(found):
        return tr("There are no logs of these days. Traffic imports those of your server, or follows them.")
    if any(one.given for one in _metrics(found)):
        return tr("No costs were given for these days: `revroute metrics costs import` reads a file of them.")
    lacking = max(_metrics(found), key=lambda one: one.least)
    if lacking.least <= 1:
        return tr("Nothing happened in this period.")
    title, least = within(metric_title(lacking)), str(lacking.least)
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
        count=_rows(found),
    )


def _metrics(found: Answer) -> tuple[Metric, ...]:
    return tuple(one.metric for one in found.columns) or (found.metric,)


def _without_logs(found: Answer) -> bool:
    """Whether a card would be made of logs, and there are none of its days."""
    if not any(one.name in OF_LOGS for one in _metrics(found)):
        return False
    return found.known is None or max(found.span[0], found.known[0]) >= min(found.span[1], found.known[1])


def _part(found: Answer) -> str:
    """Return what each figure of a card is of; empty where it has one alone."""
    if found.card.form in OVER_TIME:
        return tr(_STEPS[found.step])
    if found.card.form is Form.HEAT:
        return tr("hour")
    return within(dimension_title(found.card.by)) if found.card.by else ""


def _rows(found: Answer) -> str:
    return decimal(found.whole.now.rows if found.whole is not None else 0, 0)
