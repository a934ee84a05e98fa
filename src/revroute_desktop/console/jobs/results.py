"""What a finished job says: its result in one sentence."""

from PySide6.QtCore import QLocale

from revroute_desktop.console.books.currencies import in_order
from revroute_desktop.console.format import MINUS, grouped
from revroute_desktop.console.jobs.jobs import JobState
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.cells import Tone


def result_words(kind: str, result: object, error: str | None, state: JobState) -> str:
    """Return one sentence about how a job ended."""
    if state is JobState.CANCELLED:
        return tr("Stopped. What was committed before stays; the same act goes on from there.")
    if error:
        return error
    if not isinstance(result, dict):
        return tr("Done.")
    maker = _MAKERS.get(kind)
    return maker(result) if maker else _plain(result)


def result_tone(kind: str, result: object, state: JobState) -> Tone:
    """Return how good the news of a finished job is: a check that ran well may have found a fault."""
    if state is not JobState.DONE:
        return Tone.SECOND if state is JobState.CANCELLED else Tone.NEGATIVE
    if not isinstance(result, dict):
        return Tone.POSITIVE
    if (kind == "verify" and result.get("fault")) or (
        kind == "traffic run" and result.get("state") == "failed"
    ):
        return Tone.NEGATIVE
    if (kind == "import" and result.get("refused")) or (
        kind == "traffic run" and result.get("state") == "stopped"
    ):
        return Tone.WARNING
    return Tone.POSITIVE


def _import(result: dict[str, object]) -> str:
    events, known = _number(result, "events"), _number(result, "duplicates")
    if not events and known:
        return tr("Nothing new: {count} events were here already.", n=known, count=grouped(known))
    parts = [tr("Imported {count} events", one="Imported {count} event", n=events, count=grouped(events))]
    if sums := _sums(result.get("net")):
        parts[0] += f", {sums}"
    if refused := _number(result, "refused"):
        parts.append(tr("{count} rows refused", one="{count} row refused", n=refused, count=grouped(refused)))
    if conflicts := _number(result, "conflicts"):
        parts.append(tr("{count} conflicts", one="{count} conflict", n=conflicts, count=grouped(conflicts)))
    return "; ".join(parts) + "."


def _route(result: dict[str, object]) -> str:
    events = _number(result, "routed") or _number(result, "events")
    parts = [tr("Routed {count} events", one="Routed {count} event", n=events, count=grouped(events))]
    if quarantined := _number(result, "quarantined"):
        parts.append(tr("{count} quarantined", n=quarantined, count=grouped(quarantined)))
    if waiting := _number(result, "waiting"):
        parts.append(tr("{count} still wait", n=waiting, count=grouped(waiting)))
    return "; ".join(parts) + "."


def _verify(result: dict[str, object]) -> str:
    fault = result.get("fault")
    if isinstance(fault, dict):
        return tr(
            "Something does not hold: {what} ({where}).", what=fault.get("what"), where=fault.get("where")
        )
    return tr(
        "Nothing altered: {entries} entries, {postings} postings.",
        entries=_count(result, "entries"),
        postings=_count(result, "postings"),
    )


def _simulate(result: dict[str, object]) -> str:
    changed = result.get("changed", result.get("events_changed"))
    if isinstance(changed, int):
        return tr(
            "{changed} of {events} events would change.",
            n=_number(result, "events"),
            changed=grouped(changed),
            events=_count(result, "events"),
        )
    return _plain(result)


def _checkpoint(result: dict[str, object]) -> str:
    size = _number(result, "size")
    return tr("Signed a checkpoint over {size} entries.", n=size, size=grouped(size))


def _prove(result: dict[str, object]) -> str:
    return tr(
        "Wrote {proofs} to {output}.", proofs=_proofs(result, "transactions"), output=result.get("output")
    )


def _bundle(result: dict[str, object]) -> str:
    return tr(
        "Wrote {output}: {entries} entries, {proofs}. It checks itself: python3 verify_bundle.py.",
        output=result.get("output"),
        entries=_count(result, "entries"),
        proofs=_proofs(result, "proofs"),
    )


def _proofs(result: dict[str, object], name: str) -> str:
    proofs = _number(result, name)
    return tr("{count} proofs", one="{count} proof", n=proofs, count=grouped(proofs))


def _publish(result: dict[str, object]) -> str:
    name, day = result.get("plan", tr("the plan")), result.get("effective", "")
    if result.get("new") is False:
        return tr("{name} was published already from {day}; nothing was written.", name=name, day=day)
    return tr("Published {name}, in force from {day}.", name=name, day=day)


