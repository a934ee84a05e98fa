"""The journeys of a scenario file: requests, headers, bodies, captures and checks, and their data."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, quote_plus

from revroute_desktop.traffic.load.answers import json_path
from revroute_desktop.traffic.load.headers import refusal
from revroute_desktop.traffic.load.model import (
    NO_PAUSE,
    Capture,
    CaptureFrom,
    Check,
    CheckKind,
    Journey,
    Pause,
    Request,
    Table,
    Template,
)
from revroute_desktop.traffic.load.quantities import read_duration, read_pause

Complain = Callable[..., None]
"""Takes a sentence and the path of the place that it is about."""

DATA_BYTES_MAX: Final = 50 << 20
DATA_ROWS_MAX: Final = 200_000
BUILT_IN: Final = "number"
"""The value that every journey has: its number within the run."""

_METHODS: Final = ("get", "head", "post", "put", "patch", "delete", "options")
_WITH_BODY: Final = ("post", "put", "patch", "delete")
_PLACE: Final = re.compile(r"\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]{0,62})\}|\$\{")
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
_KEPT_IN_PATHS: Final = "/:?[]@!$&'()*+,;=%-._~"


def read_journey(data: Any, place: tuple[str | int, ...], folder: Path | None, complain: Complain) -> Journey:
    """Return a journey; what is wrong with it is complained of."""
    table = _table(data["data"], (*place, "data"), folder, complain) if "data" in data else None
    known = {BUILT_IN, *(table.columns if table else ())}
    requests = []
    for index, one in enumerate(data["requests"]):
        request = _request(one, (*place, "requests", index), frozenset(known), complain)
        known.update(capture.name for capture in request.captures)
        requests.append(request)
    return Journey(data["journey"], float(data.get("weight", 1)), tuple(requests), table)


def _request(
    data: dict[str, Any], place: tuple[str | int, ...], known: frozenset[str], complain: Complain
) -> Request:
    methods = [method for method in _METHODS if method in data]
    if len(methods) != 1:
        complain("A request needs exactly one of get, head, post, put, patch, delete and options.", *place)
        return Request("", "GET", Template(("/",)))
    method = methods[0]

    def template(text: str, *keys: str) -> Template:
        return _template(text, known, (*place, *keys), complain)

    path = template(data[method], method)
    headers = _headers(data, place, template, complain)
    body = _body(data, method, place, template, complain)
    if body is not None and "content-type" not in {name.lower() for name, _ in headers}:
        kind = {"json": "application/json", "form": "application/x-www-form-urlencoded"}
        words = next((value for key, value in kind.items() if key in data), "text/plain; charset=utf-8")
        headers.append(("Content-Type", Template((words,))))
    return Request(
        name=data.get("name", data[method].partition("?")[0][:63]),
        method=method.upper(),
        path=Template(tuple(quote(part, safe=_KEPT_IN_PATHS) for part in path.parts), path.names),
        headers=tuple(headers),
        body=body,
        captures=_captures(data.get("capture", {}), (*place, "capture"), complain),
        checks=_checks(data.get("check", {}), (*place, "check"), complain),
        think=_pause(data, place, complain),
    )


def _template(text: str, known: frozenset[str], place: tuple[str | int, ...], complain: Complain) -> Template:
    """Return the text with places for `${name}`; `$${` stands for `${` itself."""
    parts, names = [""], []
    at = 0
    for found in _PLACE.finditer(text):
        parts[-1] += text[at : found.start()]
        at = found.end()
        name = found[1]
        if found[0] == "$${":
            parts[-1] += "${"
        elif name is None:
            complain(
                "`${` begins a value without a name and its end; write ${name}, or $${ for itself.", *place
            )
        elif name not in known:
            there = ", ".join(sorted(known))
            complain(f"Nothing gives ${{{name}}} a value before this request; there are {there}.", *place)
        else:
            names.append(name)
            parts.append("")
    parts[-1] += text[at:]
    return Template(tuple(parts), tuple(names))


def _headers(
    data: dict[str, Any], place: tuple[str | int, ...], template: Callable[..., Template], complain: Complain
) -> list[tuple[str, Template]]:
    headers = []
    for name, value in data.get("headers", {}).items():
        if why := refusal(name):
            complain(f"The header {name[:60]!r} {why}", *place, "headers", name)
        else:
            headers.append((name, template(value, "headers", name)))
    return headers


def _body(
    data: dict[str, Any],
    method: str,
    place: tuple[str | int, ...],
    template: Callable[..., Template],
    complain: Complain,
) -> Template | None:
    given = [key for key in ("json", "form", "body") if key in data]
    if not given:
        return None
    if len(given) > 1:
        complain(f"A request has one body; keep one of {' and '.join(given)}.", *place)
    if method not in _WITH_BODY:
        complain(
            f"A {method.upper()} request has no body; use post, or leave {given[0]} out.", *place, given[0]
        )
    key = given[0]
    if key == "form":
        fields = [(name, template(value, "form", name)) for name, value in data["form"].items()]
        return _form(fields)
    if key == "json":
        try:
            json.loads(_PLACE.sub("0", data["json"]))
        except ValueError as error:
            complain(f"This is not JSON ({error}); mend it, or use body for other text.", *place, "json")
    return template(data[key], key)


def _form(fields: list[tuple[str, Template]]) -> Template:
    """Return the fields as one body; what the file says is encoded here, values when they are sent."""
    parts, names = [""], []
    for number, (name, value) in enumerate(fields):
        parts[-1] += f"{'&' if number else ''}{quote_plus(name)}=" + quote_plus(value.parts[0])
        for place, part in zip(value.names, value.parts[1:], strict=True):
            names.append(place)
            parts.append(quote_plus(part))
    return Template(tuple(parts), tuple(names))


def _captures(
    data: dict[str, dict[str, str]], place: tuple[str | int, ...], complain: Complain
) -> tuple[Capture, ...]:
    captures = []
    for name, rule in data.items():
        (kind, expression), *_ = rule.items()
        source = CaptureFrom(kind)
        if source is CaptureFrom.REGEX:
            try:
                re.compile(expression)
            except re.error as error:
                complain(f"This is no regular expression ({error}); mend it.", *place, name, kind)
                continue
        if source is CaptureFrom.JSON and json_path(expression) is None:
            complain(f"{expression[:60]!r} is no path; write it as items[0].id.", *place, name, kind)
            continue
        captures.append(Capture(name, source, expression))
    return tuple(captures)


def _checks(data: dict[str, Any], place: tuple[str | int, ...], complain: Complain) -> tuple[Check, ...]:
    checks = []
    if "status" in data:
        statuses = data["status"] if isinstance(data["status"], list) else [data["status"]]
        checks.append(Check(CheckKind.STATUS, statuses=frozenset(int(status) for status in statuses)))
    if "contains" in data:
        checks.append(Check(CheckKind.CONTAINS, text=data["contains"]))
    for path, value in data.get("json", {}).items():
        if json_path(path) is None:
            complain(f"{path[:60]!r} is no path; write it as items[0].id.", *place, "json", path)
        checks.append(Check(CheckKind.JSON, text=path, equals=value))
    if "within" in data:
        checks.append(Check(CheckKind.LATENCY, seconds=read_duration(data["within"])))
    return tuple(checks)


def _pause(data: dict[str, Any], place: tuple[str | int, ...], complain: Complain) -> Pause:
    try:
        return read_pause(data["think"]) if "think" in data else NO_PAUSE
    except ValueError as error:
        complain(f"{str(error)[:1].upper()}{str(error)[1:]}.", *place, "think")
        return NO_PAUSE


def _table(
    data: dict[str, Any], place: tuple[str | int, ...], folder: Path | None, complain: Complain
) -> Table | None:
    name = data["file"]
    if folder is None:
        complain("A scenario that is no file has no data beside it; save it first.", *place, "file")
        return None
    path = beside(folder, name)
    if path is None:
        complain(
            f"The data {name[:60]!r} must stand beside the scenario or below; move it there.", *place, "file"
        )
        return None
    try:
        rows = _rows(path)
    except OSError as error:
        complain(f"The data {name[:60]!r} cannot be read ({error.strerror}); check the name.", *place, "file")
        return None
    except (ValueError, csv.Error) as error:
        complain(f"The data {name[:60]!r} {error}.", *place, "file")
        return None
    return Table(rows[0], tuple(rows[1:]), random=data.get("order") == "random")


def beside(folder: Path, name: str) -> Path | None:
    """Return the file of a name in a folder or below; None where it leads elsewhere, by a link too."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError, RuntimeError):
        return None


def _rows(path: Path) -> list[tuple[str, ...]]:
    """Return head and rows of a CSV file; raises OSError, and ValueError as the end of a sentence."""
    if path.stat().st_size > DATA_BYTES_MAX:
        raise ValueError(f"is longer than {DATA_BYTES_MAX >> 20} MiB; take fewer rows")
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            rows = [tuple(row) for row in csv.reader(file, strict=True) if row]
        except UnicodeDecodeError as error:
            raise ValueError("is not UTF-8 text; save it as that") from error
        except csv.Error as error:
            raise ValueError(f"is not CSV ({error}); mend it") from error
    if len(rows) < 2:
        raise ValueError("has no rows; it needs a head with names and at least one row")
    if len(rows) > DATA_ROWS_MAX:
        raise ValueError(f"has more than {DATA_ROWS_MAX:,} rows; take fewer")
    head = rows[0]
    if len(set(head)) < len(head) or not all(_WORD.fullmatch(name) for name in head):
        raise ValueError("needs a head of different names of letters, digits and underscores")
    for number, row in enumerate(rows, start=1):
        if len(row) != len(head):
            raise ValueError(f"has {len(row)} values in row {number} and {len(head)} names; mend that row")
    return rows
