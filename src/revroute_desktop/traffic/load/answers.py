"""What is read of an answer: the checks it must pass and the values that are kept of it."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from revroute_desktop.traffic.load.model import Capture, CaptureFrom, Check, CheckKind, Request

_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")


@dataclass(slots=True)
class Answer:
    """One answer, as far as a request asks for it."""

    status: int
    seconds: float
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    _json: Any = None
    _parsed: bool = False

    def json(self) -> Any:
        """Return the body as JSON, None where it is none."""
        if not self._parsed:
            self._parsed = True
            try:
                self._json = json.loads(self.body)
            except (ValueError, RecursionError):
                self._json = None
        return self._json


def json_path(expression: str) -> tuple[str | int, ...] | None:
    """Return the steps of a path such as `items[0].id` (a leading `$` may stand), None where it is none."""
    rest = expression.removeprefix("$")
    steps: list[str | int] = []
    at = 0
    while at < len(rest):
        found = _STEP.match(rest, at)
        if found is None:
            return None
        steps.append(found[1] if found[1] is not None else int(found[2]))
        at = found.end()
    return tuple(steps)


def at_path(data: Any, steps: tuple[str | int, ...]) -> str | None:
    """Return the value at the path as text (true and numbers as JSON writes them), None without one."""
    for step in steps:
        known = isinstance(data, list) if isinstance(step, int) else isinstance(data, dict)
        try:
            data = data[step] if known else None
        except (IndexError, KeyError):
            return None
        if not known:
            return None
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


class Reading:
    """What one request of a scenario asks of its answers, with paths and expressions made ready."""

    __slots__ = ("_captures", "_checks", "has_status", "wants_body", "wants_headers")

    def __init__(self, request: Request) -> None:
        self._checks = [(check, json_path(check.text) or ()) for check in request.checks]
        self._captures = [
            (
                capture,
                (json_path(capture.expression) or ()) if capture.source is CaptureFrom.JSON else (),
                re.compile(capture.expression) if capture.source is CaptureFrom.REGEX else None,
            )
            for capture in request.captures
        ]
        self.has_status = any(check.kind is CheckKind.STATUS for check in request.checks)
        sources = {capture.source for capture in request.captures}
        kinds = {check.kind for check in request.checks}
        self.wants_body = bool(
            sources & {CaptureFrom.JSON, CaptureFrom.REGEX} or kinds & {CheckKind.JSON, CheckKind.CONTAINS}
        )
        self.wants_headers = bool(sources & {CaptureFrom.HEADER, CaptureFrom.COOKIE})

    @property
    def plain(self) -> bool:
        """Whether the status alone says how a request went, and nothing is kept."""
        return not (self._checks or self._captures)

    def failed_checks(self, answer: Answer) -> list[str]:
        """Return the labels of the checks that the answer does not pass."""
        return [check.label for check, steps in self._checks if not _passes(check, steps, answer)]

    def captured(self, answer: Answer) -> dict[str, str | None]:
        """Return the values to keep, None for one that is not there."""
        return {
            capture.name: _found(capture, steps, expression, answer)
            for capture, steps, expression in self._captures
        }


def _passes(check: Check, steps: tuple[str | int, ...], answer: Answer) -> bool:
    match check.kind:
        case CheckKind.STATUS:
            return answer.status in check.statuses
        case CheckKind.CONTAINS:
            return check.text.encode() in answer.body
        case CheckKind.JSON:
            return at_path(answer.json(), steps) == check.equals
        case CheckKind.LATENCY:
            return answer.seconds < check.seconds


def _found(
    capture: Capture, steps: tuple[str | int, ...], expression: re.Pattern[str] | None, answer: Answer
) -> str | None:
    match capture.source:
        case CaptureFrom.JSON:
            return at_path(answer.json(), steps)
        case CaptureFrom.REGEX:
            assert expression is not None
            found = expression.search(answer.body.decode("utf-8", "replace"))
            return None if found is None else found[1] if expression.groups else found[0]
        case CaptureFrom.HEADER:
            wanted = capture.expression.lower().encode()
            return next(
                (value.decode("latin-1") for name, value in answer.headers if name.lower() == wanted), None
            )
        case CaptureFrom.COOKIE:
            return _cookie(answer.headers, capture.expression)


def _cookie(headers: list[tuple[bytes, bytes]], wanted: str) -> str | None:
    for name, value in headers:
        if name.lower() == b"set-cookie":
            cookie, _, text = value.decode("latin-1").partition(";")[0].partition("=")
            if cookie.strip() == wanted:
                return text.strip()
    return None
