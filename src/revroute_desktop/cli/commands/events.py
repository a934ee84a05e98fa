"""Commands of events: list what came in, waits or was quarantined and why; let go on, retry."""

from datetime import date

from revroute_desktop.cli.amounts import written
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.options import CommandGroup, CommandParser, count, day
from revroute_desktop.cli.terminal import Terminal
from revroute_desktop.cli.times import instant
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.money import currency
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.event_fields import EVENT_FIELDS, EventState
from revroute_desktop.routing.event_pages import (
    EventFilter,
    EventRow,
    event_ids,
    event_page,
    event_sums,
)
from revroute_desktop.routing.explain import find_event
from revroute_desktop.routing.kinds import KIND_BY_WORD, Kind
from revroute_desktop.routing.open_events import release_event, retry_events
from revroute_desktop.workspace.filters.language import Sign, Term, Value, read
from revroute_desktop.workspace.zones import midnight

LIST_EVENTS = 40

_ID_HELP = "its external id, or SOURCE:ID"
_STATES = tuple(state.name.lower() for state in EventState)


def declare(group: CommandGroup, name: str, help_line: str) -> None:
    """Declare `revroute events`, or the commands below `revroute event`."""
    if name == "events":
        _declare_filters(group.command(name, help_line, _events))
        return
    below = group.group(name, help_line)
    _declare_filters(below.command("list", "list events, as `revroute events` does", _events))
    parser = below.command("release", "let a waiting event go on without the original it names", _release)
    parser.add_argument("event", metavar="ID", help=_ID_HELP)
    parser.add_argument("--reason", required=True, help="why, for the log")
    parser = below.command("retry", "let the next route decide quarantined events anew", _retry)
    parser.add_argument("events", nargs="+", metavar="ID", help=_ID_HELP)
    parser.add_argument("--reason", required=True, help="why, for the log")


def _declare_filters(parser: CommandParser) -> None:
    parser.add_argument(
        "text",
        nargs="?",
        default="",
        metavar="FILTER",
        help="as in the console: 'amount>100 -country:DE ch_3Q'",
    )
    parser.add_argument("--state", action="append", choices=_STATES, help="may be given several times")
    parser.add_argument(
        "--kind", action="append", choices=list(KIND_BY_WORD), help="may be given several times"
    )
    parser.add_argument("--source", action="append", metavar="CODE", help="may be given several times")
    parser.add_argument("--currency", metavar="CODE")
    parser.add_argument(
        "--from", dest="first", type=day, metavar="DATE", help="occurred on this day or later"
    )
    parser.add_argument("--to", dest="last", type=day, metavar="DATE", help="occurred on this day or before")
    parser.add_argument(
        "--limit", type=count, default=LIST_EVENTS, metavar="N", help=f"(default: {LIST_EVENTS})"
    )


def _events(terminal: Terminal) -> Answer:
    options = terminal.options
    if options.limit < 1:
        raise UserError("--limit takes a number from 1 on.")
    if options.first is not None and options.last is not None and options.first > options.last:
        raise UserError(f"--from {options.first} is later than --to {options.last}; no day is in between.")
    with terminal.workspace() as workspace, terminal.reading(workspace) as session:
        wanted = EventFilter(
            span=_span(options.first, options.last, workspace.zone),
            currency=None if options.currency is None else currency(options.currency.upper()).numeric,
            terms=read(options.text, EVENT_FIELDS)
            + _terms(source=options.source, kind=options.kind, state=options.state),
            zone=workspace.zone,
        )
        sums = event_sums(session.sql, wanted)
        rows = event_page(session.sql, event_ids(session.sql, wanted, most=options.limit))
    events = [_value(row) for row in rows]
    amounts = {
        code: written(minor, code)
        for code, minor in sorted((currency_by_numeric(n).code, minor) for n, minor in sums.sums.items())
    }
    value: dict[str, object] = {"count": sums.count, "sums": amounts, "undone": sums.undone, "events": events}
    heads = ("Source", "External id", "Occurred", "Kind", "Amount>", "Currency", "State", "Reason")
    keys = ("source", "external_id", "occurred_at", "kind", "amount", "currency", "state", "reason")
    shown = [tuple(event[key] for key in keys) for event in events]
    total = ", ".join(f"{amount} {code}" for code, amount in amounts.items()) or "nothing"
    undone = f" Undone: {sums.undone:,}, which are not in the sum." if sums.undone else ""
    first = "The first is" if len(rows) == 1 else f"The first {len(rows):,} are"
    cut = f" {first} shown; ask for more with --limit." if len(rows) < sums.count else ""
    return Answer(value, [Table(heads, shown), f"{counted(sums.count, 'event')}, {total}.{undone}{cut}"])


def _release(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        with workspace.read() as session:
            event = find_event(session.sql, options.event)
        release_event(workspace, event, actor=terminal.actor, reason=options.reason, job=terminal.job)
    return Answer(
        {"event": event, "external_id": options.event},
        [f"Event {options.event} goes on without its original at the next `revroute route`."],
    )


def _retry(terminal: Terminal) -> Answer:
    options = terminal.options
    with terminal.workspace() as workspace:
        with workspace.read() as session:
            events = [find_event(session.sql, event) for event in options.events]
        done = retry_events(workspace, events, actor=terminal.actor, reason=options.reason, job=terminal.job)
    return Answer(
        {"retried": done}, [f"Waiting again: {counted(done, 'event')}. `revroute route` decides anew."]
    )


def _terms(**options: list[str] | None) -> tuple[Term, ...]:
    return tuple(
        Term(name, Sign.EQUAL, tuple(Value(word) for word in words))
        for name, words in options.items()
        if words
    )


def _span(first: date | None, last: date | None, zone: str) -> tuple[int, int] | None:
    """Return the instants of the first day's beginning and the last day's end in the books' zone."""
    if first is None and last is None:
        return None
    begin = -(2**62) if first is None else midnight(day_number(first), zone)
    return begin, 2**62 if last is None else midnight(day_number(last) + 1, zone)


def _value(row: EventRow) -> dict[str, object]:
    code = currency_by_numeric(row.currency).code
    return {
        "id": row.id,
        "source": row.source,
        "external_id": row.external_id,
        "occurred_at": instant(row.occurred_at),
        "kind": Kind(row.kind).word,
        "amount": written(row.amount, code),
        "currency": code,
        "country": row.country,
        "state": EventState(row.state).name.lower(),
        "reason": row.reason,
    }
