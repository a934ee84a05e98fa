"""Turns an event's allocation into the page that answers "why 41.17?"."""

from dataclasses import dataclass

from revroute_desktop.console.books import code_of
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.models import day_text
from revroute_desktop.console.widgets.waterfall import Fall
from revroute_desktop.console.widgets.why import Why
from revroute_desktop.errors import UserError
from revroute_desktop.routing.event_pages import EventDetail, PostingRow
from revroute_desktop.workspace import Workspace

NOT_ROUTED = "This event is not routed yet, so there is nothing to explain."
_NOTHING_GIVEN = "This event's amount is zero, so nothing was given to anybody."


@dataclass(frozen=True, slots=True)
class StepWords:
    """What a replay says of a step: its rule in words, what a cap cut off (minor units), a sentence on it."""

    rule: str
    cut: int = 0
    note: str = ""


def why_from_postings(
    detail: EventDetail, postings: list[PostingRow], writer: Writer, steps: dict[str, StepWords]
) -> Why | str:
    """Return the page for an event's newest allocation; `steps` adds what a replay knows of each step."""
    row = detail.row
    code = code_of(row.currency)
    given = [p for p in postings if (p.amount < 0) == (row.amount >= 0)]
    if not given:
        return _NOTHING_GIVEN
    # The last step may give to several; the page ends in the one who gets most of it.
    last_step = [p for p in given if p.step == given[-1].step]
    end = max(last_step, key=lambda p: abs(p.amount))
    ordered = [p for p in given if p is not end] + [end]
    falls = tuple(_fall(p, code, writer, steps, last=p is end) for p in ordered)
    gross = Fall("Event, gross", row.amount, writer.money(row.amount, code), row.source)
    whole = writer.coded(row.amount, code)
    count = len(falls) - 1
    if count == 0:
        answer = f"{end.account} gets all of {whole}."
    elif row.amount < 0:
        answer = f"{whole} is taken back from {count + 1} accounts; {end.account} bears the most."
    else:
        others = "one other part leaves" if count == 1 else f"{count} other parts leave"
        answer = f"{end.account} gets what {others} of {whole}."
    notes = [words.note for words in steps.values() if words.note]
    return Why(f"Why {falls[-1].amount_text}?", answer, gross, falls, " ".join(notes), _facts(detail, writer))


def explained_steps(workspace: Workspace, detail: EventDetail, writer: Writer) -> dict[str, StepWords]:
    """Replay the event's chunk and return what each step did. Runs aside; empty where there is no replay."""
    from revroute_desktop.routing.explain import (
        FIXED_AMOUNT,
        SHARE_OF_GROSS,
        SHARE_OF_REST,
        StepExplained,
        explain,
    )

    try:
        found = explain(workspace, detail.row.id)
    except UserError:
        return {}
    code = found.currency

    def words(step: StepExplained) -> StepWords:
        plus = f" + {writer.money(step.fixed, code)}" if step.fixed else ""
        rule = {
            FIXED_AMOUNT: writer.money(step.fixed, code),
            SHARE_OF_GROSS: f"{step.rate} of gross{plus}",
            SHARE_OF_REST: f"{step.rate} of {writer.money(step.base, code)}{plus}",
            "marginal tiers": "by tiers, each band at its rate",
            "whole-band tiers": "by the tier reached so far",
            "weights": "by weights",
            "recoup of an advance": f"{step.rate}, pays back an advance",
        }.get(step.kind, step.kind)
        cap = next(
            (c for c in step.counters if c.limit is not None and c.before + step.limited > c.limit), None
        )
        if cap is None or step.taken >= step.limited:
            return StepWords(rule)
        cut = step.limited - step.taken
        note = (
            f"{step.id} asked for {writer.money(step.limited, code)}. The cap of "
            f"{writer.money(cap.limit or 0, code)} for {cap.period} had "
            f"{writer.money(max((cap.limit or 0) - cap.before, 0), code)} left: counter "
            f"{writer.money(cap.before, code)} before, {writer.money(cap.after, code)} after."
        )
        return StepWords(f"{rule}, cut by cap", cut, note)

    return {step.id: words(step) for step in found.steps}


def _fall(posting: PostingRow, code: str, writer: Writer, steps: dict[str, StepWords], *, last: bool) -> Fall:
    known = steps.get(posting.step or "")
    rule = known.rule if known else posting.step or "back from its part"
    if posting.due_day is not None:
        rule = f"{rule}, until {day_text(posting.due_day)}"
    shown = -posting.amount
    return Fall(
        name=posting.account,
        amount=shown,
        amount_text=writer.money(shown if last else -shown, code),
        rule=rule,
        cut=known.cut if known else 0,
        last=last,
    )


def _facts(detail: EventDetail, writer: Writer) -> tuple[tuple[str, str], ...]:
    facts = []
    if detail.route is not None:
        facts += [("Route", f"{detail.route}, first that matched"), ("Plan", detail.plan or "")]
    if detail.booked_day is not None and detail.transaction_entry is not None:
        entry = writer.count(detail.transaction_entry)
        facts.append(("Booked", f"{day_text(detail.booked_day)}, entry {entry}"))
    return tuple(facts)
