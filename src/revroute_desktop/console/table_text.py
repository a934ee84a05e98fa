"""Rows of a table as TSV, CSV or JSON: values as programs read them, formulas of spreadsheets defused."""

import csv
import io
import json
import math
from collections.abc import Sequence

from revroute_desktop.console.widgets.cells import Cell, Column, Holds, Row

FORMS = ("tsv", "csv", "json")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOTHING = "\u2013"


def value_of(cell: Cell, column: Column) -> str:
    """Return a cell's value as programs read it; empty where it has none."""
    if cell.raw:
        return cell.raw
    if cell.text == _NOTHING:
        return ""
    text = cell.full or cell.text
    return f"{text} {cell.note}" if cell.note and not cell.full and column.holds is Holds.TEXT else text


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe before what could be one."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def field(cell: Cell, column: Column) -> str:
    """Return a cell's value for CSV and TSV; only texts can hold a formula."""
    value = value_of(cell, column)
    return defused(value) if column.holds is Holds.TEXT else value


def object_of(row: Row, columns: Sequence[tuple[int, Column]]) -> dict[str, str | int | float | None]:
    """Return a row for JSON: counts and numbers as numbers, amounts as texts, which keep every digit."""
    made: dict[str, str | int | float | None] = {}
    for at, column in columns:
        made[column.name] = _plain(value_of(row[at], column), column)
    return made


def _plain(value: str, column: Column) -> str | int | float | None:
    if column.holds in (Holds.COUNT, Holds.NUMBER) and value.lstrip("-").isdecimal():
        return int(value)
    if column.holds is Holds.NUMBER and value:
        try:
            number = float(value)
        except ValueError:
            return value
        return number if math.isfinite(number) else value
    return value or None


def written(rows: Sequence[Row], columns: Sequence[tuple[int, Column]], form: str) -> str:
    """Return rows in a form of `FORMS`; `columns` are the places of the cells and their columns, in order."""
    if form == "json":
        return json.dumps([object_of(row, columns) for row in rows], ensure_ascii=False, indent=2)
    out = io.StringIO()
    if form == "tsv":
        lines = [[column.name for _, column in columns]]
        lines += [[field(row[at], column) for at, column in columns] for row in rows]
        # A tab or a line's end inside a value would begin another cell.
        return "\n".join("\t".join(" ".join(value.split()) for value in line) for line in lines) + "\n"
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for _, column in columns])
    writer.writerows([field(row[at], column) for at, column in columns] for row in rows)
    return out.getvalue()
