"""The steps of a route, and shares of weights, into the compiled model."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from revroute_desktop.routing.plans.plan import (
    Base,
    Cap,
    Destination,
    Hold,
    Part,
    Period,
    Recoup,
    Remaining,
    Short,
    Step,
    Take,
    Tiers,
    Weights,
)
from revroute_desktop.routing.plans.text import TreePath
from revroute_desktop.routing.plans.values import Reader
from revroute_desktop.routing.plans.words import percent_words

MAXIMA_MODE = "weighted_with_maxima"


def read_step(reader: Reader, given: dict[str, Any], path: TreePath) -> Step:
    """Return one step."""
    takes, to = _takes(reader, given, path)
    short, charge = _if_short(reader, given.get("if_short"), (*path, "if_short"))
    return Step(
        id=given["id"],
        takes=takes,
        to=to,
        minimum=_optional_amounts(reader, given, "minimum", path),
        maximum=_optional_amounts(reader, given, "maximum", path),
        caps=_caps(reader, given.get("caps", []), (*path, "caps")),
        hold=_hold(reader, given.get("hold"), (*path, "hold")),
        if_short=short,
        charge=charge,
    )


def read_shares(reader: Reader, given: Sequence[dict[str, Any]], path: TreePath) -> list[Fraction]:
    """Return the shares of a list of parts, as fractions of one."""
    places = [(*path, index, "share") for index in range(len(given))]
    texts = [part["share"] for part in given]
    shares = [reader.share(text, place) for text, place in zip(texts, places, strict=True)]
    total = sum(shares)
    marked = sum(text.endswith("%") for text in texts)
    if 0 < marked < len(texts):
        reader.refuse(path, "has shares with and without a percent sign in one list. Write them all alike.")
    elif marked and total != 1:
        over = "which is over 100 %" if total > 1 else "which leaves a part to nobody"
        reader.refuse(path, f"has shares that sum to {percent_words(total)}, {over}. Make them 100 %.")
    return [share / total for share in shares] if total else shares


def _takes(
    reader: Reader, given: dict[str, Any], path: TreePath
) -> tuple[Take | Tiers | Weights | Remaining | Recoup, Destination | None]:
    to = reader.destination(given["to"], (*path, "to")) if "to" in given else None
    if "weights" in given:
        return _weights(reader, given, path), None
    if "recoup" in given:
        recoup, place = given["recoup"], (*path, "recoup")
        rate = reader.percent(recoup.get("percent", "100"), (*place, "percent"))
        return Recoup(rate), reader.destination(recoup["advance"], (*place, "advance"))
    if "tiers" in given:
        return _tiers(reader, given["tiers"], (*path, "tiers")), to
    if "fixed" in given:
        return Take(Fraction(0), Base.GROSS, reader.amounts(given["fixed"], (*path, "fixed"))), to
    if "keep" in given:
        return Remaining(keep=True), reader.destination(given["keep"], (*path, "keep"))
    if "take" in given:
        return Remaining(), to
    rate = reader.percent(given["percent"], (*path, "percent"))
    return Take(rate, Base(given["of"]), _optional_amounts(reader, given, "plus", path)), to


def _tiers(reader: Reader, given: dict[str, Any], path: TreePath) -> Tiers:
    bands = []
    for index, band in enumerate(given["bands"]):
        place = (*path, "bands", index)
        bands.append(
            (
                _optional_amounts(reader, band, "up_to", place),
                reader.percent(band["percent"], (*place, "percent"), zero=True),
            )
        )
    return Tiers(
        marginal=given["mode"] == "marginal",
        base=Base(given["of"]),
        period=Period(given["per"]),
        bands=tuple(bands),
        keys=tuple(given.get("by", ())),
    )


def _weights(reader: Reader, given: dict[str, Any], path: TreePath) -> Weights:
    mode = given.get("mode", "largest_remainder")
    place = (*path, "weights")
    rate = reader.percent(given["percent"], (*path, "percent")) if "percent" in given else Fraction(1)
    spill = given.get("spill") == "siblings"
    if mode == MAXIMA_MODE:
        parts, maxima = _parts_with_maxima(reader, given["weights"], place)
        return Weights(parts, rate, mode, maxima, spill)
    return Weights(tuple(_parts(reader, given["weights"], place, Fraction(1))), rate, mode, None, spill)


def _parts(reader: Reader, given: list[dict[str, Any]], path: TreePath, whole: Fraction) -> list[Part]:
    """Return the parts of a list, nested ones flattened into products of their shares."""
    for index, part in enumerate(given):
        if "up_to" in part or "share" not in part:
            reader.refuse(
                (*path, index),
                f"has a part without a share. Only mode {MAXIMA_MODE} has `up_to` in its place.",
            )
            return []
    parts: list[Part] = []
    for index, (part, share) in enumerate(zip(given, read_shares(reader, given, path), strict=True)):
        place = (*path, index)
        if "split" not in part:
            parts.append(_part(reader, part, place, whole * share))
        elif set(part) != {"share", "split"}:
            reader.refuse(
                place, "has a nested split with more than a share. Put account, hold and caps on its parts."
            )
        else:
            parts += _parts(reader, part["split"], (*place, "split"), whole * share)
    return parts


def _parts_with_maxima(
    reader: Reader, given: list[dict[str, Any]], path: TreePath
) -> tuple[tuple[Part, ...], tuple[dict[str, int], ...]]:
    """Return the parts and their maxima, which are what the total is divided by (B5)."""
    parts, maxima = [], []
    for index, part in enumerate(given):
        place = (*path, index)
        if "share" in part or "split" in part or "up_to" not in part:
            reader.refuse(
                place,
                f"has a part without `up_to`. With mode {MAXIMA_MODE} each part has it in place of a share.",
            )
            continue
        parts.append(_part(reader, part, place, Fraction(1, len(given))))
        maxima.append(dict(reader.amounts(part["up_to"], (*place, "up_to"))))
    return tuple(parts), tuple(maxima)


def _part(reader: Reader, given: dict[str, Any], path: TreePath, ratio: Fraction) -> Part:
    return Part(
        ratio=ratio,
        to=reader.destination(given["to"], (*path, "to")),
        hold=_hold(reader, given.get("hold"), (*path, "hold")),
        caps=_caps(reader, given.get("caps", []), (*path, "caps")),
    )


def _caps(reader: Reader, given: list[dict[str, Any]], path: TreePath) -> tuple[Cap, ...]:
    return tuple(
        Cap(
            Period(cap["per"]),
            reader.amounts(cap["amount"], (*path, index, "amount")),
            tuple(cap.get("by", ())),
        )
        for index, cap in enumerate(given)
    )


def _hold(reader: Reader, given: dict[str, Any] | None, path: TreePath) -> Hold | None:
    if given is None:
        return None
    return Hold(int(given["days"]), reader.destination(given["for"], (*path, "for")))


def _if_short(reader: Reader, given: Any, path: TreePath) -> tuple[Short, Destination | None]:
    if given is None:
        return Short.REFUSED, None
    if given == "take_left":
        return Short.TAKE_LEFT, None
    return Short.CHARGE, reader.destination(given["charge"], (*path, "charge"))


def _optional_amounts(
    reader: Reader, given: dict[str, Any], key: str, path: TreePath
) -> dict[str, int] | None:
    return dict(reader.amounts(given[key], (*path, key))) if key in given else None
