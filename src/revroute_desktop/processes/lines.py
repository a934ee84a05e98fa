"""The JSON lines between a supervisor and its workers.

A worker is told to run a job or to stop one, and says progress, one result or one error, and that it has
ended with the job.
"""

import json
from dataclasses import dataclass

from revroute_desktop.errors import UserError

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes of the longest line that is written or read."""

_LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """How far the work is: `done` of `total` (None where that is not known), and at what."""

    done: int
    total: int | None
    what: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """What the work came to, as JSON."""

    value: object


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """Why the work ended without a result, in a sentence for the operator."""

    message: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """Run a job: `run` names this attempt, `arguments` are those of the program's subcommand."""

    run: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopLine:
    """Stop a job after its chunk."""

    run: str


@dataclass(frozen=True, slots=True)
class EndedLine:
    """The worker has ended with a job and is free: its exit code, and the bytes that the worker holds."""

    run: str
    code: int
    memory: int


Line = ProgressLine | ResultLine | ErrorLine | RunLine | StopLine | EndedLine


def encode_line(line: Line) -> bytes:
    """The line's bytes, newline included.

    Raises UserError for a result that is longer than a line may be, TypeError for one that is no JSON.
    """
    fields: dict[str, object]
    match line:
        case ProgressLine(done, total, what):
            fields = {"type": "progress", "done": done, "total": total, "what": what[:_LONGEST_TEXT]}
        case ResultLine(value):
            fields = {"type": "result", "value": value}
        case ErrorLine(message):
            fields = {"type": "error", "message": message[:_LONGEST_TEXT]}
        case RunLine(run, arguments):
            fields = {"type": "run", "run": run, "arguments": list(arguments)}
        case StopLine(run):
            fields = {"type": "stop", "run": run}
        case EndedLine(run, code, memory):
            fields = {"type": "ended", "run": run, "code": code, "memory": memory}
    # ASCII alone, so that no line separator of Unicode and no lone surrogate can break a line.
    data = json.dumps(fields, allow_nan=False).encode("ascii") + b"\n"
    if len(data) > LONGEST_LINE:
        raise UserError(
            f"The result takes {len(data) // 1024} KiB, more than the {LONGEST_LINE // 1024} KiB that a job "
            "hands over: narrow the question, or run it in a terminal."
        )
    return data


def decode_line(data: bytes) -> Line | None:
    """The line that these bytes are; None where they are something else, such as a library's own output."""
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError):
        return None
    match fields:
        case {"type": "progress", "done": int(done), "total": int() | None as total, "what": str(what)}:
            return ProgressLine(done, total, what)
        case {"type": "result", "value": value}:
            return ResultLine(value)
        case {"type": "error", "message": str(message)}:
            return ErrorLine(message)
        case {"type": "run", "run": str(run), "arguments": [*words]} if all(
            isinstance(word, str) for word in words
        ):
            return RunLine(run, tuple(words))
        case {"type": "stop", "run": str(run)}:
            return StopLine(run)
        case {"type": "ended", "run": str(run), "code": int(code), "memory": int(memory)}:
            return EndedLine(run, code, memory)
    return None
