"""The views of the SQL page: what may be read, in the program's words. No sealed text, key or setting."""

import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.money.currencies import CURRENCIES, currency_by_numeric
from revroute_desktop.routing.event_fields import EventState
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.traffic.meaning.classes import BOT_TITLES
from revroute_desktop.workspace.ledger_days import day_of_row


@dataclass(frozen=True, slots=True)
class View:
    """A view: what it holds, its columns and what they mean, and the tables that it reads."""

    name: str
    meaning: str
    columns: tuple[tuple[str, str, str], ...]
    """Name, expression, meaning."""
    source: str

    @property
    def statement(self) -> str:
        """The statement that makes it."""
        chosen = ", ".join(f"{expression} AS {name}" for name, expression, _ in self.columns)
        return f"CREATE TEMP VIEW {self.name} AS SELECT {chosen} FROM {self.source}"


def _words(column: str, words: dict[str, str]) -> str:
    said = json.dumps(words).replace("'", "''")
    return f"""json_extract('{said}', '$."' || {column} || '"')"""


def _of(column: str, kind: type[IntEnum]) -> str:
    return _words(column, {str(int(one)): one.name.lower() for one in kind})


def _currency(column: str) -> str:
    return _words(
        column, {str(one.numeric): currency_by_numeric(one.numeric).code for one in CURRENCIES.values()}
    )


def _time(column: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column} / 1000000, 'unixepoch')"


def _day(column: str) -> str:
    return f"date({column} * 86400, 'unixepoch')"


def _term(column: str, table: str = "term") -> str:
    return f"(SELECT text FROM {table} WHERE {table}.id = {column})"


def _traffic(column: str) -> str:
    return _term(column, "desk_traffic_term")


LEDGER_CELLS: Final = "ledger_cells"
"""The function of SQL by which packed cells of the ledger are read, `workspace.ledger_days.as_json`."""

_CELL: Final = "json_extract(cell.value, '$[{}]')"

_CLASSES: Final = {str(int(bot)): title for bot, title in BOT_TITLES.items()}

VIEWS: Final = (
    View(
        "events",
        "revenue events",
        (
            ("id", "event.id", "number"),
            ("source", "(SELECT code FROM source WHERE source.id = event.source)", "source"),
            ("external_id", "external_id", "name that the source gives it"),
            ("occurred_at", _time("occurred_at"), "when it occurred, UTC"),
            ("kind", _of("kind", Kind), "sale, refund and so on"),
            ("currency", _currency("currency"), "ISO 4217 code"),
            ("amount", "amount", "minor units"),
            ("payer", "payer", "number that stands for the payer, not the name"),
            ("campaign", _term("campaign"), "campaign"),
            ("country", _term("country"), "country"),
            ("product", _term("product"), "product"),
            ("original", "original", "external id of the event that it reverses"),
            ("state", _of("state", EventState), "waiting, routed, quarantined and so on"),
            ("reason", "reason", "why it waits or is quarantined"),
            ("transaction_id", "txn", "its newest transaction"),
        ),
        "event JOIN d_event_state ON d_event_state.event = event.id",
    ),
    View(
        "postings",
        "lines of transactions",
        (
            ("id", "posting.id", "number"),
            ("transaction_id", "txn.id", "transaction"),
            ("day", _day("booked_day"), "booked day, in the zone of the books"),
            ("kind", _of("txn.kind", TransactionKind), "why it was booked"),
            ("event", "event", "number of its event"),
            ("account", "code", "account"),
            ("currency", _currency("currency"), "ISO 4217 code"),
            ("amount", "amount", "minor units, debits positive"),
        ),
        # Said both ways, so that SQLite goes from a line to its transaction, and from that to its lines.
        "posting JOIN txn ON txn.id = posting.id / 4096"
        " AND posting.id >= txn.id * 4096 AND posting.id < (txn.id + 1) * 4096"
        " JOIN account ON account.id = posting.account",
    ),
    View(
        "balances",
        "what every account holds",
        (
            ("account", "code", "account"),
            ("type", _of("type", AccountType), "asset, liability and so on"),
            ("currency", _currency("currency"), "ISO 4217 code"),
            ("own", "own", "sum of its postings, minor units, debits positive"),
            ("held", "held", "open holds in its favour, as own"),
        ),
        "d_balance JOIN account ON account.id = d_balance.account",
    ),
    View(
        "days",
        "daily sums of accounts",
        (
            ("day", _day(day_of_row("d_ledger_day.id")), "booked day"),
            ("account", "account.code", "account"),
            (
                "source",
                f"(SELECT code FROM source WHERE source.id = {_CELL.format(1)})",
                "source of the events",
            ),
            ("currency", _currency(_CELL.format(2)), "ISO 4217 code"),
            ("debit", _CELL.format(3), "minor units"),
            ("credit", _CELL.format(4), "minor units, positive"),
            ("postings", _CELL.format(5), "how many"),
        ),
        f"d_ledger_day JOIN json_each({LEDGER_CELLS}(d_ledger_day.cells)) cell"
        f" JOIN account ON account.id = {_CELL.format(0)}",
    ),
    View(
        "plans",
        "published plan versions",
        (
            ("id", "id", "number"),
            ("name", "name", "name"),
            ("hash", "hash", "SHA-256 of its text"),
            ("effective", _day("effective_day"), "day on which it comes into force"),
            ("published_at", _time("published_at"), "when it was published, UTC"),
        ),
        "plan_version",
    ),
    View(
        "log",
        "entries of the audit log",
        (
            ("number", "seq", "place in the log, from 0"),
            ("at", _time("at"), "when, UTC"),
            ("actor", "actor", "who"),
            ("action", "action", "what was done"),
            ("subject", "subject", "to what"),
        ),
        "audit_entry",
    ),
    View(
        "visits",
        "visits of people and bots",
        (
            ("begun", _time("begun"), "first request, UTC"),
            ("ended", _time("ended"), "last request, UTC"),
            ("class", _words("bot", _CLASSES), "people, or the class of bots"),
            ("hits", "hits", "requests"),
            ("pages", "pages", "pages"),
            ("bytes", "size", "bytes"),
            ("landing", _traffic("landing"), "first page"),
            ("exit_page", _traffic("exit"), "last page"),
            ("referrer", _traffic("desk_traffic_visit.source"), "where it came from"),
            ("campaign", _traffic("campaign"), "campaign"),
            ("country", _traffic("country"), "country"),
            ("device", _traffic("device"), "device"),
        ),
        "desk_traffic_visit",
    ),
    View(
        "requests",
        "requests by the minute",
        (
            ("minute", "strftime('%Y-%m-%dT%H:%MZ', minute * 60, 'unixepoch')", "UTC"),
            ("class", _words("bot", _CLASSES), "people, or the class of bots"),
            ("hits", "hits", "requests"),
            ("pages", "pages", "pages"),
            ("errors", "errors", "answers with 400 and more"),
            ("bytes", "size", "bytes"),
        ),
        "desk_traffic_minute",
    ),
)
