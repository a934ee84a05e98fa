"""What an alert says: its mark, and that it began or is over."""

from revroute_desktop.console.format import decimal, milliseconds
from revroute_desktop.console.panes.system.cards import said_alert
from revroute_desktop.console.translate import later, tr
from revroute_desktop.processes.alerts import AlertChange, AlertRule, Reading

_GIB = 1024**3
_SHARES = frozenset({Reading.CPU, Reading.MEMORY})
_MILLISECONDS = frozenset({Reading.COMMIT_MS, Reading.TURN_MS})
READINGS = {
    Reading.CPU: later("Processors"),
    Reading.MEMORY: later("Memory"),
    Reading.DISK_FREE: later("Free disk of the workspace"),
    Reading.COMMIT_MS: later("Time of a commit"),
    Reading.TURN_MS: later("Longest turn of the window"),
    Reading.QUEUE: later("Jobs that wait"),
    Reading.FAILED: later("Jobs that failed within the hour"),
}
"""What the readings are called."""

_BEGAN = {
    Reading.CPU: later("Processors are {value} busy, over {mark}."),
    Reading.MEMORY: later("{value} of the memory is used, over {mark}."),
    Reading.DISK_FREE: later("Only {value} are free on the disk of the workspace, under {mark}."),
    Reading.COMMIT_MS: later("A commit takes {value}, over {mark}: the disk is slow."),
    Reading.TURN_MS: later("The window was held up for {value}, over {mark}."),
    Reading.QUEUE: later("{value} jobs wait, over {mark}."),
    Reading.FAILED: later("{value} jobs failed within the hour, over {mark}."),
}
_OVER = {
    Reading.CPU: later("Processors have room again: {value} busy."),
    Reading.MEMORY: later("There is memory again: {value} used."),
    Reading.DISK_FREE: later("The disk has room again: {value} free."),
    Reading.COMMIT_MS: later("Commits are quick again: {value}."),
    Reading.TURN_MS: later("The window answers at once again: {value}."),
    Reading.QUEUE: later("Fewer jobs wait again: {value}."),
    Reading.FAILED: later("Fewer jobs fail again: {value}."),
}


def said_rule(rule: AlertRule) -> str:
    """Say when an alert begins."""
    return said_alert(said_value(rule.reading, rule.mark), rule.seconds, below=rule.below)


def said_change(change: AlertChange) -> str:
    """Say in a sentence that an alert began or is over."""
    reading = change.rule.reading
    value, mark = said_value(reading, change.value), said_value(reading, change.rule.mark)
    return tr(_BEGAN[reading] if change.began else _OVER[reading], value=value, mark=mark)


def said_value(reading: Reading, value: float) -> str:
    """Write a reading with its unit."""
    if reading in _SHARES:
        return f"{round(value * 100)} %"
    if reading in _MILLISECONDS:
        return milliseconds(value)
    return f"{decimal(value / _GIB, 1)} GiB" if reading is Reading.DISK_FREE else f"{value:.0f}"
