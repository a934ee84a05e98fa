"""The period that a command of figures looks at."""

from revroute_desktop.analytics.metrics.periods import Period, period
from revroute_desktop.analytics.period_of_books import newest_day
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.workspace import Workspace


def asked_period(terminal: Terminal, workspace: Workspace, metric: str | None = None) -> Period:
    """Return the period that the options name; where they name none the newest 28 days up to the newest of
    what a metric is made of, or of any event or request.
    """
    options = terminal.options
    with terminal.reading(workspace) as session:
        newest = newest_day(session.sql, workspace.zone, workspace.clock(), metric)
    return period(options.first, options.last, workspace.zone, newest)
