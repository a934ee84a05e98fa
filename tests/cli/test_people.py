"""Answers as people read them."""

import pytest

from revroute_desktop.cli.answers import Table
from revroute_desktop.cli.people import show


def test_a_row_stays_one_row_whatever_its_cells_hold(capsys: pytest.CaptureFixture[str]) -> None:
    show([Table(("Job>", "Why"), [(1, "first\nsecond"), (2, "a\r\nb\u2028c"), (3, None)])])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[2:]] == [["1", "first↵second"], ["2", "a↵b↵c"], ["3"]]


def test_no_line_of_a_table_ends_in_blanks(capsys: pytest.CaptureFixture[str]) -> None:
    show([Table(("Key", "Value"), [("a", "short"), ("b", "much longer")])])
    lines = capsys.readouterr().out.splitlines()
    assert lines == [line.rstrip() for line in lines] and "much longer" in lines[-1]
