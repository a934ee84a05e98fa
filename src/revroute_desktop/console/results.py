"""What a finished job says: its result in one sentence."""

from revroute_desktop.console.jobs import JobState


def result_words(kind: str, result: object, error: str | None, state: JobState) -> str:
    """Return one sentence about how a job ended."""
    if state is JobState.CANCELLED:
        return "Stopped. What was committed before stays; the same act goes on from there."
    if error:
        return error
    if not isinstance(result, dict):
        return "Done."
    maker = _MAKERS.get(kind)
    return maker(result) if maker else _plain(result)


def _import(result: dict[str, object]) -> str:
    events = _number(result, "events")
    if not events and _number(result, "duplicates"):
        return f"Nothing new: {_count(result, 'duplicates')} events were here already."
    words = f"Imported {_things(events, 'event')}"
    if sums := _sums(result.get("net")):
        words += f", {sums}"
    if _number(result, "refused"):
        words += f"; {_things(_number(result, 'refused'), 'row')} refused"
    if _number(result, "conflicts"):
        words += f"; {_things(_number(result, 'conflicts'), 'conflict')}"
    return words + "."


def _route(result: dict[str, object]) -> str:
    events = _number(result, "routed") or _number(result, "events")
    words = f"Routed {_things(events, 'event')}"
    if _number(result, "quarantined"):
        words += f"; {_count(result, 'quarantined')} quarantined"
    if _number(result, "waiting"):
        words += f"; {_count(result, 'waiting')} still wait"
    return words + "."


def _verify(result: dict[str, object]) -> str:
    fault = result.get("fault")
    if isinstance(fault, dict):
        return f"Something does not hold: {fault.get('what')} ({fault.get('where')})."
    return f"Nothing altered: {_count(result, 'entries')} entries, {_count(result, 'postings')} postings."


def _simulate(result: dict[str, object]) -> str:
    changed = result.get("changed", result.get("events_changed"))
    if isinstance(changed, int):
        return f"{changed:,} of {_count(result, 'events')} events would change."
    return _plain(result)


def _checkpoint(result: dict[str, object]) -> str:
    return f"Signed a checkpoint over {_count(result, 'size')} entries."


def _prove(result: dict[str, object]) -> str:
    return f"Wrote {_things(_number(result, 'transactions'), 'proof')} to {result.get('output')}."


def _bundle(result: dict[str, object]) -> str:
    return (
        f"Wrote {result.get('output')}: {_count(result, 'entries')} entries, "
        f"{_things(_number(result, 'proofs'), 'proof')}. It checks itself: python3 verify_bundle.py."
    )


def _publish(result: dict[str, object]) -> str:
    name, day = result.get("plan", "the plan"), result.get("effective", "")
    if result.get("new") is False:
        return f"{name} was published already from {day}; nothing was written."
    return f"Published {name}, in force from {day}."


def _dismiss(result: dict[str, object]) -> str:
    return f"Dismissed {_things(_number(result, 'dismissed'), 'row')}."


def _retry(result: dict[str, object]) -> str:
    refused = result.get("refused")
    again = len(refused) if isinstance(refused, list) else 0
    mended = _number(result, "mended")
    return f"Events now: {_things(mended, 'row')}. Refused again: {_things(again, 'row')}."


def _undo(result: dict[str, object]) -> str:
    events = _things(_number(result, "events"), "event")
    return f"Undone: {events}, {_things(_number(result, 'transactions'), 'transaction')} reversed."


def _release(result: dict[str, object]) -> str:
    if not _number(result, "released"):
        return f"No hold is due on or before {result.get('as_of')}."
    released = _things(_number(result, "released"), "hold")
    return f"Released {released}, {_sums(result.get('amounts'))}."


def _plain(result: dict[str, object]) -> str:
    parts = [
        f"{name.replace('_', ' ')} {value:,}"
        for name, value in result.items()
        if type(value) is int and value
    ]
    return (", ".join(parts[:5]) or "Done") + "."


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
    return " and ".join(f"{value} {code}" for code, value in list(net.items())[:3])


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
