"""What can be typed next: fields first, then values of the field that the cursor stands in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from revroute_desktop.workspace.filters.fields import Table
from revroute_desktop.workspace.filters.language import SIGNS

_TOKEN = re.compile(r'(?:"(?:\\.|[^"\\])*"?|[^\s"])+')
_HEAD = re.compile(rf"[~\-]*((?i:attr\.)[A-Za-z0-9._-]*|[A-Za-z][A-Za-z0-9_.]*){SIGNS}", re.ASCII)
_MOST = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Replace the text from `start` to `end` by `insert`; `about` explains it."""

    start: int
    end: int
    insert: str
    about: str = ""


def field_at(text: str, cursor: int, table: Table) -> str | None:
    """Return the field whose values are being typed at the cursor, or None.

    While the name of one of a family is typed, that is the family, whose values are the names.
    """
    token, _ = _token(text, cursor)
    head = _HEAD.match(token)
    if head is None:
        family = table.family
        typing = family is not None and token.lstrip("~-").lower().startswith(family.name)
        return family.name if family is not None and typing else None
    known = table.field(head[1])
    return known.name if known is not None else None


def suggest(
    text: str, cursor: int, table: Table, values: Mapping[str, Sequence[str]]
) -> tuple[Suggestion, ...]:
    """Return what fits at the cursor; `values` holds the known values of fields without a closed list."""
    token, start = _token(text, cursor)
    head = _HEAD.match(token)
    if head is None:
        typed = token.lstrip("~-").lower()
        begin = cursor - len(typed)
        family = table.family
        if family is not None and typed.startswith(family.name):
            names = (f"{family.name}{name}" for name in values.get(family.name, ()))
            fits = [name for name in names if name.lower().startswith(typed)]
            return tuple(Suggestion(begin, cursor, f"{name}:", family.help) for name in fits[:_MOST])
        offered = tuple(
            Suggestion(begin, cursor, f"{field.name}:", f"{field.help}, {field.example}")
            for field in table.fields
            if field.name.startswith(typed)
        )
        if family is not None and family.name.startswith(typed):
            more = Suggestion(begin, cursor, family.name, f"{family.help}, {family.example}")
            offered = (*offered[: _MOST - 1], more)
        return offered[:_MOST]
    known = table.field(head[1])
    if known is None:
        return ()
    after = token[head.end() :]
    typed = after.rpartition(",")[2]
    begin = start + len(token) - len(typed)
    words = [word for word, _ in known.codes] or list(values.get(known.name, ()))
    wanted = typed.strip('"').lower()
    fits = [word for word in words if word.lower().startswith(wanted)]
    fits += [word for word in words if wanted in word.lower() and word not in fits]
    return tuple(Suggestion(begin, cursor, _safe(word)) for word in fits[:_MOST] if _safe(word) != typed)


def _token(text: str, cursor: int) -> tuple[str, int]:
    """Return the part of the term at the cursor that lies before it, and where the term begins."""
    for found in _TOKEN.finditer(text[:cursor]):
        if found.end() == cursor:
            return found[0], found.start()
    return "", cursor


def _safe(word: str) -> str:
    """Quote a value that holds a space, a comma or a quote."""
    if re.search(r'[\s,"]|\.\.', word) is None and word:
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
