"""What the operator chose for forecasts, among the settings of the desk: the country of the holidays."""

import sqlite3
from typing import Final

from revroute_desktop.analytics.forecast.holidays import check_country
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.settings import remember_setting, setting

_HOLIDAYS: Final = "analytics.holidays"


def holiday_country(sql: sqlite3.Connection) -> str | None:
    """Return the code of the country whose holidays forecasts know; None where none is chosen."""
    found = setting(sql, _HOLIDAYS)
    return found if isinstance(found, str) and found else None


def choose_holidays(workspace: Workspace, country: str | None) -> str | None:
    """Have forecasts know the holidays of a country, or of none; returns its code as it is kept.

    Raises SeriesError for a country whose holidays are not known.
    """
    code = check_country(country) if country else None
    remember_setting(workspace, _HOLIDAYS, code)
    return code
