"""The tables of the Anomalies tab: alerts, rules, checks; and what is said of an alert."""

from datetime import datetime
from zoneinfo import ZoneInfo

from revroute_desktop.analytics.anomalies.alerts import Alert
from revroute_desktop.analytics.anomalies.desk import KeptRule
from revroute_desktop.analytics.metrics.model import Unit
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series import DAY
from revroute_desktop.console.books.period import day_range
from revroute_desktop.console.format import decimal
from revroute_desktop.console.panes.analytics.words import metric_title, scale_of
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import (
    NOT_APPLICABLE,
    Cell,
    Column,
    Form,
    Holds,
    Row,
    Tone,
)
from revroute_desktop.console.widgets.charts.data import Scale
from revroute_desktop.console.widgets.charts.span_words import span_words

ALERT_COLUMNS = (
    Column(later("Metric"), later("Latency, 95th percentile"), medium=True, grow=2),
    Column(later("When"), "28 Oct 2026, 14:00 to 15:00", grow=1, holds=Holds.TIME),
    Column(later("Value"), "1,234,567.89 EUR", right=True, grow=0),
    Column(later("Expected"), "1,234,567.89 to 2,234,567.89", right=True, grow=1),
    Column(later("Severity"), later("Severe"), mark=True, grow=0),
    Column(later("State"), "Acknowledged", mark=True, grow=0),
    Column(later("Reason"), "a press article sent them", grow=2, yields=1),
)

RULE_COLUMNS = (
    Column(later("Rule"), "error_rate > 5% per hour", mono=True, grow=3),
    Column(later("State"), later("Broken now"), mark=True, grow=0),
)

CHECK_COLUMNS = (
    Column(later("What is checked"), later("Events that look like duplicates"), medium=True, grow=2),
    Column(later("Found"), "1,234", right=True, grow=0, holds=Holds.COUNT),
    Column(later("What to do"), "Look at the rule that sends them there", grow=4, yields=1),
)

OPEN, SEEN, PAST, ALL = range(4)
"""Which alerts are listed."""

CLEAR, SEVERE = 2.0, 4.0
"""Bounds from which on something is clearly or severely off."""


def wanted(alert: Alert, state: int) -> bool:
    """Whether an alert is listed in a state."""
    if state == OPEN:
        return alert.is_open
    if state == SEEN:
        return alert.seen is not None
    return state == ALL or (alert.seen is None and not alert.is_open)


def alert_title(alert: Alert) -> str:
    """Return what an alert is about: the metric, with its currency."""
    title = metric_title(alert.metric)
    return f"{title}, {alert.currency}" if alert.currency else title


def rule_scale(alert: Alert) -> Scale:
    """Return how the figures of an alert are written: a ratio of two metrics has no unit."""
    if alert.rule is not None and "/" in alert.rule and alert.metric.unit is not Unit.MONEY:
        return Scale(Unit.MEAN)
    return scale_of(alert.metric, alert.currency)


def value_words(alert: Alert) -> str:
    """Return the worst figure with its currency."""
    text = rule_scale(alert).write(alert.worst)
    return f"{text} {alert.currency}" if alert.currency and alert.metric.unit is Unit.MONEY else text


def range_words(alert: Alert) -> str:
    """Return what was expected: a range, or the rule that was broken."""
    if alert.rule is not None:
        return alert.rule
    if alert.lower is None or alert.upper is None:
        return ""
    scale = scale_of(alert.metric, alert.currency)
    return tr("{low} to {high}", low=scale.write(alert.lower), high=scale.write(alert.upper))


def severity_words(alert: Alert) -> tuple[str, Tone]:
    """Return how far off it is in a word, and its ink."""
    if alert.severity is None:
        return tr("By rule"), Tone.WARNING
    if alert.severity >= SEVERE:
        return tr("Severe"), Tone.NEGATIVE
    return (tr("Clear"), Tone.WARNING) if alert.severity >= CLEAR else (tr("Slight"), Tone.SECOND)


