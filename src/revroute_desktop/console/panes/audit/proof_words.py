"""What a checked proof and a compared checkpoint say in words."""

from dataclasses import dataclass
from pathlib import Path

from revroute_desktop.audit.proof_file import CheckedConsistency, CheckedProof
from revroute_desktop.audit.rows import DecodedTransaction
from revroute_desktop.console.format import Writer
from revroute_desktop.console.translate import tr
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
        tr("Signed by the key that you trust.")
        if confirmed
        else tr("Signed by the key in the file itself: give the company's key to know who signed.")
    )
    tone = Tone.POSITIVE if confirmed else Tone.WARNING
    if isinstance(checked, CheckedConsistency):
        older, newer = writer.count(checked.older.size), writer.count(checked.newer.size)
        return Said(
            tr(
                "It holds: the log of {newer} entries begins with the {older} of the older one. {trust}",
                newer=newer,
                older=older,
                trust=trust,
            ),
            tone,
            ((tr("Log"), checked.newer.origin),),
        )
    return Said(
        tr("It holds: {checked}. {trust}", checked=_what(checked), trust=trust),
        tone,
        (*_row(checked, writer), *_entry(checked, writer)),
    )


def said_of_comparison(found: Comparison) -> Said:
    """Return how the log stands to a checkpoint."""
    well = found.standing is Standing.CONSISTENT
    todo = "" if well else tr(" Do not trust the books: keep this file, and restore a backup that verifies.")
    return Said(f"{found.words}{todo}", Tone.POSITIVE if well else Tone.NEGATIVE)


def _what(checked: CheckedProof) -> str:
    if isinstance(checked.row, DecodedTransaction):
        return tr("transaction {id} stands in the books with these postings", id=checked.row.id)
    if checked.row is not None:
        return tr("this row of {table} stands in the books", table=checked.row.table)
    return tr("entry {number} stands in the log", number=checked.entry.seq)


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
        return ((tr("Booked"), day_of(row.booked_day).isoformat()), *lines)
    try:
        names_of_columns = table_columns(row.table)
    except KeyError:
        names_of_columns = ()
    if len(names_of_columns) != len(row.values):
        names_of_columns = tuple(tr("Value {at}", at=at) for at in range(1, len(row.values) + 1))
    return tuple(
        (name, value.hex() if isinstance(value, bytes) else str(value))
        for name, value in zip(names_of_columns, row.values, strict=True)
        if value is not None
    )


def _entry(checked: CheckedProof, writer: Writer) -> tuple[tuple[str, str], ...]:
    entry = checked.entry
    return (
        (tr("Entry"), f"{writer.count(entry.seq)}, {entry.action} {entry.subject}".strip()),
        (tr("By"), f"{entry.actor}, {writer.moment(entry.at)}"),
        (
            tr("Checkpoint"),
            tr("over {size} entries", n=checked.checkpoint.size, size=writer.count(checked.checkpoint.size)),
        ),
        (tr("Log"), checked.checkpoint.origin),
    )
