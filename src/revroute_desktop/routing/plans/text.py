"""The text of a plan as plain data: mappings, lists and texts, each with its line.

Only a part of YAML is plan: no tags, no anchors, no aliases, no second document, no key twice. Scalars stay
the text that was written, so that 0.30 is exactly 0.30 and the country NO is not a boolean.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from revroute_desktop.routing.plans.findings import Finding, PlanError

TEXT_BYTES_MAX: Final = 1 << 20
DEPTH_MAX: Final = 24
NODES_MAX: Final = 50_000

TreePath = tuple[str | int, ...]
Node = str | list["Node"] | dict[str, "Node"]


@dataclass(frozen=True, slots=True)
class Document:
    """A plan's data, and the line (1-based) of each key and item by its path from the top."""

    data: Node
    lines: dict[TreePath, int]

    def line(self, *path: str | int) -> int:
        """Return the line of a place, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_document(text: str) -> Document:
    """Read the text of a plan.

    Raises PlanError for text that is too long, not YAML, or uses what plans do not have.
    """
    if len(text.encode("utf-8", errors="surrogatepass")) > TEXT_BYTES_MAX:
        raise PlanError([Finding(1, "is longer than 1 MiB. A plan is written by hand; check the file.")])
    try:
        return _Builder(YAML(typ="safe", pure=True).parse(text)).document()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        raise PlanError([Finding(line, f"is not YAML here: {_problem(error)}")]) from error
    except (YAMLError, ValueError) as error:
        raise PlanError(
            [Finding(1, "holds characters that YAML does not allow. Save it as UTF-8 text.")]
        ) from error


def _problem(error: MarkedYAMLError) -> str:
    problem = " ".join(str(error.problem or error.context or "it cannot be read").split())[:120]
    return f"{problem}. Check the indent, and quote texts that hold braces or a colon and a space."


class _Builder:
    """Builds a document from parser events, refusing as it goes, so that a bomb ends early."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._lines: dict[TreePath, int] = {}
        self._nodes = 0

    def document(self) -> Document:
        data: Node = {}
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refused(event, "holds a second document. Keep one plan in a file.")
                if event.tags or event.version:
                    raise _refused(
                        event, "holds a YAML directive (%), which plans cannot have. Leave it out."
                    )
            elif isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
                data = self._node(event, ())
        return Document(data, self._lines)

    def _node(self, event: Any, path: TreePath) -> Node:
        self._refuse(event, path)
        if isinstance(event, ScalarEvent):
            return str(event.value)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _refuse(self, event: Any, path: TreePath) -> None:
        if isinstance(event, AliasEvent):
            raise _refused(event, "uses an alias (*), which plans cannot have. Write the value out.")
        if event.anchor is not None:
            raise _refused(event, "sets an anchor (&), which plans cannot have. Write the value out.")
        if event.tag is not None:
            raise _refused(event, "uses a tag (!), which plans cannot have. Leave it out.")
        self._nodes += 1
        if self._nodes > NODES_MAX:
            raise _refused(event, f"holds more than {NODES_MAX:,} values. Split it or check the file.")
        if len(path) > DEPTH_MAX:
            raise _refused(
                event, f"is nested deeper than {DEPTH_MAX} levels. Check the indent and the brackets."
            )

    def _sequence(self, path: TreePath) -> list[Node]:
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            place = (*path, len(items))
            self._lines[place] = _line(event)
            items.append(self._node(event, place))
        return items

    def _mapping(self, path: TreePath) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                raise _refused(event, "has a key that is not a word. Quote texts that begin with a brace.")
            self._refuse(event, path)
            key = str(event.value)
            if key in entries:
                raise _refused(event, f"gives `{key[:60]}` twice in one place. Keep one of them.")
            place = (*path, key)
            self._lines[place] = _line(event)
            entries[key] = self._node(next(self._events), place)
        return entries


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _refused(event: Event, message: str) -> PlanError:
    return PlanError([Finding(_line(event), message)])
