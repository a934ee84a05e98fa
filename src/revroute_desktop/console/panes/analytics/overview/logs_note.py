"""Of which days there are logs, where these are not all that a card is of."""

from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.console.books.period import day_range
from revroute_desktop.console.translate import tr
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.zones import local_day


def logs_note(found: Answer, now: int) -> str:
    """Return the days of which there are logs, where a metric of a card is made of them and days that are
    over by `now` (microseconds UTC) have none; empty where all have, and where none has, which the card says
    itself.

    A day of which there is any log has logs: servers write nothing while nobody asks.
    """
    zone = found.period.zone
    first = local_day(found.span[0], zone)
    last = min(local_day(found.span[1] - 1, zone), local_day(now, zone) - 1)
    own = ((found.metric, found.known),)
    for metric, known in [(one.metric, one.known) for one in found.columns] or own:
        if not metric.needs_logs or known is None or known[0] >= known[1]:
            continue
        begun, ended = local_day(known[0], zone), local_day(known[1] - 1, zone)
        if (begun > first or ended < last) and max(begun, first) <= min(ended, last):
            days = day_range(day_of(max(begun, first)), day_of(min(ended, last)))
            return tr("logs {span}", span=days.title)
    return ""
