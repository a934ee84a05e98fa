"""A scenario as a form of plain fields, and the text that such a form is. Pure.

The form is another view of the same document: its fields hold what the file says, letter by letter. What it
has no field for keeps a scenario out of the form, so that nothing is ever lost by opening it there.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.events import ScalarEvent

from revroute_desktop.routing.plans.text import read_document
from revroute_desktop.traffic.load.drawn_text import quoted
from revroute_desktop.traffic.load.model import Arrivals, LoadModel, Scenario

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

ROWS_MAX: Final = 50
"""Stages, pages or thresholds of a form; a longer scenario is better read as text."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9/](?:[A-Za-z0-9._/%<>-]| (?=[A-Za-z0-9<>]))*")
_LIMITS: Final = ("rate", "requests", "bytes", "duration", "connections")
_BLOCKS: Final = ("|", ">")


@dataclass(frozen=True, slots=True)
class StageRow:
    """How long, from what height to what height; no `start` is where the stage before ended."""

    seconds: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """A journey of one request. `statuses` are parted by commas; none stands for 2xx and 3xx. `contains` is a
    text that the answer must hold, empty for any.
    """

    name: str
    method: str
    path: str
    weight: str = "1"
    statuses: str = ""
    contains: str = ""


@dataclass(frozen=True, slots=True)
class LimitFields:
    """The limits of a run; an empty one is the usual one."""

    rate: str = ""
    requests: str = ""
    bytes: str = ""
    duration: str = ""
    connections: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioForm:
    """The fields of the form, as they are written; `about` is the comment above the scenario, by lines.

    Users of the closed model do not arrive: their `arrivals` are constant, and not written.
    """

    name: str
    target: str
    model: LoadModel
    arrivals: Arrivals
    stages: tuple[StageRow, ...]
    pages: tuple[PageRow, ...]
    thresholds: tuple[str, ...] = ()
    limits: LimitFields = LimitFields()
    seed: str = ""
    about: tuple[str, ...] = ()


class Beyond(StrEnum):
    """What a scenario may hold that the form has no field for."""

    COMMENTS = "comments between its lines"
    REQUESTS = "journeys of several requests"
    DATA = "data"
    BODIES = "bodies"
    HEADERS = "headers"
    CAPTURES = "captures"
    CHECKS = "checks of more than status and text"
    NAMES = "names of requests"
    THINK = "think times"
    REVENUE = "revenue"
    TIMEOUTS = "timeouts"
    AUTHORITY = "an authority"
    NOTES = "notes"
    ROWS = "more rows than a form shows"


_KEYS: Final = {
    "authority": Beyond.AUTHORITY,
    "body": Beyond.BODIES,
    "capture": Beyond.CAPTURES,
    "data": Beyond.DATA,
    "form": Beyond.BODIES,
    "headers": Beyond.HEADERS,
    "json": Beyond.BODIES,
    "name": Beyond.NAMES,
    "note": Beyond.NOTES,
    "revenue": Beyond.REVENUE,
    "think": Beyond.THINK,
    "timeouts": Beyond.TIMEOUTS,
}


def beyond_form(scenario: Scenario) -> Beyond | None:
    """Return what of a scenario that was read from text the form has no field for; None if it holds all."""
    data: Any = read_document(scenario.text).data
    journeys = data["journeys"]
    requests = [request for journey in journeys for request in journey["requests"]]
    if len(requests) > len(journeys):
        return Beyond.REQUESTS
    for part in (data, *journeys, *requests):
        for key in part:
            if key in _KEYS:
                return _KEYS[key]
    if not all(_fits(request.get("check", {})) for request in requests):
        return Beyond.CHECKS
    if max(len(data["load"]["stages"]), len(journeys), len(data.get("thresholds", []))) > ROWS_MAX:
        return Beyond.ROWS
    return Beyond.COMMENTS if _has_comment(_parted(scenario.text)[1]) else None


def form_of(scenario: Scenario) -> ScenarioForm | None:
    """Return the form of a scenario that was read from text; None where it holds more than a form does."""
    if beyond_form(scenario) is not None:
        return None
    data: Any = read_document(scenario.text).data
    return ScenarioForm(
        name=data["scenario"],
        target=data["target"],
        model=scenario.model,
        arrivals=scenario.arrivals,
        stages=tuple(_stage_of(stage) for stage in data["load"]["stages"]),
        pages=tuple(_page_of(journey) for journey in data["journeys"]),
        thresholds=tuple(data.get("thresholds", [])),
        limits=LimitFields(**data.get("limits", {})),
        seed=data.get("seed", ""),
        about=_parted(scenario.text)[0],
    )


