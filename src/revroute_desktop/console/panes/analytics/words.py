"""Metrics, dimensions, forms and periods of the analytics pane in words."""

from revroute_desktop.analytics.card_answers import NOTHING_COMPARED, Answer
from revroute_desktop.analytics.cards import Card, Form
from revroute_desktop.analytics.comparison import Against, Comparison
from revroute_desktop.analytics.metrics.catalogue import DIMENSIONS, METRICS, metric_named
from revroute_desktop.analytics.metrics.changes import By, change_of
from revroute_desktop.analytics.metrics.figures import Figure
from revroute_desktop.analytics.metrics.model import Area, Metric
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.rows import metric_with_rows
from revroute_desktop.console.books.period import Period as Shown
from revroute_desktop.console.books.period import day_range
from revroute_desktop.console.format import MINUS, THIN_SPACE, decimal
from revroute_desktop.console.translate import later, tr, within
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.charts.data import Scale
from revroute_desktop.ledger.periods import day_number

METRIC_TITLES = {
    "gross": later("Gross revenue"),
    "refunds": later("Refunds"),
    "chargebacks": later("Chargebacks"),
    "net": later("Net revenue"),
    "sales": later("Sales"),
    "events": later("Revenue events"),
    "average_order": later("Average order"),
    "refund_rate": later("Refund rate"),
    "chargeback_rate": later("Chargeback rate"),
    "booked": later("Booked"),
    "received": later("Received"),
    "take": later("Platform's take"),
    "take_rate": later("Take rate"),
    "held": later("Held"),
    "suspense": later("In suspense"),
    "top10_share": later("Top ten payees"),
    "hhi": later("Concentration (HHI)"),
    "payers": later("Payers"),
    "new_payers": later("New payers"),
    "returning_payers": later("Returning payers"),
    "repeat_rate": later("Repeat rate"),
    "visits": later("Visits"),
    "bounce_rate": later("Bounce rate"),
    "pages_per_visit": later("Pages a visit"),
    "visit_length": later("Length of a visit"),
    "requests": later("Requests"),
    "pages": later("Pages"),
    "all_requests": later("All requests"),
    "bots_filtered": later("Bots filtered"),
    "bot_share": later("Share of bots"),
    "bytes": later("Bytes"),
    "all_bytes": later("All bytes"),
    "errors": later("Errors"),
    "error_rate": later("Error rate"),
    "failure_rate": later("Failure rate"),
    "own_load": later("Own load"),
    "latency_p50": later("Latency, 50th"),
    "latency_p90": later("Latency, 90th"),
    "latency_p95": later("Latency, 95th"),
    "latency_p99": later("Latency, 99th"),
    "revenue": later("Revenue by origin"),
    "revenue_per_visit": later("Revenue a visit"),
    "revenue_per_thousand": later("Revenue a thousand visits"),
    "conversion": later("Conversion"),
    "cost": later("Cost of campaigns"),
    "cost_per_visit": later("Cost a visit"),
    "return_on_spend": later("Return on spend"),
}
"""Metrics as cards call them; one that is not here is called as the catalogue does."""

DIMENSION_TITLES = {
    "source": later("Source"),
    "kind": later("Kind"),
    "route": later("Route"),
    "destination": later("Destination"),
    "product": later("Product"),
    "campaign": later("Campaign"),
    "country": later("Country"),
    "referrer": later("Referrer"),
    "landing": later("Landing page"),
    "exit": later("Exit page"),
    "device": later("Device"),
    "path": later("Path"),
    "status": later("Status"),
    "method": later("Method"),
    "verdict": later("Verdict"),
    "class": later("Class"),
}

_NONE = later("none")
_NO_KEY = {
    "campaign": later("no campaign"),
    "referrer": later("not attributed"),
    "landing": later("unknown"),
    "exit": later("unknown"),
    "country": later("unknown"),
    "device": later("unknown"),
}

FORM_TITLES = {
    Form.FIGURE: later("Figure"),
    Form.LINE: later("Line"),
    Form.AREA: later("Area"),
    Form.STACKED: later("Stacked areas"),
    Form.COLUMNS: later("Columns"),
    Form.BARS: later("Ranked bars"),
    Form.TREEMAP: later("Treemap"),
    Form.HEAT: later("Hours of the week"),
    Form.TABLE: later("Table"),
    Form.WHY: later("Why did it change?"),
    Form.COHORTS: later("Cohorts"),
    Form.FUNNEL: later("Funnel"),
    Form.DISTRIBUTION: later("Distribution"),
    Form.SCATTER: later("Scatter"),
}

_STEP_WORDS = {
    Step.HOUR: later("{metric} by hour"),
    Step.DAY: later("{metric} by day"),
    Step.WEEK: later("{metric} by week"),
    Step.MONTH: later("{metric} by month"),
}
_TONES = {1: Tone.POSITIVE, 0: Tone.SECOND, -1: Tone.NEGATIVE}


def metric_title(metric: Metric | str) -> str:
    """Return what a metric is called."""
    name = metric if isinstance(metric, str) else metric.name
    known = METRIC_TITLES.get(name)
    return tr(known) if known is not None else tr(metric_named(name).title)


