"""The catalogue: every metric and dimension, by name. What the program measures is defined here alone."""

from collections.abc import Mapping
from typing import Final

from revroute_desktop.analytics.metrics.metrics_of_revenue import REVENUE
from revroute_desktop.analytics.metrics.metrics_of_traffic import TRAFFIC
from revroute_desktop.analytics.metrics.model import Dimension, Metric, Reader, Terms
from revroute_desktop.analytics.metrics.read_books import read_books, read_levels, read_payees
from revroute_desktop.analytics.metrics.read_costs import read_costs
from revroute_desktop.analytics.metrics.read_events import read_events
from revroute_desktop.analytics.metrics.read_joined import read_joined
from revroute_desktop.analytics.metrics.read_payers import read_payers
from revroute_desktop.analytics.metrics.read_traffic import read_latencies, read_requests
from revroute_desktop.analytics.metrics.read_visits import read_visits
from revroute_desktop.analytics.metrics.terms import CannotTell
from revroute_desktop.errors import UserError

READERS: Final[Mapping[str, Reader]] = {
    "events": read_events,
    "books": read_books,
    "levels": read_levels,
    "payees": read_payees,
    "payers": read_payers,
    "requests": read_requests,
    "visits": read_visits,
    "latencies": read_latencies,
    "joined": read_joined,
    "costs": read_costs,
}

METRICS: Final[tuple[Metric, ...]] = (*REVENUE, *TRAFFIC)

DIMENSIONS: Final = (
    Dimension("source", "Source", "the source of a revenue event"),
    Dimension("kind", "Kind", "the kind of a revenue event"),
    Dimension("route", "Route", "the route of the plan that an event took last"),
    Dimension("destination", "Destination", "the account that received"),
    Dimension("product", "Product", "the product of a revenue event"),
    Dimension("campaign", "Campaign", "the campaign of an event, or of a visit"),
    Dimension("country", "Country", "the country of an event, or of a visitor's address"),
    Dimension("referrer", "Referrer", "the site or group of sites that a visit came from"),
    Dimension("landing", "Landing page", "the first page of a visit"),
    Dimension("exit", "Exit page", "the last page of a visit"),
    Dimension("device", "Device", "desktop, phone, tablet or other"),
    Dimension("path", "Path", "the group of paths of a request"),
    Dimension("status", "Status", "the status that a request was answered with"),
    Dimension("method", "Method", "the method of a request"),
    Dimension("verdict", "Verdict", "what a request's sender was taken for"),
    Dimension("class", "Class", "people, or the class of bots"),
)

_BY_NAME: Final = {metric.name: metric for metric in METRICS}
_DIMENSION_BY_NAME: Final = {dimension.name: dimension for dimension in DIMENSIONS}


def metric_named(name: str) -> Metric:
    """Return a metric; raises UserError for a name that the catalogue does not have."""
    found = _BY_NAME.get(name)
    if found is None:
        raise UserError(f"There is no metric {name[:40]!r}; `revroute metrics list` shows what there is.")
    return found


def check_dimension(metric: Metric, name: str | None) -> None:
    """Raise UserError where a metric can't be told apart by a dimension; None is always right."""
    if name is None or name in metric.by:
        return
    if name not in _DIMENSION_BY_NAME:
        known = ", ".join(dimension.name for dimension in DIMENSIONS)
        raise UserError(f"There is no dimension {name[:40]!r}; there are {known}.")
    if not metric.by:
        raise UserError(f"{metric.title} ({metric.name}) can't be told apart by anything.")
    allowed = ", ".join(metric.by)
    raise UserError(f"{metric.title} ({metric.name}) can't be told apart by {name}, but by: {allowed}.")


def check_terms(metric: Metric, terms: Terms) -> None:
    """Raise UserError where a metric can't be narrowed to a dimension's key."""
    for name, key in terms:
        if name in _DIMENSION_BY_NAME and name not in metric.by:
            raise CannotTell(
                f"{metric.title} ({metric.name}) can't be told apart by {name}, so there is no figure of "
                f"{name} {key or '(none)'} alone."
            )
        check_dimension(metric, name)
