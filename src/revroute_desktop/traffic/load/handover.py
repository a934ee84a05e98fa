"""What a worker is given to do, as one line of JSON that comes back as the classes it was made of."""

import json
import types
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from revroute_desktop.traffic.load.model import Scenario
from revroute_desktop.traffic.load.share import Share
from revroute_desktop.traffic.load.target.ownership import Token


@dataclass(frozen=True, slots=True)
class Handover:
    """A worker's task: the scenario, its share of it, and the token that shows whose the target is."""

    scenario: Scenario
    share: Share
    token: Token | None = None


def to_line(handover: Handover) -> bytes:
    """Return the task as a line."""
    return json.dumps(asdict(handover), default=_plain).encode("ascii") + b"\n"


def from_line(line: bytes) -> Handover:
    """Return the task that `to_line` wrote; raises ValueError, TypeError or KeyError for anything else."""
    handover: Handover = _made(Handover, json.loads(line))
    return handover


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _made(kind: Any, data: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if data is None else _made(next(one for one in inner if one is not type(None)), data)
    if origin is tuple:
        if inner[-1] is ...:
            return tuple(_made(inner[0], item) for item in data)
        return tuple(_made(one, item) for one, item in zip(inner, data, strict=True))
    if origin is frozenset:
        return frozenset(_made(inner[0], item) for item in data)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        make: Callable[..., Any] = cast(type, kind)
        return make(**{field.name: _made(hints[field.name], data[field.name]) for field in fields(kind)})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    return kind(data)
