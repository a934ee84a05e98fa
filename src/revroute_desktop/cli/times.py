"""Instants and days as answers write them."""

from datetime import UTC, datetime

from revroute_desktop.ledger.periods import day_of


def instant(at: int | None) -> str | None:
    """Write microseconds UTC as 2026-03-31T08:15:00Z."""
    if at is None:
        return None
    return datetime.fromtimestamp(at // 1_000_000, UTC).isoformat().replace("+00:00", "Z")


def day_text(day: int | None) -> str | None:
    """Write a day, counted from 1970-01-01, as 2026-03-31."""
    return None if day is None else day_of(day).isoformat()
