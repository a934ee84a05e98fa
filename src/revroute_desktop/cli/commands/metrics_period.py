"""The period that a command of figures looks at."""

from revroute_desktop.analytics.metrics.periods import Period, newest_day, period
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.workspace import Workspace


def asked_period(terminal: Terminal, workspace: Workspace) -> Period:
    """Return the period that the options name; the newest 28 days where they name none."""
    options = terminal.options
    with terminal.reading(workspace) as session:
        newest = newest_day(session.sql, workspace.zone, workspace.clock())
    return period(options.first, options.last, workspace.zone, newest)
