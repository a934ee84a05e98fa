"""What a finished job says: its result in one sentence."""

from revroute_desktop.console.jobs import JobState
from revroute_desktop.console.translate import tr


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


def _import(result: dict[str, object]) -> str:
    events = _number(result, "events")
    if not events and _number(result, "duplicates"):
        return tr("Nothing new: {result} events were here already.", result=_count(result, "duplicates"))
    words = tr("Imported {events}", events=_things(events, "event"))
    if sums := _sums(result.get("net")):
        words += f", {sums}"
    if _number(result, "refused"):
        words += tr("; {result} refused", result=_things(_number(result, "refused"), "row"))
    if _number(result, "conflicts"):
        words += f"; {_things(_number(result, 'conflicts'), 'conflict')}"
    return words + "."


def _route(result: dict[str, object]) -> str:
    events = _number(result, "routed") or _number(result, "events")
    words = tr("Routed {events}", events=_things(events, "event"))
    if _number(result, "quarantined"):
        words += tr("; {result} quarantined", result=_count(result, "quarantined"))
    if _number(result, "waiting"):
        words += tr("; {result} still wait", result=_count(result, "waiting"))
    return words + "."


def _verify(result: dict[str, object]) -> str:
    fault = result.get("fault")
    if isinstance(fault, dict):
        return tr(
            "Something does not hold: {what} ({where}).", what=fault.get("what"), where=fault.get("where")
        )
    return tr(
        "Nothing altered: {result} entries, {result_2} postings.",
        result=_count(result, "entries"),
        result_2=_count(result, "postings"),
    )


def _simulate(result: dict[str, object]) -> str:
    changed = result.get("changed", result.get("events_changed"))
    if isinstance(changed, int):
        return tr(
            "{changed} of {result} events would change.",
            changed=f"{changed:,}",
            result=_count(result, "events"),
        )
    return _plain(result)


def _checkpoint(result: dict[str, object]) -> str:
    return tr("Signed a checkpoint over {result} entries.", result=_count(result, "size"))


def _prove(result: dict[str, object]) -> str:
    return tr(
        "Wrote {result} to {output}.",
        result=_things(_number(result, "transactions"), "proof"),
        output=result.get("output"),
    )


def _bundle(result: dict[str, object]) -> str:
    return tr(
        "Wrote {output}: {result} entries, {result_2}. It checks itself: python3 verify_bundle.py.",
        output=result.get("output"),
        result=_count(result, "entries"),
        result_2=_things(_number(result, "proofs"), "proof"),
    )


def _publish(result: dict[str, object]) -> str:
    name, day = result.get("plan", "the plan"), result.get("effective", "")
    if result.get("new") is False:
        return tr("{name} was published already from {day}; nothing was written.", name=name, day=day)
    return tr("Published {name}, in force from {day}.", name=name, day=day)


def _dismiss(result: dict[str, object]) -> str:
    return tr("Dismissed {result}.", result=_things(_number(result, "dismissed"), "row"))


def _retry(result: dict[str, object]) -> str:
    refused = result.get("refused")
    again = len(refused) if isinstance(refused, list) else 0
    mended = _number(result, "mended")
    return tr(
        "Events now: {mended}. Refused again: {again}.",
        mended=_things(mended, "row"),
        again=_things(again, "row"),
    )


def _undo(result: dict[str, object]) -> str:
    events = _things(_number(result, "events"), "event")
    return tr(
        "Undone: {events}, {result} reversed.",
        events=events,
        result=_things(_number(result, "transactions"), "transaction"),
    )


def _release(result: dict[str, object]) -> str:
    if not _number(result, "released"):
        return tr("No hold is due on or before {as_of}.", as_of=result.get("as_of"))
    released = _things(_number(result, "released"), "hold")
    return tr("Released {released}, {amounts}.", released=released, amounts=_sums(result.get("amounts")))


def _plain(result: dict[str, object]) -> str:
    parts = [
        f"{name.replace('_', ' ')} {value:,}"
        for name, value in result.items()
        if type(value) is int and value
    ]
    return (", ".join(parts[:5]) or tr("Done")) + "."


def _things(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def _number(result: dict[str, object], name: str) -> int:
    value = result.get(name)
    return value if isinstance(value, int) else 0


def _count(result: dict[str, object], name: str) -> str:
    return f"{_number(result, name):,}"


def _sums(net: object) -> str:
    if not isinstance(net, dict):
        return ""
    return tr(" and ").join(f"{value} {code}" for code, value in list(net.items())[:3])


_MAKERS = {
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
}
