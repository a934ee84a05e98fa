"""What a command is given: its options, the workspace, progress and stop; and how its answer is printed."""

import getpass
import io
import json
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from revroute_desktop.cli.answers import Answer, printable
from revroute_desktop.cli.output import standard_output
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.processes.child import Child
from revroute_desktop.work import Progress
from revroute_desktop.workspace import JobKey, Session, Workspace, open_workspace

_STOPPED: Final = "Stopped before there was an answer."


class Terminal:
    """One run of a command: its options, the workspace, progress shown or sent, and whether a person asked to
    stop. `child` speaks for a worker, which runs many commands.
    """

    def __init__(self, options: Namespace, child: Child | None = None) -> None:
        self.options = options
        self.actor: str = options.actor or getpass.getuser()
        self._stop_asked = False
        self._only_reads = False
        self._child = child if child is not None else Child() if options.jsonl else None
        self._bar: Progress | None = None
        self._noted: list[str] = []
        for stream in (sys.stdout, sys.stderr):
            # A terminal that lacks a sign shows its number; a command does not fail for that.
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        signal.signal(signal.SIGINT, self._ask_to_stop)
        signal.signal(signal.SIGTERM, self._ask_to_stop)

    @property
    def job(self) -> JobKey | None:
        """The job attempt that this run belongs to, where a console started it."""
        given: str | None = self.options.job
        if given is None:
            return None
        number, _, attempt = given.partition(":")
        if not (number.isdigit() and attempt.isdigit()):
            raise UserError(f"--job takes ID:ATTEMPT, not {given!r}.")
        return JobKey(int(number), int(attempt))

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """Open the workspace that `-w` names; a note about its state goes to the error stream."""
        path: Path | None = self.options.workspace
        if path is None:
            raise UserError("No workspace is named; add -w FILE (make one with `revroute init FILE`).")
        workspace = open_workspace(path)
        try:
            if workspace.state_note:
                self.note(workspace.state_note)
            yield workspace
        finally:
            workspace.close()

    @contextmanager
    def only_reading(self) -> Iterator[None]:
        """A part of the command that writes nothing and asks nobody whether to stop.

        Where a person at a terminal asks to stop, it ends at once: raises Cancelled, whatever became of the
        interruption on its way (SQLite makes an error of its own of what is raised in its callbacks).
        """
        self._only_reads = self._child is None
        try:
            if self._only_reads and self._stop_asked:
                raise Cancelled(_STOPPED)
            yield
        except (Exception, KeyboardInterrupt):
            if self._only_reads and self._stop_asked:
                raise Cancelled(_STOPPED) from None
            raise
        finally:
            self._only_reads = False

    @contextmanager
    def reading(self, workspace: Workspace) -> Iterator[Session]:
        """A session over one state of the books, which ends at once where a person asks to stop."""
        with self.only_reading(), workspace.read() as session:
            yield session

    def progress(self, done: int, total: int | None, what: str) -> None:
        """Show how far the work is: as a JSON line for a console, as a bar for a person at a terminal."""
        if self._child is not None:
            self._child.progress(done, total, what)
        elif sys.stderr.isatty() and not self.options.quiet:
            if self._bar is None:
                from revroute_desktop.cli.bar import ProgressBar

                self._bar = ProgressBar().show
            self._bar(done, total, what)

    def cancelled(self) -> bool:
        """Whether the person (or the console) asked to stop."""
        return self._stop_asked or (self._child is not None and self._child.stop_asked())

    def note(self, sentence: str) -> None:
        """Say something beside the answer."""
        if self._child is None and not self.options.quiet:
            print(printable(sentence), file=sys.stderr)
            self._noted.append(sentence)

    def answer(self, answer: Answer) -> int:
        """Print the answer as the options ask for it and return the exit code."""
        if self._child is not None:
            self._child.result(answer.value)
        elif self.options.json:
            with standard_output() as out:
                print(_json(answer.value), file=out)
        else:
            # Programs do not wait for what draws tables.
            from revroute_desktop.cli.people import show

            with standard_output():
                show(answer.said)
        return 0 if answer.ok else 1

    def failure(self, error: UserError) -> int:
        """Print what is wrong and return the exit code."""
        if self._child is not None:
            self._child.error(str(error))
        elif self.options.json:
            print(_json({"error": str(error)}))
        elif not any(str(error) in sentence for sentence in self._noted):
            # What forbids writing was said when the workspace was opened.
            print(printable(str(error)), file=sys.stderr)
        return 2

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        # The second request is not polite any more.
        at_once = self._stop_asked or self._only_reads
        self._stop_asked = True
        if at_once:
            raise KeyboardInterrupt


def _json(value: dict[str, object]) -> str:
    """Write one JSON object; in ASCII alone where standard output cannot carry all its signs."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return json.dumps(value)
    return text
