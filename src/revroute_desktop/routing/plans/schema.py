"""A plan's data against the JSON Schema of plans: what is missing, misspelt or of another form."""

import difflib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from revroute_desktop.resources import resource_path
from revroute_desktop.routing.plans.findings import Finding
from revroute_desktop.routing.plans.text import Document, TreePath


def schema_findings(document: Document) -> list[Finding]:
    """Return what the schema finds wrong, in the order of the lines; nothing when the form is right."""
    found = {
        _finding(document, error.absolute_path, message, key)
        for error in _validator().iter_errors(document.data)
        for key, message in _messages(error)
    }
    return sorted(found, key=lambda finding: (finding.line, finding.message))


def place_finding(document: Document, path: TreePath, message: str) -> Finding:
    """Return a finding about a place of the document, with the ids of the route and the step it is in."""
    route = step = None
    data: Any = document.data
    for depth, key in enumerate(path):
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            break
        if depth == 1 and path[0] == "routes":
            route = _id(data, path[1])
        if depth == 3 and path[0] == "routes" and path[2] == "steps":
            step = _id(data, path[3])
    return Finding(document.line(*path), message, route, step)


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(resource_path("schemas", "plan.schema.json").read_text("utf-8")))


def _finding(document: Document, path: Any, message: str, key: str | None) -> Finding:
    whole: TreePath = tuple(path) if key is None else (*path, key)
    return place_finding(document, whole, message)


def _id(data: Any, index: str | int) -> str:
    """Return the id of a route or step, or its number where it has none that could be shown."""
    given = data.get("id") if isinstance(data, dict) else None
    return given[:63] if isinstance(given, str) and given else f"number {int(index) + 1}"


def _messages(error: ValidationError) -> Iterator[tuple[str | None, str]]:
    """Yield what to say of one error: the key it is about, if it is not the place itself, and the message."""
    schema: Any = error.schema
    instance: Any = error.instance
    keys: Any = error.validator_value
    place = _named(error)
    inside = f" in {place}" if place else ""
    match error.validator:
        case "required":
            missing = ", ".join(f"`{key}`" for key in keys if key not in instance)
            yield None, f"lacks {missing}{inside}. Give {schema.get('description', 'it')}."
        case "additionalProperties":
            known = sorted([*schema.get("properties", {}), *_patterns(schema)])
            for key in instance:
                if key not in schema.get("properties", {}) and not _attribute(schema, key):
                    yield key, f"has `{key[:60]}`{inside}, which does not belong there. {_mend(key, known)}"
        case "propertyNames":
            yield None, f"has a key{inside} that is not {schema.get('description', 'allowed')}."
        case "dependentRequired":
            yield None, "has `percent` and `of` only together beside `weights`. Give both or none."
        case "anyOf":
            kinds = [kind for one in keys for kind in one["required"]]
            slips = [close for key in instance if (close := difflib.get_close_matches(key, kinds, n=1))]
            mend = f"Write `{slips[0][0]}`, if that is meant." if slips else f"Give {schema['description']}."
            yield None, f"says nothing to take. {mend}"
        case _:
            described = schema.get("description", "a value that belongs there")
            if isinstance(instance, str):
                yield None, f"has {_shown(instance)}{inside}, which is not {described}."
            else:
                yield None, f"needs {described}{inside}."


def _named(error: ValidationError) -> str:
    """Return the place within its step, route or plan, such as `hold.days`."""
    path = list(error.absolute_path)
    if path[:1] == ["routes"]:
        path = path[4:] if path[2:3] == ["steps"] else path[2:]
    words = [f"{key + 1}" if isinstance(key, int) else str(key)[:60] for key in path]
    return f"`{'.'.join(words)}`" if words else ""


def _patterns(schema: Any) -> list[str]:
    return ["attr.NAME"] if "patternProperties" in schema else []


def _attribute(schema: Any, key: str) -> bool:
    return "patternProperties" in schema and key.startswith("attr.") and len(key) > 5


def _mend(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    if close:
        return f"Write `{close[0]}`, if that is meant."
    return f"Known there: {', '.join(known)}."


def _shown(text: str) -> str:
    return repr(text) if len(text) <= 40 else repr(text[:40]) + "…"
