"""The steps that follow a history are told as far as it can be forecast, and no further."""

import pytest

from revroute_desktop.analytics.history import forecast_metric
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.series import SeriesError
from revroute_desktop.workspace import Workspace

LATER = 2**60


def test_a_horizon_beyond_the_history_is_refused_before_its_days_are_told(demo: Workspace) -> None:
    # The days of so many steps would be beyond the calendar.
    with demo.read() as session:
        for horizon in (0, 99_999_999):
            with pytest.raises(SeriesError, match=f"A horizon of {horizon} steps can't be forecast"):
                forecast_metric(session.sql, "net", horizon, Step.DAY, "Europe/Berlin", LATER, country="DE")
