"""An event's explanation, as JSON and in words: its route, every step, every posting."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from revroute_desktop.cli.amounts import written
from revroute_desktop.cli.answers import Answer, Table
from revroute_desktop.cli.times import day_text, instant
from revroute_desktop.money import currency
from revroute_desktop.routing.explain import CounterExplained, Explanation, PostingExplained, StepExplained


def explanation_answer(found: Explanation) -> Answer:
    """Say why an event was decided as it was."""
    code = found.currency
    value: dict[str, object] = {
        "event": found.event,
        "external_id": found.external_id,
        "source": found.source,
        "kind": found.kind,
        "currency": code,
        "amount": written(found.amount, code),
        "occurred_at": instant(found.occurred_at),
        "state": found.state,
        "reason": found.reason,
        "entry": found.entry,
        "plan": found.plan,
        "version": found.version,
        "route": found.route,
        "steps": [_step_value(step, code) for step in found.steps],
        "postings": [_posting_value(posting, code) for posting in found.postings],
        "before": [_posting_value(posting, code) for posting in found.before],
    }
    return Answer(value, _said(found))


def _posting_value(posting: PostingExplained, code: str) -> dict[str, object]:
    return {
        "transaction": posting.transaction,
        "account": posting.account,
        "amount": written(posting.amount, code),
        "step": posting.step,
        "beneficiary": posting.beneficiary,
        "due": day_text(posting.due_day),
        "against": posting.against,
        "original_event": posting.original_event,
    }


def _step_value(step: StepExplained, code: str) -> dict[str, object]:
    return {
        "step": step.id,
        "kind": step.kind,
        "base": written(step.base, code),
        "rate": step.rate,
        "fixed": written(step.fixed, code),
        "exact": _exact(step.exact, code),
        "computed": written(step.computed, code),
        "limited": written(step.limited, code),
        "taken": written(step.taken, code),
        "shortfall": written(step.shortfall, code),
        "left_before": written(step.left_before, code),
        "left_after": written(step.left_after, code),
        "counters": [
            {
                "counter": counter.name,
                "period": counter.period,
                "before": written(counter.before, code),
                "after": written(counter.after, code),
                "limit": None if counter.limit is None else written(counter.limit, code),
            }
            for counter in step.counters
        ],
    }


def _exact(minor: Fraction, code: str) -> str:
    """Write exact minor units in major units: as a decimal where it ends, else as a fraction."""
    major = minor / 10 ** currency(code).digits
    denominator = major.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator > 1:
        return f"{major.numerator}/{major.denominator}"
    return f"{Decimal(major.numerator) / Decimal(major.denominator):f}"


def _said(found: Explanation) -> list[str | Table]:
    code = found.currency
    said: list[str | Table] = [
        f"{found.external_id}: {found.kind} of {written(found.amount, code)} {code} from {found.source}, "
        f"{instant(found.occurred_at)}, {found.state}."
    ]
    if found.reason:
        said.append(found.reason)
    if found.route is not None and found.version is not None:
        said.append(f"Plan {found.plan} ({found.version[:12]}), route {found.route}, entry {found.entry}.")
    if found.steps:
        rows = [
            (
                step.id,
                step.kind,
                _rate_words(step, code),
                written(step.base, code),
                _exact(step.exact, code),
                written(step.taken, code),
                written(step.left_after, code),
            )
            for step in found.steps
        ]
        said.append(Table(("Step", "Takes", "Rate", "Of>", "Exactly>", "Took>", "Left>"), rows))
        said += [_counter_words(step, counter, code) for step in found.steps for counter in step.counters]
    if found.postings:
        said.append(_postings_table(found.postings, code))
    if found.before:
        said += ["Restated; before:", _postings_table(found.before, code)]
    return said


def _postings_table(postings: Sequence[PostingExplained], code: str) -> Table:
    """Say the postings; what is held and what is taken back only where there is such."""
    held = any(posting.beneficiary for posting in postings)
    back = any(posting.against for posting in postings)
    heads = ["Transaction>", "Account", "Step", f"{code}, debits positive>"]
    heads += ["Held"] * held + ["Takes back from"] * back
    rows = []
    for posting in postings:
        row: list[object] = [posting.transaction, posting.account, posting.step]
        row.append(written(posting.amount, code))
        if held:
            until = f"for {posting.beneficiary} until {day_text(posting.due_day)}"
            row.append(until if posting.beneficiary else "")
        if back:
            original = f"{posting.against} of event {posting.original_event}"
            row.append(original if posting.against else "")
        rows.append(row)
    return Table(heads, rows)


def _rate_words(step: StepExplained, code: str) -> str:
    if not step.fixed:
        return step.rate
    fixed = written(step.fixed, code)
    return fixed if step.rate == "0 %" else f"{step.rate} + {fixed}"


def _counter_words(step: StepExplained, counter: CounterExplained, code: str) -> str:
    limit = "" if counter.limit is None else f" of {written(counter.limit, code)}"
    return (
        f"{step.id}, {counter.name} {counter.period}: {written(counter.before, code)} before, "
        f"{written(counter.after, code)}{limit} after."
    )
