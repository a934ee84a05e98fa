"""`revroute capacity`: how long what a load run has borne is enough for the traffic that is expected."""

from dataclasses import asdict
from pathlib import Path

from revroute_desktop.analytics.capacity import BORNE_SECONDS, MONTH, Capacity, capacity
from revroute_desktop.analytics.days_ahead import DayPeak
from revroute_desktop.analytics.forecast.desk import holiday_country
from revroute_desktop.analytics.needs import Kind
from revroute_desktop.analytics.place import place_of
from revroute_desktop.analytics.prices import Cost, keep_prices, kept_prices
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.counts import sized
from revroute_desktop.cli.options import CommandGroup, count
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.errors import UserError

_DAYS = 90
_SHOWN = 14
_TITLES = {
    Kind.REQUESTS: "Requests a second",
    Kind.EVENTS: "Events an hour",
    Kind.LINES: "Log lines an hour",
    Kind.WORKERS: "Workers",
    Kind.DISK: "Size of the file",
}


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare the command."""
    parser = group.command(name, help_line, _capacity)
    parser.add_argument(
        "--days", type=count, default=_DAYS, metavar="N", help=f"how far to look ahead (default: {_DAYS})"
    )
    prices = parser.add_mutually_exclusive_group()
    prices.add_argument("--prices", type=Path, metavar="FILE", help="keep this price table of cloud tables")
    prices.add_argument("--usual-prices", action="store_true", help="go back to the program's price table")
    prices.add_argument("--show-prices", action="store_true", help="print the price table as it is")


def _capacity(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        if options.prices is not None or options.usual_prices:
            keep_prices(workspace, None if options.usual_prices else _text_of(options.prices))
        place = place_of(workspace)
        with terminal.reading(workspace) as session:
            if options.show_prices:
                text = kept_prices(session.sql)
                return Answer({"prices": text}, [text])
            country = holiday_country(session.sql)
            found = capacity(
                session.sql, workspace.zone, workspace.clock(), options.days, place=place, country=country
            )
    borne = found.borne
    value: dict[str, object] = {
        "borne": borne
        and {
            "run": borne.run.run,
            "number": borne.run.id,
            "scenario": borne.run.scenario,
            "target": borne.run.target,
            "per_second": round(borne.per_second, 3),
        },
        "busiest": round(found.busiest, 3),
        "passed_on": found.passed_on and found.passed_on.isoformat(),
        "method": found.method,
        "errors": found.errors,
        "peaks": [_value(one) for one in found.peaks],
        "events_a_day": [_value(one) for one in found.events],
        "needs": [
            {**asdict(one), "passed_on": one.passed_on and one.passed_on.isoformat()} for one in found.needs
        ],
        "costs": [_cost(found, one) for one in found.costs],
        "notes": list(found.notes),
    }
    rows = [
        (one.day, f"{one.per_second:,.2f}", f"{one.lower:,.2f} to {one.upper:,.2f}", *_events(found, place))
        for place, one in enumerate(found.peaks[:_SHOWN])
    ]
    heads = ("Day", "Requests a second in the busiest minute>", "90% range>", "Events a day>")
    texts: list[str | Table] = [_verdict(found), *([Table(heads, rows)] if rows else [])]
    if len(found.peaks) > _SHOWN:
        texts.append(f"{len(found.peaks) - _SHOWN} more days with --json.")
    texts.append(Table(("Need", "At most>", "There is>", "Where from", "Passed on"), _need_rows(found)))
    for one in found.costs:
        amount = f"{float(one.amount):,.2f} {found.table.currency}"
        texts.append(
            f"{one.price.name}: {_unit_words(float(one.units), one.price.unit)}, {amount} in {MONTH} days "
            f"(prices of {one.price.as_of})."
        )
    return Answer(value, [*texts, *found.notes])


def _need_rows(found: Capacity) -> list[tuple[object, ...]]:
    return [
        (
            _TITLES[one.kind],
            _need_words(one.kind, one.upper),
            "unknown" if one.have is None else _need_words(one.kind, one.have),
            one.about,
            one.passed_on or "",
        )
        for one in found.needs
    ]


def _need_words(kind: Kind, value: float) -> str:
    """Write what is needed: bytes in their unit, events and lines whole, the others to the hundredth."""
    if kind is Kind.DISK:
        return sized(value)
    return f"{value:,.0f}" if kind in (Kind.EVENTS, Kind.LINES) else f"{value:,.2f}"


def _unit_words(units: float, unit: str) -> str:
    return f"{units:,.0f} {unit.removesuffix('s') if round(units) == 1 else unit}"


def _cost(found: Capacity, one: Cost) -> dict[str, object]:
    return {
        "name": one.price.name,
        "unit": one.price.unit,
        "units": round(float(one.units), 3),
        "amount": f"{float(one.amount):.2f}",
        "currency": found.table.currency,
        "source": one.price.source,
        "as_of": one.price.as_of.isoformat(),
    }


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}. Check the name.") from None
    except UnicodeDecodeError:
        raise UserError(f"{path} is no text in UTF-8; save the table of prices as one.") from None


def _value(one: DayPeak) -> dict[str, object]:
    return {
        "day": one.day.isoformat(),
        "value": round(one.per_second, 3),
        "lower": round(one.lower, 3),
        "upper": round(one.upper, 3),
    }


def _events(found: Capacity, place: int) -> tuple[str]:
    return (f"{found.events[place].per_second:,.0f}" if place < len(found.events) else "",)


def _verdict(found: Capacity) -> str:
    if not found.peaks:
        return "There are too few days of logs to say how many requests come."
    busiest = f"The busiest minute so far had {found.busiest:,.2f} requests a second."
    if found.borne is None:
        return busiest
    run = found.borne
    borne = (
        f"Load run {run.run.id} bore {run.per_second:,.1f} requests a second over {BORNE_SECONDS} seconds "
        "and passed its thresholds."
    )
    if found.passed_on is None:
        return f"{busiest} {borne} What is expected stays below that to {found.peaks[-1].day}."
    return f"{busiest} {borne} It may be passed on {found.passed_on}."
