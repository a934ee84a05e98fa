"""Turns an event's allocation into the page that answers "why 41.17?"."""

from dataclasses import dataclass

from revroute_desktop.console.books.books import code_of
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.routing.models import day_text
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.waterfall import Fall
from revroute_desktop.console.widgets.why import Why
from revroute_desktop.errors import UserError
from revroute_desktop.routing.event_pages import EventDetail, PostingRow
from revroute_desktop.workspace import Workspace

NOT_ROUTED = later("This event is not routed yet, so there is nothing to explain.")
_NOTHING_GIVEN = later("This event's amount is zero, so nothing was given to anybody.")


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
        return tr(_NOTHING_GIVEN)
    # The last step may give to several; the page ends in the one who gets most of it.
    last_step = [p for p in given if p.step == given[-1].step]
    end = max(last_step, key=lambda p: abs(p.amount))
    ordered = [p for p in given if p is not end] + [end]
    falls = tuple(_fall(p, code, writer, steps, last=p is end) for p in ordered)
    gross = Fall(
        tr("Event, gross"),
        row.amount,
        writer.money(row.amount, code),
        row.source,
        writer.plain(row.amount, code),
    )
    whole = writer.coded(row.amount, code)
    count = len(falls) - 1
    if count == 0:
        answer = tr("{account} gets all of {whole}.", account=end.account, whole=whole)
    elif row.amount < 0:
        answer = tr(
            "{whole} is taken back from {n} accounts; {account} bears the most.",
            n=count + 1,
            whole=whole,
            account=end.account,
        )
    else:
        answer = tr(
            "{account} gets what {n} other parts leave of {whole}.",
            one="{account} gets what one other part leaves of {whole}.",
            n=count,
            account=end.account,
            whole=whole,
        )
    notes = [words.note for words in steps.values() if words.note]
    return Why(
        tr("Why {amount}?", amount=falls[-1].amount_text),
        answer,
        gross,
        falls,
        " ".join(notes),
        _facts(detail, writer),
    )


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
            SHARE_OF_GROSS: tr("{rate} of gross{plus}", rate=step.rate, plus=plus),
            SHARE_OF_REST: tr(
                "{rate} of {base}{plus}", rate=step.rate, base=writer.money(step.base, code), plus=plus
            ),
            "marginal tiers": tr("by tiers, each band at its rate"),
            "whole-band tiers": tr("by the tier reached so far"),
            "weights": tr("by weights"),
            "recoup of an advance": tr("{rate}, pays back an advance", rate=step.rate),
        }.get(step.kind, step.kind)
        cap = next(
            (c for c in step.counters if c.limit is not None and c.before + step.limited > c.limit), None
        )
        if cap is None or step.taken >= step.limited:
            return StepWords(rule)
        cut = step.limited - step.taken
        note = tr(
            "{step} asked for {asked}. The cap of {limit} for {period} had {left} left: "
            "counter {before} before, {after} after.",
            step=step.id,
            asked=writer.money(step.limited, code),
            limit=writer.money(cap.limit or 0, code),
            period=cap.period,
            left=writer.money(max((cap.limit or 0) - cap.before, 0), code),
            before=writer.money(cap.before, code),
            after=writer.money(cap.after, code),
        )
        return StepWords(tr("{rule}, cut by cap", rule=rule), cut, note)

    return {step.id: words(step) for step in found.steps}


def _fall(posting: PostingRow, code: str, writer: Writer, steps: dict[str, StepWords], *, last: bool) -> Fall:
    known = steps.get(posting.step or "")
    rule = known.rule if known else posting.step or tr("back from its part")
    if posting.due_day is not None:
        rule = tr("{rule}, until {day}", rule=rule, day=day_text(posting.due_day))
    shown = -posting.amount
    written = shown if last else -shown
    return Fall(
        name=posting.account,
        amount=shown,
        amount_text=writer.money(written, code),
        rule=rule,
        raw=writer.plain(written, code),
        cut=known.cut if known else 0,
        last=last,
    )


def _facts(detail: EventDetail, writer: Writer) -> tuple[tuple[str, str], ...]:
    facts = []
    if detail.route is not None:
        facts += [
            (tr("Route", "of a plan"), tr("{route}, first that matched", route=detail.route)),
            (tr("Plan"), detail.plan or ""),
        ]
    if detail.booked_day is not None and detail.transaction_entry is not None:
        entry = writer.count(detail.transaction_entry)
        facts.append(
            (
                tr("Booked"),
                tr("{day}, entry {entry}", day=day_text(detail.booked_day), entry=entry),
            )
        )
    return tuple(facts)
