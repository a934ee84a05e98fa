"""Instants, days and steps of time as answers write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.ledger.periods import day_of


def instant(at: int | None) -> str | None:
    """Write microseconds UTC as 2026-03-31T08:15:00Z."""
    if at is None:
        return None
    return datetime.fromtimestamp(at // 1_000_000, UTC).isoformat().replace("+00:00", "Z")


def day_text(day: int | None) -> str | None:
    """Write a day, counted from 1970-01-01, as 2026-03-31."""
    return None if day is None else day_of(day).isoformat()


def step_text(at: int, step: Step, zone: str) -> str:
    """Write when a step of time begins (microseconds UTC) as people in a zone read it: 2026-03-31, an hour as
    2026-03-31 08:00, with its distance to UTC where clocks show that hour twice.
    """
    local = datetime.fromtimestamp(at // 1_000_000, UTC).astimezone(ZoneInfo(zone))
    if step is not Step.HOUR:
        return f"{local:%Y-%m-%d}"
    twice = local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()
    return f"{local:%Y-%m-%d %H:%M}{f' {local:%z}' if twice else ''}"
