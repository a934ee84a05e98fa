"""The days that a command of traffic looks at."""

from datetime import date

from revroute_desktop.cli.options import CommandParser, day
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.workspace.zones import midnight

_BEGINNING, _END = -(2**62), 2**62


def declare_period(parser: CommandParser) -> None:
    """Declare `--from` and `--to`."""
    parser.add_argument("--from", dest="first", type=day, metavar="DATE", help="this day or later")
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="this day or before")


def span(first: date | None, last: date | None, zone: str) -> tuple[int, int]:
    """Return the instants at which the first day begins and the last one has ended; all time where nothing
    is said. Raises UserError where no day is in between.
    """
    if first is not None and last is not None and first > last:
        raise UserError(f"--from {first} is later than --to {last}; no day is in between.")
    begin = _BEGINNING if first is None else midnight(day_number(first), zone)
    return begin, _END if last is None else midnight(day_number(last) + 1, zone)
