"""Canonical JSON (RFC 8785): one value has exactly one form in bytes, so that a hash of it means the value.

No float has a place in the books, so of JSON's numbers only whole ones up to 2^53 - 1 either way are allowed,
which every JSON reader takes exactly; callers write larger ones as text.
"""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = "Mapping[str, JsonValue] | Sequence[JsonValue] | str | int | bool | None"

LARGEST_INTEGER = 2**53 - 1

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class FormatError(ValueError):
    """Bytes that are not in the documented form of what they claim to be."""


def canonical_json(value: JsonValue) -> bytes:
    """The RFC 8785 form of `value`, in UTF-8.

    Objects are dicts with text keys, arrays are lists or tuples. Raises TypeError for anything else (floats
    above all) and ValueError for an integer beyond 2^53 - 1 or for text with a lone surrogate.
    """
    try:
        return _encode(_ordered(value)).encode()
    except UnicodeEncodeError:
        raise ValueError("canonical JSON cannot hold text with a lone surrogate") from None


def parse_canonical(data: bytes) -> JsonValue:
    """The value that `canonical_json` wrote as `data`.

    Raises FormatError for anything that `canonical_json` would have written otherwise, or not at all.
    """
    value = parse_strict(data)
    try:
        again = canonical_json(value)
    except RecursionError:
        raise FormatError("the JSON is nested too deeply") from None
    except ValueError as error:
        raise FormatError(str(error)) from None
    if again != data:
        raise FormatError("the JSON is not in canonical form (RFC 8785)")
    return value


def parse_strict(data: bytes) -> JsonValue:
    """Reads JSON in any layout, but with no doubled key and no number that is not a whole one.

    Raises FormatError.
    """
    try:
        value: JsonValue = json.loads(
            data.decode(),
            object_pairs_hook=_object_without_doubles,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except FormatError:
        raise
    except RecursionError:
        raise FormatError("the JSON is nested too deeply") from None
    except ValueError as error:
        raise FormatError(f"the JSON cannot be read: {error}") from None
    return value


def _ordered(value: JsonValue) -> JsonValue:
    """The same value with every object's keys in order of their UTF-16 code units, as RFC 8785 sorts them."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
            raise ValueError(f"canonical JSON cannot hold the integer {value}: write it as text")
        return value
    if isinstance(value, dict):
        for key in value:
            if not isinstance(key, str):
                raise TypeError(f"canonical JSON has text as keys, not {type(key).__name__}")
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16_units)}
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    raise TypeError(f"canonical JSON cannot hold a {type(value).__name__}")


def _utf16_units(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _object_without_doubles(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise FormatError("the JSON names a key twice in one object")
    return found


def _refuse_number(text: str) -> JsonValue:
    raise FormatError(f"the JSON holds {text[:40]}, but only whole numbers are allowed")
