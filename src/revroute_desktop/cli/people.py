"""Answers as people read them: sentences and tables with numbers on the right."""

import sys
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from revroute_desktop.cli.terminal import Table

PIPE_WIDTH = 200


def show(said: Sequence[str | Table]) -> None:
    """Print sentences and tables; to a pipe without colour and without wrapping at 80 columns."""
    console = Console(width=None if sys.stdout.isatty() else PIPE_WIDTH, highlight=False, soft_wrap=True)
    for piece in said:
        if isinstance(piece, str):
            console.print(Text(piece))
        else:
            console.print(_table(piece), soft_wrap=False)


def _table(table: Table) -> RichTable:
    shown = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for head in table.heads:
        right = head.endswith(">")
        shown.add_column(head.rstrip(">"), justify="right" if right else "left", no_wrap=right)
    for row in table.rows:
        shown.add_row(*[Text("" if cell is None else str(cell)) for cell in row])
    return shown
