"""Spans of time in words: 19 Oct 2026, October 2026, 19 to 25 Oct 2026, 19 Oct 2026, 14:00 to 15:00."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from revroute_desktop.console.books.period import day_range
from revroute_desktop.console.format import date_words, month_words
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.data import Span

_SECOND = 1_000_000


def local(instant: int, zone: ZoneInfo) -> datetime:
    """Return an instant in microseconds as a time of a zone."""
    return datetime.fromtimestamp(instant / _SECOND, zone)


def span_words(span: Span, zone: ZoneInfo) -> str:
    """Return a span in words, as short as it can be told from its neighbours."""
    begin, end = local(span[0], zone), local(span[1], zone)
    if _is_midnight(begin) and _is_midnight(end) and end > begin:
        last = end.date() - timedelta(days=1)
        if begin.day == 1 and end.day == 1 and (begin.year, begin.month) == (last.year, last.month):
            return f"{month_words(begin.month, whole=True)} {begin.year}"
        return day_range(begin.date(), last).title
    if begin.date() == end.date() or end - begin <= timedelta(days=1):
        return tr("{day}, {begin} to {end}", day=date_words(begin), begin=_clock(begin), end=_clock(end))
    return tr(
        "{begin} to {end}",
        begin=f"{date_words(begin)}, {_clock(begin)}",
        end=f"{date_words(end)}, {_clock(end)}",
    )


def _is_midnight(when: datetime) -> bool:
    return not (when.hour or when.minute or when.second or when.microsecond)


def _clock(when: datetime) -> str:
    return f"{when:%H:%M:%S}" if when.second else f"{when:%H:%M}"