def _dismiss(result: dict[str, object]) -> str:
    rows = _number(result, "dismissed")
    return tr("Dismissed {count} rows.", one="Dismissed {count} row.", n=rows, count=grouped(rows))


def _retry(result: dict[str, object]) -> str:
    refused = result.get("refused")
    again = len(refused) if isinstance(refused, list) else 0
    mended = _number(result, "mended")
    return " ".join(
        (
            tr("Events now: {count} rows.", one="Events now: {count} row.", n=mended, count=grouped(mended)),
            tr(
                "Refused again: {count} rows.",
                one="Refused again: {count} row.",
                n=again,
                count=grouped(again),
            ),
        )
    )


def _undo(result: dict[str, object]) -> str:
    events, reversed_ = _number(result, "events"), _number(result, "transactions")
    return tr(
        "Undone: {events}, {transactions}.",
        events=tr("{count} events", one="{count} event", n=events, count=grouped(events)),
        transactions=tr(
            "{count} transactions reversed",
            one="{count} transaction reversed",
            n=reversed_,
            count=grouped(reversed_),
        ),
    )


def _release(result: dict[str, object]) -> str:
    released = _number(result, "released")
    if not released:
        return tr("No hold is due on or before {day}.", day=result.get("as_of"))
    return tr(
        "Released {count} holds, {amounts}.",
        one="Released {count} hold, {amounts}.",
        n=released,
        count=grouped(released),
        amounts=_sums(result.get("amounts")),
    )


def _logs(result: dict[str, object]) -> str:
    hits, known = _number(result, "hits"), _number(result, "known")
    if not hits and known:
        return tr("Nothing new: {count} lines were counted before.", n=known, count=grouped(known))
    parts = [
        tr("Counted {count} requests", one="Counted {count} request", n=hits, count=grouped(hits)),
        tr("{count} new visits", n=_number(result, "visits"), count=_count(result, "visits")),
    ]
    if malformed := _number(result, "malformed"):
        parts.append(
            tr("{count} lines refused", one="{count} line refused", n=malformed, count=grouped(malformed))
        )
    return "; ".join(parts) + "."


def _load(result: dict[str, object]) -> str:
    words = {
        "passed": tr("passed", "a load run"),
        "failed": tr("failed", "a load run"),
        "stopped": tr("stopped", "a load run"),
    }
    state = words.get(str(result.get("state")), str(result.get("state")))
    said = tr("Run {number} {state}.", number=result.get("id"), state=state)
    reason = result.get("reason")
    return f"{said} {reason}" if reason else said


def _anomalies(result: dict[str, object]) -> str:
    told = result.get("told")
    count = len(told) if isinstance(told, list) else 0
    if not count:
        return tr("Nothing new looks wrong.")
    return tr("{n} new anomalies.", one="{n} new anomaly.", n=count)


def _plain(result: dict[str, object]) -> str:
    parts = [
        f"{name.replace('_', ' ')} {grouped(value)}"
        for name, value in result.items()
        if type(value) is int and value
    ]
    return (", ".join(parts[:5]) or tr("Done")) + "."


def _number(result: dict[str, object], name: str) -> int:
    value = result.get(name)
    return value if isinstance(value, int) else 0


def _count(result: dict[str, object], name: str) -> str:
    return grouped(_number(result, name))


def _sums(net: object) -> str:
    if not isinstance(net, dict):
        return ""
    codes = in_order(str(code) for code in net)[:3]
    return tr(" and ").join(f"{_amount(str(net[code]))} {code}" for code in codes)


def _amount(value: str) -> str:
    """Write an amount as a person reads it: -9946.50 as −9,946.50."""
    whole, _, part = value.lstrip("-").partition(".")
    written = grouped(int(whole)) + (f"{QLocale().decimalPoint()}{part}" if part else "")
    return f"{MINUS}{written}" if value.startswith("-") else written


def _report(result: dict[str, object]) -> str:
    return tr("The report is in {file}.", file=result.get("file"))


_MAKERS = {
    "report": _report,
    "import": _import,
    "route": _route,
    "verify": _verify,
    "simulate": _simulate,
    "checkpoint": _checkpoint,
    "prove": _prove,
    "bundle": _bundle,
    "publish": _publish,
    "dismiss": _dismiss,
    "retry": _retry,
    "undo": _undo,
    "release": _release,
    "traffic import": _logs,
    "traffic follow": _logs,
    "traffic run": _load,
    "anomalies": _anomalies,
}
