"""What is wrong with a scenario file: faults by line, and what the JSON Schema finds, each as a sentence."""

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from revroute_desktop.errors import UserError
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.plans.text import Document

FAULTS_SHOWN_MAX = 20


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: the line (1-based), and what is wrong there and what to do, a whole sentence."""

    line: int
    text: str


class ScenarioError(UserError):
    """A scenario that cannot be used; `faults` are in the order of their lines."""

    def __init__(self, file: str, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        lines = [f"{file}, line {fault.line}: {fault.text}" for fault in self.faults[:FAULTS_SHOWN_MAX]]
        if len(self.faults) > FAULTS_SHOWN_MAX:
            lines.append(f"{len(self.faults) - FAULTS_SHOWN_MAX} more lines of {file} are at fault.")
        super().__init__("\n".join(lines))


def schema_faults(document: Document) -> list[Fault]:
    """Return what the schema finds: keys that are missing or misspelt, values of another form."""
    return [
        Fault(document.line(*error.absolute_path, *([] if key is None else [key])), text)
        for error in _validator().iter_errors(document.data)
        for key, text in _sentences(error)
    ]


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads(resource_path("schemas", "scenario.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema)


def _sentences(error: ValidationError) -> Iterator[tuple[str | None, str]]:
    """Yield what to say of an error: the key that it is about, if not the place itself, and the sentence."""
    schema: Any = error.schema
    instance: Any = error.instance
    place = _place(error)
    described = schema.get("description", "something else")
    match error.validator:
        case "required":
            missing = [key for key in schema["required"] if key not in instance]
            yield None, f"{place} lacks {', '.join(f'`{key}`' for key in missing)}. Give {described}."
        case "additionalProperties":
            known = sorted(schema["properties"])
            for key in instance:
                if key not in known:
                    close = difflib.get_close_matches(key, known, n=1)
                    mend = f"Write `{close[0]}`." if close else f"Known there: {', '.join(known)}."
                    yield key, f"{place} has `{key[:60]}`, which does not belong there. {mend}"
        case "minItems" | "maxItems" | "minProperties" | "maxProperties":
            wrong = "too few" if str(error.validator).startswith("min") else "too many"
            yield None, f"{place} has {wrong} ({len(instance)}). Give {described}."
        case _:
            given = f"{_shown(instance)} is not" if isinstance(instance, str) else "this is not"
            yield None, f"{place}: {given} {described}."


def _place(error: ValidationError) -> str:
    words: list[str] = []
    for key in error.absolute_path:
        if isinstance(key, int) and words:
            words[-1] += f" {key + 1}"
        else:
            words.append(str(key)[:60])
    return ", ".join(words) or "The scenario"


def _shown(text: str) -> str:
    return repr(text) if len(text) <= 40 else repr(text[:40]) + "…"
