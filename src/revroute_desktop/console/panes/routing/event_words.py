"""What the inspector says about an event, in words and pairs."""

from revroute_desktop.console.books.books import code_of
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.models import day_text, posting_cells
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Cell, Row
from revroute_desktop.routing.event_fields import EventState
from revroute_desktop.routing.event_pages import EventDetail, PostingRow
from revroute_desktop.routing.kinds import Kind


def event_about(detail: EventDetail, writer: Writer) -> str:
    """Return one sentence: what it is, from where, when."""
    row = detail.row
    kind = Kind(row.kind).word.replace("_", " ")
    return tr(
        "{kind} from {source}, {when} {zone}.",
        kind=kind.capitalize(),
        source=row.source,
        when=writer.moment(row.occurred_at),
        zone=writer.zone.key,
    )


def event_note(detail: EventDetail) -> str:
    """Return what a person should look at, or nothing."""
    row = detail.row
    if row.state == EventState.WAITING:
        return (
            tr("It waits: {reason}.", reason=row.reason)
            if row.reason
            else tr("It waits for the next routing run.")
        )
    if row.state == EventState.QUARANTINED:
        return tr("In quarantine: {reason}.", reason=row.reason or tr("no route could take it"))
    return ""


def event_facts(detail: EventDetail, writer: Writer) -> list[tuple[str, str]]:
    """Return what is known, leaving out what the event does not have."""
    row = detail.row
    facts: list[tuple[str, str | None]] = [
        (tr("External id"), row.external_id),
        (tr("Source"), row.source),
        (tr("Kind"), Kind(row.kind).word),
        (tr("Occurred"), f"{writer.moment(row.occurred_at)} {writer.zone.key}"),
        (tr("Country"), row.country),
        (tr("Campaign"), detail.campaign),
        (tr("Product"), detail.product),
        (tr("Payer"), detail.payer),
        (tr("Note"), detail.note),
        (tr("Personal data"), tr("erased; every proof still holds") if detail.erased else None),
        (tr("Reverses"), detail.original),
        (tr("Rounded by"), f"{detail.residue} {code_of(row.currency)}" if detail.residue else None),
        *((name, value) for name, value in sorted(detail.attributes.items())),
        (
            tr("File"),
            tr("{file}, line {line}", file=detail.file_name, line=writer.count(detail.line)),
        ),
        (tr("Content hash"), f"{detail.content[:16]}…"),
    ]
    if detail.booked_day is not None and detail.transaction_entry is not None:
        entry = writer.count(detail.transaction_entry)
        facts.append(
            (
                tr("Booked"),
                tr("{day}, entry {entry}", day=day_text(detail.booked_day), entry=entry),
            )
        )
    if detail.route is not None:
        facts.append(
            (tr("Route", "of a plan"), tr("{route}, plan {plan}", route=detail.route, plan=detail.plan))
        )
    return [(label, value) for label, value in facts if value]


def posting_rows(postings: list[PostingRow], writer: Writer) -> list[Row]:
    """Return the postings as cells; a hold says for whom and until when."""
    rows = []
    for posting in postings:
        note = ""
        if posting.beneficiary is not None and posting.due_day is not None:
            note = tr(
                "for {beneficiary}, due {day}",
                beneficiary=posting.beneficiary,
                day=day_text(posting.due_day),
            )
        code = code_of(posting.currency)
        rows.append(posting_cells(posting.account, posting.amount, note, code, writer))
    return rows


def posting_totals(postings: list[PostingRow], writer: Writer) -> tuple[Row, ...]:
    """Return one row of sums per currency."""
    rows = []
    for number in dict.fromkeys(posting.currency for posting in postings):
        amounts = [posting.amount for posting in postings if posting.currency == number]
        code = code_of(number)
        debit, credit = sum(a for a in amounts if a > 0), -sum(a for a in amounts if a < 0)
        rows.append(
            (
                Cell(tr("Sum, {code}", code=code)),
                Cell(writer.money(debit, code)),
                Cell(writer.money(credit, code)),
            )
        )
    return tuple(rows)
