"""JSON Lines: one JSON object a line, its values as text, nested ones under dotted names."""

import json
from collections.abc import Iterator
from typing import Any, Final

from revroute_desktop.intake.limits import BLOCK_BYTES
from revroute_desktop.intake.records import ObjectChunk, RefusedRecord
from revroute_desktop.intake.text import Piece

_MOST_FIELDS: Final = 2000
_BLANKS: Final = " \t\r\n"


def json_chunks(pieces: Iterator[Piece]) -> Iterator[ObjectChunk]:
    """Yield the records of a JSON Lines file; blank lines are passed over."""
    lines: list[int] = []
    objects: list[dict[str, str]] = []
    refused: list[RefusedRecord] = []
    chars = 0
    for piece in pieces:
        if piece.fault is not None:
            text = piece.text.rstrip("\n")
            refused.append(RefusedRecord(piece.line, piece.fault.reason, piece.fault.detail, text))
            chars += len(text) + 1
        else:
            for number, text in enumerate(piece.text.split("\n")[:-1], piece.line):
                if not text.strip(_BLANKS):
                    continue
                try:
                    objects.append(read_object(text))
                    lines.append(number)
                except ValueError as error:
                    refused.append(
                        RefusedRecord(number, "json", f"The line is no JSON object: {error}.", text)
                    )
            chars += len(piece.text)
        if chars >= BLOCK_BYTES // 2:
            yield ObjectChunk(lines, objects, refused)
            lines, objects, refused, chars = [], [], [], 0
    if lines or refused:
        yield ObjectChunk(lines, objects, refused)


def read_object(text: str) -> dict[str, str]:
    """Return the fields of one JSON object as text.

    Numbers stay as they are written; true and false are these words, null is empty; fields of an object
    within are named `outer.inner`, and a list is its JSON. Raises ValueError with a reason for whatever else.
    """
    try:
        value = _decoder.decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("it holds another kind of value")
    fields: dict[str, str] = {}
    _flatten("", value, fields)
    return fields


def _flatten(prefix: str, value: dict[str, Any], fields: dict[str, str]) -> None:
    for key, item in value.items():
        name = prefix + key
        if type(item) is dict:
            _flatten(name + ".", item, fields)
            continue
        if name in fields:
            raise ValueError(f"it has {name[:40]!r} twice")
        if len(fields) >= _MOST_FIELDS:
            raise ValueError(f"it has more than {_MOST_FIELDS} fields")
        fields[name] = _text(item)


def _text(item: Any) -> str:
    if item is None:
        return ""
    if item is True or item is False:
        return "true" if item else "false"
    if isinstance(item, list):
        return json.dumps(item, ensure_ascii=False, separators=(",", ":"))
    text = str(item)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("it holds half a character (a lone surrogate)") from None
    if "\x00" in text:
        raise ValueError("it holds a NUL character")
    return text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("it names a field twice")
    for key in found:
        _text(key)
    return found


def _refuse_constant(text: str) -> Any:
    raise ValueError(f"{text} is no JSON value")


_decoder: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=str, parse_int=str, parse_constant=_refuse_constant
)
