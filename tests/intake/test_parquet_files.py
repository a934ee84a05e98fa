"""Parquet: values as text, decimals exact, hostile files refused."""

from pathlib import Path

import duckdb
import pytest

from revroute_desktop.errors import UserError
from revroute_desktop.intake import Layout, examine, open_records


def write(path: Path, select: str) -> Path:
    duckdb.sql(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def test_values_are_text_and_decimals_exact(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.parquet",
        "SELECT 1 AS id, 1234567890123456.78::DECIMAL(18, 2) AS amount, "
        "TIMESTAMP '2026-01-02 03:04:05' AS at, "
        'NULL AS nothing, \'x\' AS "odd ""name"',
    )
    (chunk,) = open_records(examine(path), Layout("parquet"))
    assert chunk.record(0) == {
        "id": "1",
        "amount": "1234567890123456.78",
        "at": "2026-01-02 03:04:05",
        "nothing": "",
        'odd "name': "x",
    }


def test_many_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", "SELECT range AS id FROM range(10000)")
    chunks = list(open_records(examine(path), Layout("parquet")))
    assert [line for chunk in chunks for line in chunk.lines] == list(range(1, 10001))


def test_a_profile_of_another_format_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", "SELECT 1 AS id")
    with pytest.raises(UserError, match="is a Parquet file"):
        list(open_records(examine(path), Layout("csv")))
    other = tmp_path / "a.csv"
    other.write_text("id\n1\n")
    with pytest.raises(UserError, match="is not a Parquet file"):
        list(open_records(examine(other), Layout("parquet")))


@pytest.mark.parametrize("place", [4, 20, 60, -5, -12])
def test_a_damaged_file_is_refused_in_a_sentence(tmp_path: Path, place: int) -> None:
    path = write(tmp_path / "a.parquet", "SELECT range AS id, 'abc' || range AS t FROM range(100)")
    data = bytearray(path.read_bytes())
    data[place] ^= 0xFF
    path.write_bytes(bytes(data))
    try:
        for chunk in open_records(examine(path), Layout("parquet")):
            assert chunk.lines
    except UserError as error:
        assert "cannot be read as Parquet" in str(error)