def form_text(form: ScenarioForm) -> str:
    """Return the text that a form is; what is wrong with a field is wrong with the text too."""
    lines = [
        *form.about,
        "format: 1",
        f"scenario: {_scalar(form.name)}",
        f"target: {_address(form.target)}",
        "load:",
        f"  model: {form.model}",
    ]
    if form.model is LoadModel.OPEN and form.arrivals is not Arrivals.CONSTANT:
        lines.append(f"  arrivals: {form.arrivals}")
    lines += _listed("  stages:", [f"    - {_stage(stage)}" for stage in form.stages])
    lines += _listed("journeys:", [line for page in form.pages for line in _page(page)])
    limits = [(name, getattr(form.limits, name)) for name in _LIMITS if getattr(form.limits, name)]
    if limits:
        lines.append("limits:")
        lines += [f"  {name}: {_scalar(value)}" for name, value in limits]
    if form.thresholds:
        lines += ["thresholds:", *(f"  - {_scalar(text)}" for text in form.thresholds)]
    if form.seed:
        lines.append(f"seed: {_scalar(form.seed)}")
    return "\n".join(lines) + "\n"


def _stage_of(data: dict[str, str]) -> StageRow:
    if "at" in data:
        return StageRow(data["for"], data["at"], data["at"])
    return StageRow(data["for"], data.get("from", ""), data["to"])


def _page_of(data: dict[str, Any]) -> PageRow:
    [request] = data["requests"]
    method = next(method for method in METHODS if method.lower() in request)
    check = request.get("check", {})
    status = check.get("status", [])
    return PageRow(
        name=data["journey"],
        method=method,
        path=request[method.lower()],
        weight=data.get("weight", "1"),
        statuses=", ".join(status if isinstance(status, list) else [status]),
        contains=check.get("contains", ""),
    )


def _fits(check: dict[str, Any]) -> bool:
    """Whether a check is of a status, and of a text that can stand in a field of one line."""
    text = check.get("contains", "any")
    return (
        check.keys() <= {"status", "contains"} and bool(text) and text == text.strip() and text.isprintable()
    )


def _stage(stage: StageRow) -> str:
    heights = {"at": stage.end} if stage.start == stage.end else {"from": stage.start, "to": stage.end}
    said = {"for": stage.seconds, **{key: value for key, value in heights.items() if value or key != "from"}}
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in said.items()) + "}"


def _page(page: PageRow) -> list[str]:
    lines = [f"  - journey: {_scalar(page.name)}"]
    if page.weight != "1":
        lines.append(f"    weight: {_scalar(page.weight)}")
    lines += ["    requests:", f"      - {page.method.lower()}: {_scalar(page.path)}"]
    statuses = [_scalar(status.strip()) for status in page.statuses.split(",") if status.strip()]
    checks = []
    if statuses:
        said = statuses[0] if len(statuses) == 1 else f"[{', '.join(statuses)}]"
        checks.append(f"status: {said}")
    if page.contains:
        checks.append(f"contains: {_scalar(page.contains)}")
    if checks:
        lines.append(f"        check: {{{', '.join(checks)}}}")
    return lines


def _listed(head: str, lines: list[str]) -> list[str]:
    return [head, *lines] if lines else [f"{head} []"]


def _scalar(text: str) -> str:
    """Return a text as YAML has it within braces and elsewhere: bare where that is safe, else quoted."""
    return text if _PLAIN.fullmatch(text) else quoted(text)


def _address(text: str) -> str:
    scheme, mark, rest = text.partition("://")
    plain = bool(mark) and scheme.isalnum() and re.fullmatch(r"[A-Za-z0-9.-]+(:\d+)?/?", rest)
    return text if scheme.isascii() and plain else quoted(text)


def _parted(text: str) -> tuple[tuple[str, ...], str]:
    """Return the lines of the comment above all else, and the text after it."""
    lines = text.split("\n")
    many = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return tuple(lines[:many]), "\n".join(lines[many:])


def _has_comment(text: str) -> bool:
    """Whether there is a sign of a comment outside of what is written as a value."""
    between, at = [], 0
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, ScalarEvent) and event.style not in _BLOCKS:
            between.append(text[at : event.start_mark.index])
            at = event.end_mark.index
    return "#" in "".join((*between, text[at:]))
