"""Instants, days and steps of time as answers write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.workspace.zones import local_day, midnight


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


def span_text(start: int, end: int, zone: str) -> str:
    """Write a span of time (microseconds UTC) as people in a zone read it: whole days as 2026-06-29 to
    2026-06-30, others with their times.
    """
    first, after = local_day(start, zone), local_day(end, zone)
    if (midnight(first, zone), midnight(after, zone)) == (start, end):
        days = day_of(first), day_of(after - 1)
        return f"{days[0]}" if days[0] == days[1] else f"{days[0]} to {days[1]}"
    return f"{step_text(start, Step.HOUR, zone)} to {step_text(end, Step.HOUR, zone)}"
