"""Files that commands write for a person: whole or not at all, and never over something else unasked."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from revroute_desktop.cli.options import CommandParser
from revroute_desktop.errors import UserError
from revroute_desktop.workspace.guard import is_workspace_part


def declare_output(parser: CommandParser, name: str = "output") -> None:
    """Declare `-o FILE` and `--replace`; without `-o` a command writes to standard output."""
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help=f"write the {name} here, not to standard output"
    )
    parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")


class OutputLost(UserError):
    """Standard output takes no more, so that what is wrong can't be said there either."""


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output for the text of an answer, which has left the program at the end of the block.

    Raises OutputLost where it can't be written, and BrokenPipeError where its reader went away.
    """
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in its buffer would fail once more when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputLost(f"Standard output cannot be written: {error.strerror}.") from None


@contextmanager
def output_file(path: Path, *, replace: bool) -> Iterator[TextIO]:
    """Open a file to write text to; it appears at the end of the block, whole, or not at all.

    Raises UserError where something is there already that must not be replaced, or nothing can be written.
    """
    check_output(path, replace=replace)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)


def check_output(path: Path, *, replace: bool) -> None:
    """Raise UserError where a file must not or cannot be written to this path, before any work is done."""
    try:
        _check(path, replace)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.") from None


def _check(path: Path, replace: bool) -> None:
    if path.is_dir():
        raise UserError(f"{path} is a folder; name a file.")
    if is_workspace_part(path):
        raise UserError(
            f"{path} is a RevRoute workspace or a part of one and is not written over; name another file."
        )
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent} for {path.name}; make it or name another.")
    if not os.path.lexists(path):
        return
    if not path.is_file():
        raise UserError(f"{path} is not a plain file; name another.")
    if not replace:
        raise UserError(
            f"{path} is there already: name another file, or say that it is to be replaced (--replace)."
        )
