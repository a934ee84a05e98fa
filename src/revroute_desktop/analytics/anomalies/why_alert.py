"""Why an alert's figure is another: its days against the same weekdays before, by a dimension."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

from revroute_desktop.analytics.anomalies.alerts import Alert
from revroute_desktop.analytics.card_answers import Answer
from revroute_desktop.analytics.cards import Card, Form
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.why import explain_change
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.zones import local_day

_WEEK = 7


def days_of_alert(alert: Alert, zone: str) -> Period:
    """Return the local days that an alert reaches over."""
    return Period(day_of(local_day(alert.begun, zone)), day_of(local_day(alert.ended - 1, zone)), zone)


def why_alert(sql: sqlite3.Connection, alert: Alert, by: str, zone: str) -> Answer:
    """Return why the metric was another on the alert's days than on the same weekdays before them.

    What can't be told apart says so in `fault`.
    """
    period = days_of_alert(alert, zone)
    back = timedelta(-(-period.days // _WEEK) * _WEEK)
    other = Period(period.first - back, period.last - back, zone)
    metric = alert.metric
    card = Card(metric.name, Form.WHY, by or (metric.by[0] if metric.by else ""))
    made = Answer(card, metric, period, other, alert.currency, (period.start, period.end), alert.step)
    if not metric.by:
        return replace(made, fault=f"{metric.title} is not told apart by anything.")
    try:
        found = explain_change(sql, metric.name, period, other, card.by)
    except UserError as error:
        return replace(made, fault=str(error))
    why = next((one for one in found if one.currency == alert.currency), None)
    fault = "" if why is not None else "There are too few figures of these days to say why."
    return replace(made, why=why, fault=fault)
