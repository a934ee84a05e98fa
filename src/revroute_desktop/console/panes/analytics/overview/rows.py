"""Where the rows behind a card stand: the view of events or of visits that shows them."""

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.rows import Behind, metric_with_rows, rows_behind
from revroute_desktop.analytics.selection import Selection
from revroute_desktop.console.books.views import VISITS, SavedView
from revroute_desktop.console.panes.analytics.words import no_rows_words
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Sql

_TABS = {Behind.EVENTS: "Events", Behind.VISITS: VISITS}


def view_of_rows(sql: Sql, *, shown: Answer, selection: Selection) -> SavedView | UserError:
    """Return the view that shows the rows behind a card, or why there is none. Runs aside."""
    metric = metric_with_rows(shown.card)
    if metric is None:
        return UserError(no_rows_words(shown.card))
    column = next((one for one in shown.columns if one.metric is metric), None)
    currency = shown.currency if column is None else column.currency
    terms = selection.terms_for(metric, None)
    try:
        found = rows_behind(sql, metric.name, shown.span, shown.period.zone, currency=currency, terms=terms)
    except UserError as fault:
        return fault
    return SavedView("", _TABS[found.table], found.text)