def state_words(alert: Alert) -> tuple[str, Tone, bool]:
    """Return where an alert stands, its ink, and whether that is an exception."""
    if alert.is_open:
        return tr("Open", "an alert"), Tone.WARNING, True
    if alert.seen is not None:
        return tr("Acknowledged"), Tone.POSITIVE, False
    return (tr("Settled"), Tone.FAINT, False) if alert.told is not None else (tr("Past"), Tone.FAINT, False)


def alert_row(alert: Alert, zone: ZoneInfo) -> Row:
    """Return the cells of an alert."""
    severity, tone = severity_words(alert)
    state, ink, chip = state_words(alert)
    when = span_words((alert.begun, alert.ended), zone)
    grave = tone in (Tone.NEGATIVE, Tone.WARNING) and alert.is_open
    expected = range_words(alert)
    return (
        Cell(alert_title(alert), full=alert.name),
        Cell(_when_words(alert, zone), full=when),
        Cell(value_words(alert), Form.MEDIUM, raw=rule_scale(alert).raw(alert.worst)),
        Cell(expected, tone=Tone.SECOND, full=expected),
        Cell(severity, Form.CHIP if grave else Form.PLAIN, tone if grave else Tone.SECOND),
        Cell(state, Form.CHIP if chip else Form.DOT, ink),
        Cell(alert.reason, tone=Tone.SECOND, full=alert.reason) if alert.reason else NOT_APPLICABLE,
    )


def _when_words(alert: Alert, zone: ZoneInfo) -> str:
    """Return when it was as a table says it: the hours of what lasted for days are of no use there."""
    if alert.ended - alert.begun <= 2 * DAY:
        return span_words((alert.begun, alert.ended), zone)
    first, last = (datetime.fromtimestamp(at / 1e6, zone).date() for at in (alert.begun, alert.ended - 1))
    return day_range(first, last).title


def rule_row(rule: KeptRule, *, broken: bool) -> Row:
    """Return the cells of a rule."""
    state = Cell(tr("Broken now"), Form.CHIP, Tone.WARNING) if broken else Cell(tr("Kept"), Form.DOT)
    return (Cell(rule.rule.text, full=rule.rule.text), state)


def alert_sentence(alert: Alert, zone: ZoneInfo) -> str:
    """Say what looks wrong, and by what it is judged."""
    when, value = span_words((alert.begun, alert.ended), zone), value_words(alert)
    title = alert_title(alert)
    if alert.rule is not None:
        return tr(
            "{metric}: {value} at worst, {when}. The rule is: {rule}.",
            metric=title,
            value=value,
            when=when,
            rule=alert.rule,
        )
    return tr(
        "{metric}: {value} at worst, {when}. {range} was to be expected {how}.",
        metric=title,
        value=value,
        when=when,
        range=range_words(alert),
        how=tr(_HOW[alert.step]),
    )


def notice_of(alert: Alert, zone: ZoneInfo) -> str:
    """Say in one short sentence what looks wrong."""
    when = span_words((alert.begun, alert.ended), zone)
    if alert.rule is not None:
        return tr(
            "{metric} breaks a rule, {when}: {rule}", metric=alert_title(alert), when=when, rule=alert.rule
        )
    return tr(
        "{metric}: {value}, {when}; {range} was to be expected.",
        metric=alert_title(alert),
        value=value_words(alert),
        when=when,
        range=range_words(alert),
    )


def off_words(alert: Alert) -> str:
    """Say how far off it is in figures."""
    if alert.severity is None:
        return ""
    return tr("{times} times as far off as is borne", times=decimal(alert.severity, 1))


_HOW = {
    Step.HOUR: later("by the same hour of the newest days"),
    Step.DAY: later("by the same weekday of the newest weeks"),
    Step.WEEK: later("by the same week of earlier years"),
    Step.MONTH: later("by the same month of earlier years"),
}
