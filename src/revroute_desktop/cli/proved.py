"""What a proof file has proved, for people and for programs."""

from collections.abc import Sequence
from dataclasses import asdict

from revroute_desktop.audit.proof_file import CheckedProof
from revroute_desktop.audit.rows import DecodedRow, DecodedTransaction, RowValue
from revroute_desktop.cli.answers import Table
from revroute_desktop.cli.counts import counted
from revroute_desktop.cli.times import day_text, instant
from revroute_desktop.errors import UserError
from revroute_desktop.money import format_amount
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.workspace.schema import table_columns


def proved_value(checked: CheckedProof) -> dict[str, object]:
    """Return what a proof has proved as `--json` prints it."""
    entry = checked.entry
    value: dict[str, object] = {
        "entry": asdict(entry) | {"at": instant(entry.at)},
        "checkpoint_size": checked.checkpoint.size,
        "origin": checked.checkpoint.origin,
        "keys": list(checked.key_names),
    }
    if checked.row is not None:
        row = asdict(checked.row)
        if "values" in row:
            row["values"] = [value.hex() if isinstance(value, bytes) else value for value in row["values"]]
        value["row"] = row
    return value


def _plain(value: RowValue) -> str:
    """Write one value of a proved row: bytes in hex, nothing as a dash."""
    if value is None:
        return "–"
    return value.hex() if isinstance(value, bytes) else str(value)


def proved_words(checked: CheckedProof) -> list[str | Table]:
    """Say what a proof has proved."""
    entry = checked.entry
    said: list[str | Table] = [
        f"Entry {entry.seq} ({entry.action}, {instant(entry.at)}, by {entry.actor}) stands in the "
        f"log {checked.checkpoint.origin} under the checkpoint over "
        f"{counted(checked.checkpoint.size, 'entry')}."
    ]
    row = checked.row
    if isinstance(row, DecodedTransaction):
        lines = []
        names = entry.payload.get("accounts")
        codes = names if isinstance(names, dict) else {}
        for posting in row.postings:
            kind = currency_by_numeric(posting.currency)
            lines.append(
                (
                    codes.get(str(posting.account), f"account {posting.account}"),
                    kind.code,
                    format_amount(posting.amount, kind),
                    day_text(posting.due_day or None),
                )
            )
        said += [
            f"Transaction {row.id}, booked {day_text(row.booked_day)}, stands under that entry:",
            Table(("Account", "Currency", "Amount, debits positive>", "Held until"), lines),
        ]
    elif row is not None:
        named = _named(row)
        said += [f"A row of {row.table} stands under that entry:", Table(("Column", "Value"), named)]
    return said


def _named(row: DecodedRow) -> list[tuple[object, str]]:
    """Name the values of a proved row, and write those of an event as people read them."""
    named = [(name, _plain(value)) for name, value in zip(_columns(row), row.values, strict=True)]
    values = dict(zip(_columns(row), row.values, strict=True))
    at, kind, code, amount = (values.get(name) for name in ("occurred_at", "kind", "currency", "amount"))
    if row.table != "event" or not (
        isinstance(at, int) and isinstance(kind, int) and isinstance(code, int) and isinstance(amount, int)
    ):
        return named
    try:
        unit = currency_by_numeric(code)
        readable: dict[object, str] = {
            "occurred_at": instant(at) or "",
            "kind": Kind(kind).word,
            "currency": unit.code,
            "amount": f"{format_amount(amount, unit)} {unit.code}",
        }
    except (UserError, ValueError, OverflowError):
        # An event that this version does not know how to read is shown as it stands.
        return named
    return [(name, readable.get(name, text)) for name, text in named]


def _columns(row: DecodedRow) -> Sequence[object]:
    """Name the values of a proved row; those of a table that this version does not know are numbered."""
    try:
        names = table_columns(row.table)
    except KeyError:
        names = ()
    return names if len(names) == len(row.values) else range(1, len(row.values) + 1)
