"""Times of outside files: text in some format, on some clock, to microseconds UTC."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from re import compile as pattern
from typing import Final

import numpy as np

from revroute_desktop.routing.imports.mapping_columns import Fault, shown
from revroute_desktop.routing.imports.profile import TimeRule
from revroute_desktop.workspace.zones import ZoneError, from_local_columns, load_zone

_EPOCH_LOCAL: Final = datetime(1970, 1, 1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
FIRST_INSTANT: Final = 0
BEYOND_INSTANT: Final = (datetime(2201, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND
"""An event occurs in the years 1970 to 2200."""

_UNIX: Final = pattern(r"([0-9]{1,12})(?:\.([0-9]{1,6}))?")
_UNIX_MS: Final = pattern(r"[0-9]{1,15}")
_OFFSET: Final = pattern(r"([+-])([01][0-9]|2[0-3]):([0-5][0-9])")


def parse_offset(text: str) -> int | None:
    """Return the minutes of an offset such as -08:00, or None for a text that is none."""
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3])
    return -minutes if match[1] == "-" else minutes


def parse_times(texts: Sequence[str], zones: Sequence[str], rule: TimeRule) -> list[int | Fault]:
    """Return the instant of each text, whose clock stands in the zone beside it, or why it has none (B18)."""
    results: list[int | Fault] = []
    local: dict[str, list[tuple[int, int]]] = {}
    for index, (text, zone) in enumerate(zip(texts, zones, strict=True)):
        moment = _moment(text.strip(), rule)
        if isinstance(moment, datetime):
            # A local time is given its instant below, with the others of its zone.
            local.setdefault(zone.strip(), []).append((index, (moment - _EPOCH_LOCAL) // _MICROSECOND))
            moment = 0
        results.append(moment)
    for name, items in local.items():
        _place_in_zone(rule.zones.get(name, name), items, texts, results)
    return [_in_range(result, text) for result, text in zip(results, texts, strict=True)]


def _moment(text: str, rule: TimeRule) -> datetime | int | Fault:
    """Return a local time, or an instant where the text says it, or a fault."""
    if not text:
        return Fault("time", "The row has no time.")
    for format in rule.formats:
        if format == "unix":
            if match := _UNIX.fullmatch(text):
                return int(match[1]) * 1_000_000 + int((match[2] or "").ljust(6, "0"))
        elif format == "unix_ms":
            if _UNIX_MS.fullmatch(text):
                return int(text) * 1000
        else:
            try:
                moment = datetime.fromisoformat(text) if format == "iso" else datetime.strptime(text, format)
            except (ValueError, OverflowError):
                continue
            if moment.tzinfo is None:
                return moment
            return (moment - _EPOCH) // _MICROSECOND
    return Fault("time", f"{shown(text)} is not a time written as {' or '.join(rule.formats)}.")


def _place_in_zone(
    zone: str, items: list[tuple[int, int]], texts: Sequence[str], results: list[int | Fault]
) -> None:
    minutes = parse_offset(zone)
    if minutes is not None:
        for index, at in items:
            results[index] = at - minutes * 60_000_000
        return
    try:
        load_zone(zone)
    except ZoneError:
        for index, _ in items:
            results[index] = Fault(
                "time", f"There is no time zone {shown(zone)}; give it in `zones` of the profile."
            )
        return
    # Two days of leeway, since a local time may lie that side of the range that its instant does not.
    near = [item for item in items if -172_800_000_000 <= item[1] <= BEYOND_INSTANT + 172_800_000_000]
    for index, _ in items:
        results[index] = -1
    instants, exist = from_local_columns(np.array([at for _, at in near], dtype=np.int64), zone)
    for (index, _), at, exists in zip(near, instants.tolist(), exist.tolist(), strict=True):
        if exists:
            results[index] = at
        else:
            detail = (
                f"The time {shown(texts[index])} does not exist in {zone}: clocks were put forward over it."
            )
            results[index] = Fault("time", detail)


def _in_range(result: int | Fault, text: str) -> int | Fault:
    if isinstance(result, Fault) or FIRST_INSTANT <= result < BEYOND_INSTANT:
        return result
    return Fault("time", f"The time {shown(text)} is not in the years 1970 to 2200.")
