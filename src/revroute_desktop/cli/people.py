"""Answers as people read them: sentences and tables with numbers on the right."""

import re
import sys
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from revroute_desktop.cli.answers import Table, printable

PIPE_WIDTH = 200
_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


class _Console(Console):
    """A console that leaves it to the command what a closed pipe means."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 - rich calls this while it handles the BrokenPipeError


def show(said: Sequence[str | Table]) -> None:
    """Print sentences and tables; to a pipe without colour and without wrapping at 80 columns."""
    console = _Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False, soft_wrap=True)
    for piece in said:
        if isinstance(piece, str):
            console.print(_text(piece))
        elif not piece.rows:
            console.print("Nothing to list.")
        else:
            with console.capture() as drawn:
                console.print(_table(piece), soft_wrap=False)
            # The last column is filled up with blanks, which nobody wants to copy.
            console.file.write("".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines()))


def _table(table: Table) -> RichTable:
    shown = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for head in table.heads:
        right = head.endswith(">")
        # Folded, never cut: a key or an id that lacks its end is worth nothing.
        shown.add_column(
            head.rstrip(">"), justify="right" if right else "left", no_wrap=right, overflow="fold"
        )
    for row in table.rows:
        shown.add_row(*[_text("" if cell is None else _on_one_line(str(cell))) for cell in row])
    return shown


def _on_one_line(words: str) -> str:
    """Return the text of a cell with a sign for each line break, which would read as a row of its own."""
    return _BREAK.sub("\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}", words)


def _text(words: str) -> Text:
    return Text(printable(words))
