"""Turns an event's allocation into the page that answers "why 41.17?"."""

from revroute_desktop.console.books import code_of
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.models import day_text
from revroute_desktop.console.widgets.waterfall import Fall
from revroute_desktop.console.widgets.why import Why
from revroute_desktop.routing.event_pages import EventDetail, postings_of
from revroute_desktop.workspace import Workspace


def why_of(workspace: Workspace, detail: EventDetail, writer: Writer) -> Why | str:
    """Return the explanation of an event's newest allocation, or a sentence why there is none. Runs aside."""
    if detail.transaction is None:
        return "This event is not routed yet, so there is nothing to explain."
    with workspace.read() as session:
        postings = postings_of(session.sql, detail.transaction)
    row = detail.row
    code = code_of(row.currency)
    given = [p for p in postings if (p.amount < 0) == (row.amount >= 0)]
    if given:
        # The last step may give to several; the page ends in the one who gets most of it.
        step = given[-1].step
        end = max((p for p in given if p.step == step), key=lambda p: abs(p.amount))
        given = [p for p in given if p is not end] + [end]
    if not given:
        return "This event's amount is zero, so nothing was given to anybody."
    falls = []
    for at, posting in enumerate(given):
        last = at == len(given) - 1
        shown = -posting.amount
        hold = f", held until {day_text(posting.due_day)}" if posting.due_day is not None else ""
        falls.append(
            Fall(
                name=posting.account,
                amount=shown,
                amount_text=writer.money(shown if last else -shown, code),
                rule=f"{posting.step or 'by the original parts'}{hold}",
                last=last,
            )
        )
    shown_end = falls[-1]
    gross = Fall("Event, gross", row.amount, writer.money(row.amount, code), row.source)
    others = "one step leaves" if len(falls) == 2 else f"{len(falls) - 1} steps leave"
    answer = f"{shown_end.name} gets what {others} of {writer.coded(row.amount, code)}."
    if len(falls) == 1:
        answer = f"{shown_end.name} gets all of {writer.coded(row.amount, code)}."
    facts = [("Route", detail.route or "none"), ("Plan", detail.plan or "none")]
    if detail.booked_day is not None and detail.transaction_entry is not None:
        entry = writer.count(detail.transaction_entry)
        facts.append(("Booked", f"{day_text(detail.booked_day)}, entry {entry}"))
    return Why(f"Why {shown_end.amount_text}?", answer, gross, tuple(falls), facts=tuple(facts))
