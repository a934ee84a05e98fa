"""Rows of an answer as files for other programs: CSV, JSON and Parquet."""

import csv
import json
import os
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final, TextIO

from revroute_desktop.cli.options import CommandParser
from revroute_desktop.cli.output import check_output, output_file, standard_output
from revroute_desktop.errors import UserError


class Form(StrEnum):
    """How rows are written."""

    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_TYPES: Final[Mapping[type, str]] = {
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    Decimal: "DECIMAL(38, 6)",
}

Value = str | int | float | bool | Decimal | None
Record = Sequence[Value]


def declare_form(parser: CommandParser) -> None:
    """Declare `--format`, `-o` and `--replace`."""
    parser.add_argument(
        "--format",
        dest="form",
        choices=[form.value for form in Form],
        help="the rows for other programs: on standard output, or in the file that -o names",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the rows here")
    parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")


def wanted_form(options: Namespace) -> Form | None:
    """Return the form that was asked for, by the name of the file where nothing is said; None for people.

    Raises UserError for a file that can't be written, and for Parquet without one.
    """
    form: str | None = options.form
    output: Path | None = options.output
    if output is not None:
        check_output(output, replace=options.replace)
        form = form or output.suffix.lower().lstrip(".")
        if form not in list(Form):
            raise UserError(f"{output.name}: say --format csv, json or parquet, or end the name so.")
    if form is None:
        return None
    if form == Form.PARQUET and output is None:
        raise UserError("Parquet is written into a file: name it by -o FILE.parquet.")
    if output is None and options.json:
        raise UserError(
            "Both --json and --format write on standard output: take one of them, or name a file."
        )
    return Form(form)


def write_rows(
    heads: Sequence[str], rows: Sequence[Record], form: Form, output: Path | None, *, replace: bool
) -> None:
    """Write rows into a file, whole or not at all, or on standard output."""
    if form is Form.PARQUET:
        assert output is not None, "`wanted_form` asks for the file"
        _write_parquet(heads, rows, output, replace=replace)
    elif output is None:
        with standard_output() as out:
            _write_text(heads, rows, form, out)
    else:
        with output_file(output, replace=replace) as file:
            _write_text(heads, rows, form, file)


def _write_text(heads: Sequence[str], rows: Sequence[Record], form: Form, file: TextIO) -> None:
    if form is Form.JSON:
        records = (dict(zip(heads, row, strict=True)) for row in rows)
        lines = ",\n".join(json.dumps(record, ensure_ascii=False, default=str) for record in records)
        file.write(f"[\n{lines}\n]\n" if lines else "[]\n")
        return
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_field(value) for value in row] for row in rows)


def _field(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    # A spreadsheet takes such a text for a formula.
    return (
        f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) and not _number(value) else value
    )


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _write_parquet(heads: Sequence[str], rows: Sequence[Record], output: Path, *, replace: bool) -> None:
    import duckdb

    check_output(output, replace=replace)
    part = output.with_name(f"{output.name}.{os.getpid()}.part")
    names = [head.replace('"', '""') for head in heads]
    columns = ", ".join(f'"{name}" {_type(row[at] for row in rows)}' for at, name in enumerate(names))
    try:
        with duckdb.connect() as database:
            database.execute(f"CREATE TABLE found ({columns})")
            if rows:
                marks = ", ".join("?" * len(heads))
                database.executemany(f"INSERT INTO found VALUES ({marks})", [list(row) for row in rows])
            database.table("found").write_parquet(str(part))
        part.replace(output)
    except (OSError, duckdb.Error) as error:
        raise UserError(f"{output} cannot be written: {error}.") from None
    finally:
        part.unlink(missing_ok=True)


def _type(values: Iterable[Value]) -> str:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int, float}:
        return "DOUBLE"
    return _TYPES.get(kinds.pop(), "VARCHAR") if len(kinds) == 1 else "VARCHAR"
