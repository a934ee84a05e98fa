"""What the list of anomalies says of one."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication

from revroute_desktop.analytics.anomalies.alerts import Alert
from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.console.panes.analytics.anomalies.models import alert_row

BERLIN = ZoneInfo("Europe/Berlin")


def at(month: int, day: int, hour: int) -> int:
    return int(datetime(2026, month, day, hour, tzinfo=UTC).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("begun", "ended", "said", "whole"),
    [
        (at(6, 26, 3), at(6, 26, 4), "26 Jun 2026, 05:00 to 06:00", "26 Jun 2026, 05:00 to 06:00"),
        (at(7, 1, 0), at(11, 22, 21), "1 Jul to 22 Nov 2026", "1 Jul 2026, 02:00 to 22 Nov 2026, 22:00"),
    ],
)
def test_what_lasted_for_days_is_listed_by_its_days(
    qapp: QApplication, begun: int, ended: int, said: str, whole: str
) -> None:
    sales, rule = metric_named("sales"), "sales missing 4 hours"
    none = (None,) * 4
    alert = Alert(
        "rule-1",
        sales,
        None,
        Step.HOUR,
        rule,
        begun,
        ended,
        0.0,
        *none,
        ended,
        1,
        None,
        None,
        None,
        None,
        None,
    )
    when = alert_row(alert, BERLIN)[1]
    assert (when.text, when.full) == (said, whole)
