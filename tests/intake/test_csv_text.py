"""CSV into columns: every record once, with its line, and none lost."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.intake import Layout, Limits, RefusedRecord
from revroute_desktop.intake.csv_text import CsvRecords
from revroute_desktop.intake.text import text_pieces

SMALL = Limits(line_bytes=2**20)


def read(
    data: bytes, layout: Layout | None = None, *, block: int = 2**20, limits: Limits = SMALL
) -> tuple[list[str], list[tuple[int, list[str]]], list[RefusedRecord]]:
    layout = layout or Layout("csv")
    blocks = (data[start : start + block] for start in range(0, len(data), block))
    records = CsvRecords("file.csv", text_pieces("file.csv", blocks, layout.encoding, limits), layout, limits)
    rows: list[tuple[int, list[str]]] = []
    refused: list[RefusedRecord] = []
    for chunk in records:
        columns = [chunk.columns[name] for name in records.names]
        rows += [(line, list(row)) for line, row in zip(chunk.lines, zip(*columns, strict=True), strict=True)]
        refused += chunk.refused
    return list(records.names), rows, refused


def test_lines_are_counted_from_one_and_blank_ones_passed_over() -> None:
    names, rows, refused = read(b"a,b\n1,2\n\n3,4")
    assert names == ["a", "b"]
    assert rows == [(2, ["1", "2"]), (4, ["3", "4"])]
    assert not refused


def test_blank_lines_are_no_records_in_a_file_of_one_column_either() -> None:
    _, rows, refused = read(b"a\n\n1\n\n\n2\n")
    assert rows == [(3, ["1"]), (6, ["2"])]
    assert not refused


def test_a_quoted_field_may_hold_signs_and_line_ends() -> None:
    _, rows, refused = read(b'a,b\n"x, ""y""\nz",2\n3,4\n')
    assert rows == [(2, ['x, "y"\nz', "2"]), (4, ["3", "4"])]
    assert not refused


def test_windows_line_ends_and_a_byte_order_mark_are_no_data() -> None:
    names, rows, _ = read(b"\xef\xbb\xbfa,b\r\n1,2\r\n")
    assert (names, rows) == (["a", "b"], [(2, ["1", "2"])])


def test_a_ragged_line_is_refused_and_its_neighbours_are_not() -> None:
    _, rows, refused = read(b"a,b\n1,2\n1\n1,2,3\n5,6\n")
    assert [line for line, _ in rows] == [2, 5]
    assert [(item.line, item.reason, item.raw) for item in refused] == [
        (3, "ragged", "1"),
        (4, "ragged", "1,2,3"),
    ]


def test_lines_whose_widths_make_up_for_each_other_are_both_refused() -> None:
    _, rows, refused = read(b"a,b,c\n1,2\n1,2,3,4\n5,6,7\n")
    assert rows == [(4, ["5", "6", "7"])]
    assert [item.line for item in refused] == [2, 3]


def test_an_unclosed_quote_costs_one_line() -> None:
    _, rows, refused = read(b'a,b\n1,"2\n3,4\n5,6\n')
    assert rows == [(3, ["3", "4"]), (4, ["5", "6"])]
    assert [(item.line, item.reason) for item in refused] == [(2, "quotes")]


def test_an_unclosed_quote_in_a_long_file_costs_one_line() -> None:
    body = b"".join(b"%d,x\n" % number for number in range(300_000))
    _, rows, refused = read(b'a,b\n"1,2\n' + body)
    assert len(rows) == 300_000
    assert rows[-1][0] == 300_002
    assert [(item.line, item.reason) for item in refused] == [(2, "quotes")]


def test_text_behind_a_closing_quote_is_refused() -> None:
    _, rows, refused = read(b'a,b\n"1"x,2\n3,4\n')
    assert [line for line, _ in rows] == [3]
    assert refused[0].reason == "quotes"


def test_a_quote_within_a_field_is_a_sign_like_others() -> None:
    _, rows, _ = read(b'a,b\n5" pipe,2\n')
    assert rows == [(2, ['5" pipe', "2"])]


def test_nul_bytes_and_undecodable_bytes_refuse_their_line() -> None:
    _, rows, refused = read(b"a,b\n1,\x002\nx,\xff\n3,4\n")
    assert rows == [(4, ["3", "4"])]
    assert [(item.line, item.reason, item.raw) for item in refused] == [
        (2, "nul", "1,\\x002"),
        (3, "encoding", "x,\\xff"),
    ]


def test_a_damaged_line_within_a_quoted_record_refuses_the_record() -> None:
    _, rows, refused = read(b'a,b\n"x\ny\xff\nz",2\n3,4\n')
    assert rows == [(5, ["3", "4"])]
    assert [(item.line, item.reason) for item in refused] == [(2, "encoding")]


def test_a_line_beyond_the_limit_is_refused_with_its_beginning() -> None:
    long = b"x" * 3_000_000
    _, rows, refused = read(b"a,b\n1,2\n" + long + b"\n3,4\n")
    assert [line for line, _ in rows] == [2, 4]
    assert (refused[0].line, refused[0].reason) == (3, "too-long")
    assert len(refused[0].raw) < 5000
    assert "3,000,000 bytes" in refused[0].detail


def test_a_long_line_at_the_end_of_the_file_is_refused_too() -> None:
    _, rows, refused = read(b"a,b\n1,2\n" + b"x" * 3_000_000)
    assert len(rows) == 1
    assert refused[0].reason == "too-long"


def test_other_encodings_are_read_when_the_profile_names_them() -> None:
    _, rows, _ = read("a,b\nKäse,€\n".encode("windows-1252"), Layout("csv", encoding="windows-1252"))
    assert rows == [(2, ["Käse", "€"])]
    _, rows, _ = read("a,b\nKäse,€\n".encode("utf-16"), Layout("csv", encoding="utf-16"))
    assert rows == [(2, ["Käse", "€"])]


def test_a_file_of_another_encoding_than_named_is_refused_in_a_sentence() -> None:
    with pytest.raises(UserError, match="UTF-16"):
        read("a,b\n1,2\n".encode("utf-16"))
    with pytest.raises(UserError, match="UTF-8"):
        read(b"\xef\xbb\xbfa,b\n", Layout("csv", encoding="utf-16"))


def test_headers_are_trimmed_and_repeated_names_numbered() -> None:
    names, _, _ = read(b" a ,b,a,\n1,2,3,4\n")
    assert names == ["a", "b", "a (2)", "column 4"]


def test_a_file_may_have_titles_above_its_header_or_no_header() -> None:
    names, rows, _ = read(b"Report\n2026\na,b\n1,2\n", Layout("csv", skip_lines=2))
    assert (names, rows) == (["a", "b"], [(4, ["1", "2"])])
    names, rows, _ = read(b"1,2\n", Layout("csv", names=("x", "y")))
    assert (names, rows) == (["x", "y"], [(1, ["1", "2"])])


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x01\x02", b"\xff\xfe"])
def test_a_file_without_a_readable_header_is_refused(data: bytes) -> None:
    with pytest.raises(UserError):
        read(data)


def test_an_unknown_column_names_those_that_are_there() -> None:
    records = CsvRecords("f.csv", text_pieces("f.csv", [b"a,b\n1,2\n"]), Layout("csv"))
    with pytest.raises(UserError, match="no column 'c'; it has 'a', 'b'"):
        next(iter(records)).column("c")


cells = st.text(st.sampled_from('ab1,"\n\r\u2028é'), max_size=6)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=30), st.integers(1, 40))
def test_what_a_csv_writer_writes_is_read_back_whatever_the_blocks(rows: list[list[str]], block: int) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([["x", "y", "z"], *rows])
    names, found, refused = read(text.getvalue().encode(), block=block)
    assert names == ["x", "y", "z"]
    assert not refused
    assert [row for _, row in found] == rows


@given(st.lists(st.lists(st.text(st.sampled_from("ab1;'"), min_size=1, max_size=6), min_size=2, max_size=2)))
def test_unquoted_files_take_the_short_way_to_the_same_rows(rows: list[list[str]]) -> None:
    data = "x,y\n" + "".join(",".join(row) + "\n" for row in rows)
    _, found, refused = read(data.encode())
    assert not refused
    assert found == [(line, row) for line, row in enumerate(rows, 2)]


@given(st.binary(max_size=2000), st.integers(1, 300))
def test_noise_gives_rows_and_refusals_or_one_sentence(noise: bytes, block: int) -> None:
    lines = b"a,b\n" + noise
    _, rows, refused = read(lines, block=block)
    assert all(len(row) == 2 for _, row in rows)
    numbers = [line for line, _ in rows] + [item.line for item in refused]
    assert len(set(numbers)) == len(numbers)


def test_the_published_shop_file_reads_as_a_csv_reader_reads_it(shared_data: Path) -> None:
    import lzma

    path = shared_data / "revenue" / "uci_online_retail.csv.xz"
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        text = file.read()
    expected: Iterator[list[str]] = csv.reader(io.StringIO(text, newline=""))
    next(expected)
    _, rows, refused = read(text.encode())
    assert not refused
    assert len(rows) == 541_909
    assert all(row == other for (_, row), other in zip(rows, expected, strict=True))
