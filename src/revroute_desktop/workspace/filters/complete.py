"""What can be typed next: fields first, then values of the field that the cursor stands in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from revroute_desktop.workspace.filters.fields import Table

_TOKEN = re.compile(r'(?:"(?:\\.|[^"\\])*"?|[^\s"])+')
_HEAD = re.compile(r"[~\-]*([A-Za-z][A-Za-z0-9_.]*)(:|!=|>=|<=|>|<|=)", re.ASCII)
_MOST = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Replace the text from `start` to `end` by `insert`; `about` explains it."""

    start: int
    end: int
    insert: str
    about: str = ""


def field_at(text: str, cursor: int, table: Table) -> str | None:
    """Return the field whose values are being typed at the cursor, or None."""
    token, _ = _token(text, cursor)
    head = _HEAD.match(token)
    return head[1].lower() if head is not None and table.field(head[1].lower()) is not None else None


def suggest(
    text: str, cursor: int, table: Table, values: Mapping[str, Sequence[str]]
) -> tuple[Suggestion, ...]:
    """Return what fits at the cursor; `values` holds the known values of fields without a closed list."""
    token, start = _token(text, cursor)
    head = _HEAD.match(token)
    if head is None:
        typed = token.lstrip("~-").lower()
        begin = cursor - len(typed)
        return tuple(
            Suggestion(begin, cursor, f"{field.name}:", f"{field.help}, {field.example}")
            for field in table.fields
            if field.name.startswith(typed)
        )[:_MOST]
    known = table.field(head[1].lower())
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