def metric_formula(metric: Metric) -> str:
    """Return what a metric is made of; `make translations` collects the formulas of the catalogue."""
    return tr(metric.formula)


def dimension_title(name: str) -> str:
    """Return what a dimension is called."""
    known = DIMENSION_TITLES.get(name)
    if known is not None:
        return tr(known)
    return next((one.title for one in DIMENSIONS if one.name == name), name)


def metric_titles() -> dict[str, str]:
    """Return every metric by name with what it is called, in the order of the catalogue."""
    return {one.name: metric_title(one) for one in METRICS}


def card_title(card: Card, step: Step) -> str:
    """Return the title of a card: its own, or made of what it shows."""
    if card.title:
        return card.title
    # By what origin stands behind it: revenue by origin by campaign would say it twice.
    metric = tr("Revenue") if card.metric == "revenue" and card.by else metric_title(card.metric)
    if card.form is Form.COHORTS:
        return tr("Payers by their first purchase")
    if card.form is Form.FUNNEL:
        return tr("From visit to sale")
    if card.form is Form.DISTRIBUTION:
        return tr("How {metric} is spread", metric=within(metric))
    if card.form is Form.WHY:
        return tr("{metric}: why did it change?", metric=metric)
    if card.form is Form.HEAT:
        if metric_named(card.metric).over is None:
            return tr("{metric}, mean by hour and weekday", metric=metric)
        return tr("{metric} by hour and weekday", metric=metric)
    if card.by and card.form in {Form.LINE, Form.AREA, Form.COLUMNS, Form.STACKED}:
        dimension = within(dimension_title(card.by))
        return tr(
            "{metric} and {dimension}", metric=tr(_STEP_WORDS[step], metric=metric), dimension=dimension
        )
    if card.form is Form.SCATTER and card.also:
        return tr(
            "{metric} and {other} by {dimension}",
            metric=metric,
            other=within(metric_title(card.also[0])),
            dimension=within(dimension_title(card.by)),
        )
    if card.by:
        return tr("{metric} by {dimension}", metric=metric, dimension=within(dimension_title(card.by)))
    if card.form in {Form.LINE, Form.AREA, Form.COLUMNS, Form.STACKED}:
        return tr(_STEP_WORDS[step], metric=metric)
    return metric


def scale_of(metric: Metric, currency: str | None) -> Scale:
    """Return how the values of a metric are written."""
    return Scale(metric.unit, currency or "")


def key_words(dimension: str, key: str) -> str:
    """Return a key as people read it; without one, what it means that there is none."""
    return key or tr(_NO_KEY.get(dimension, _NONE))


def value_words(metric: Metric, currency: str | None, figure: Figure | None) -> str:
    """Return a figure's value as people read it, without its unit's code."""
    if figure is None or figure.now.exact is None:
        return tr("not enough data")
    return scale_of(metric, currency).write(float(figure.now.exact))


def no_rows_words(card: Card) -> str:
    """Return why there are no rows that could be shown behind a card; empty where there are."""
    if metric_with_rows(card) is not None:
        return ""
    area = metric_named(card.metric).area
    if area is Area.LEDGER:
        return tr("The ledger keeps this as sums. Postings stand in the statements of Routing, Accounts.")
    if area is Area.TRAFFIC:
        return tr("Requests are kept as counts. Their lines stand in the logs of Traffic, Sources.")
    return tr("Costs are given by the day and campaign; there are no rows behind them.")


def change_words(figure: Figure | None, metric: Metric) -> tuple[str, Tone]:
    """Return a change with its sign and the ink of good or bad news; empty where nothing can be said."""
    found = None if figure is None else change_of(metric, figure)
    if found is None:
        return "", Tone.FAINT
    if found.by is By.NEW:
        return tr("new"), Tone.FAINT
    tone = _TONES[found.better]
    if found.by is By.TIMES:
        return tr("× {times}", times=decimal(float(found.value), 0)), tone
    sign = MINUS if found.value < 0 else "+" if found.value > 0 else ""
    amount = f"{sign}{decimal(float(abs(found.value)), 1)}"
    return tr("{points} points", points=amount) if found.by is By.POINTS else f"{amount}{THIN_SPACE}%", tone


def period_words(period: Period) -> str:
    """Return a period as a title: October 2026, 19 to 28 Oct 2026."""
    first, last = period.first, period.last
    if first.day == 1 and (last.year, last.month) == (first.year, first.month):
        shown = Shown(12 * first.year + first.month - 1)
        days = shown.days()
        if days is not None and days[1] == day_number(last) + 1:
            return shown.title
    return day_range(first, last).title


def fault_words(found: Answer) -> str:
    """Return why a card can't be answered; empty where it can."""
    if found.fault == NOTHING_COMPARED:
        return tr("Nothing is compared: choose a period in the header, and what to compare it with.")
    return found.fault


def comparison_words(comparison: Comparison, plan: str = "") -> str:
    """Return what something is compared with."""
    return {
        Against.BEFORE: tr("the period before"),
        Against.YEAR: tr("the same days last year"),
        Against.NOTHING: tr("nothing"),
        Against.SIMULATION: tr("the simulation of {plan}", plan=plan or tr("a plan")),
    }[comparison.against]
