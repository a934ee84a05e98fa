"""The program as a person starts it: `python -m revroute_desktop …` in a process of its own."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from revroute_desktop.__main__ import main

TIMEOUT = 240  # seconds
LONGEST_SENTENCE = 500
"""Characters: one sentence or a few, never a page."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the program came to."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> dict[str, Any]:
        """The one JSON object that `--json` prints."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def sentence(self) -> str:
        """What a refusal says, as the error stream or the JSON object has it."""
        return str(self.value["error"]) if self.out.startswith("{") else self.err.strip()


def start(
    *arguments: object,
    state: Path,
    preexec: Callable[[], None] | None = None,
) -> "subprocess.Popen[str]":
    """Start the program with `state` as the folder in which this machine remembers workspaces."""
    return subprocess.Popen(
        [sys.executable, "-m", "revroute_desktop", *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "REVROUTE_STATE_DIR": str(state)},
        preexec_fn=preexec,
    )


def finish(process: "subprocess.Popen[str]", said: str = "") -> Run:
    """Wait for the end of a program that is told `said` on its standard input."""
    out, err = process.communicate(said, timeout=TIMEOUT)
    return Run(process.returncode, out, err)


def run(*arguments: object, state: Path, said: str = "", **options: Any) -> Run:
    """Run the program to its end."""
    return finish(start(*arguments, state=state, **options), said)


def done(*arguments: object, state: Path, said: str = "") -> Run:
    """Run the program and expect that it succeeds."""
    found = run(*arguments, state=state, said=said)
    assert found.code == 0, found
    return found


def call(*arguments: object, state: Path, said: str = "") -> Run:
    """Run the program within this process, as its door does it, which spares its start."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("REVROUTE_STATE_DIR", str(state))
        patch.setattr(sys, "stdin", io.StringIO(said))
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 1
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
    texts = (stream.buffer.getvalue().decode() for stream in (out, err))
    return Run(code, *texts)


def refused(found: Run) -> str:
    """Expect a refusal: exit code 2, a sentence or two, no traceback. Returns what was said."""
    assert found.code == 2, found
    assert "Traceback" not in found.err + found.out
    said = found.sentence
    assert 10 < len(said) <= LONGEST_SENTENCE, said
    assert said.endswith((".", ".)")), said
    return said
