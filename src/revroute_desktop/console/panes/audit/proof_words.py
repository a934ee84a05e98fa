"""What a checked proof and a compared checkpoint say in words."""

from dataclasses import dataclass
from pathlib import Path

from revroute_desktop.audit.proof_file import CheckedConsistency, CheckedProof
from revroute_desktop.audit.rows import DecodedTransaction
from revroute_desktop.console.format import Writer
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.periods import day_of
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.proof.checkpoint import Comparison, Standing
from revroute_desktop.proof.prove import Checked, check_file
from revroute_desktop.workspace.schema import table_columns


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its tone, and facts (label, value) to it."""

    sentence: str
    tone: Tone
    facts: tuple[tuple[str, str], ...] = ()


def said_of_file(path: Path, key: str, writer: Writer) -> Said:
    """Check a proof file and say what it proves; what is refused is said too, nothing is raised for it."""
    try:
        return said_of_proof(check_file(path, [key] if key else None), confirmed=bool(key), writer=writer)
    except UserError as fault:
        return Said(str(fault), Tone.NEGATIVE)


def said_of_proof(checked: Checked, *, confirmed: bool, writer: Writer) -> Said:
    """Return what a proof has proved."""
    trust = (
        "Signed by the key that you trust."
        if confirmed
        else "Signed by the key in the file itself: give the company's key to know who signed."
    )
    tone = Tone.POSITIVE if confirmed else Tone.WARNING
    if isinstance(checked, CheckedConsistency):
        older, newer = writer.count(checked.older.size), writer.count(checked.newer.size)
        return Said(
            f"It holds: the log of {newer} entries begins with the {older} of the older one. {trust}",
            tone,
            (("Log", checked.newer.origin),),
        )
    return Said(
        f"It holds: {_what(checked)}. {trust}", tone, (*_row(checked, writer), *_entry(checked, writer))
    )


def said_of_comparison(found: Comparison) -> Said:
    """Return how the log stands to a checkpoint."""
    well = found.standing is Standing.CONSISTENT
    todo = "" if well else " Do not trust the books: keep this file, and restore a backup that verifies."
    return Said(f"{found.words}{todo}", Tone.POSITIVE if well else Tone.NEGATIVE)


def _what(checked: CheckedProof) -> str:
    if isinstance(checked.row, DecodedTransaction):
        return f"transaction {checked.row.id} stands in the books with these postings"
    if checked.row is not None:
        return f"this row of {checked.row.table} stands in the books"
    return f"entry {checked.entry.seq} stands in the log"


def _row(checked: CheckedProof, writer: Writer) -> tuple[tuple[str, str], ...]:
    row = checked.row
    if row is None:
        return ()
    if isinstance(row, DecodedTransaction):
        names = checked.entry.payload.get("accounts")
        codes = names if isinstance(names, dict) else {}
        lines = []
        for posting in row.postings:
            kind = currency_by_numeric(posting.currency)
            account = codes.get(str(posting.account), f"account {posting.account}")
            lines.append((str(account), writer.coded(posting.amount, kind.code)))
        return (("Booked", day_of(row.booked_day).isoformat()), *lines)
    try:
        names_of_columns = table_columns(row.table)
    except KeyError:
        names_of_columns = ()
    if len(names_of_columns) != len(row.values):
        names_of_columns = tuple(f"Value {at}" for at in range(1, len(row.values) + 1))
    return tuple(
        (name, value.hex() if isinstance(value, bytes) else str(value))
        for name, value in zip(names_of_columns, row.values, strict=True)
        if value is not None
    )


def _entry(checked: CheckedProof, writer: Writer) -> tuple[tuple[str, str], ...]:
    entry = checked.entry
    return (
        ("Entry", f"{writer.count(entry.seq)}, {entry.action} {entry.subject}".strip()),
        ("By", f"{entry.actor}, {writer.moment(entry.at)}"),
        ("Checkpoint", f"over {writer.count(checked.checkpoint.size)} entries"),
        ("Log", checked.checkpoint.origin),
    )
