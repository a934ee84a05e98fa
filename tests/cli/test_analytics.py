"""Forecast and anomalies of a file, from a terminal and without a workspace."""

import csv
import html
import io
import json
import re
import shlex
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from revroute_desktop.cli.main import run
from revroute_desktop.cli.table_files import Form, write_rows


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    """Three weeks of an hourly rhythm with one hour that is not like it."""
    begin = datetime(2026, 3, 1, tzinfo=UTC)
    lines = ["timestamp,value"]
    for hour in range(24 * 21):
        value = 100 + 10 * (hour % 24) + hour % 3
        lines.append(f"{begin + timedelta(hours=hour):%Y-%m-%d %H:%M:%S},{5000 if hour == 400 else value}")
    path = tmp_path / "visits.csv"
    path.write_text("\n".join(lines))
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_forecast_goes_on_where_the_file_ends(visits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "forecast", "--csv", str(visits), "--season", "24", "--horizon", "48")
    steps = found["forecast"]
    assert len(steps) == 48 and steps[0]["at"] == "2026-03-22T00:00:00Z"
    assert found["outliers"] == 1 and found["seasons"] == [24, 168]
    assert all(step["lower"] <= step["value"] <= step["upper"] for step in steps)
    assert abs(steps[10]["value"] - 200) < 10


def test_a_horizon_may_be_a_time(visits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(answer(capsys, "forecast", "--csv", str(visits), "--horizon", "2d")["forecast"]) == 48
    assert run(["forecast", "--csv", str(visits), "--horizon", "soon"]) == 2
    assert "no horizon" in capsys.readouterr().err


def test_the_odd_hour_is_found(visits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = answer(capsys, "anomalies", "--csv", str(visits))["anomalies"]
    assert found["begun"] == "2026-03-17T16:00:00Z" and found["value"] == 5000


def test_a_person_reads_a_table(visits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forecast", "--csv", str(visits), "--horizon", "100"]) == 0
    said = capsys.readouterr().out
    assert "90% range" in said and "40 more with --json." in said
    assert run(["anomalies", "--csv", str(visits)]) == 0
    assert "5,000" in capsys.readouterr().out


def test_metrics_of_books_are_listed_shown_and_explained(routed) -> None:
    books = ("-w", routed.books)
    listed = routed.run("metrics", "list", *books)
    assert "gross" in str(listed)
    routed.run(
        "metrics", "show", "gross", "--by", "source", "--from", "2026-03-01", "--to", "2026-03-31", *books
    )
    routed.run("metrics", "show", "gross", "--step", "day", *books)
    routed.run("metrics", "why", "gross", "--by", "source", *books)
    routed.run("anomalies", *books)
    routed.run("anomalies", "--checks", *books)
    routed.run("anomalies", "--add-rule", "sales missing 3 days", *books)
    assert "sales missing 3 days" in str(routed.run("anomalies", "--rules", *books))
    assert "sale" in str(routed.run("sql", "SELECT kind FROM events", *books))


def test_a_report_is_written_listed_and_checked(routed, tmp_path: Path) -> None:
    page = tmp_path / "march.html"
    march = ("--from", "2026-03-01", "--to", "2026-03-31", "-w", routed.books)
    routed.run("report", *march, "-o", str(page))
    text = page.read_text("utf-8")
    assert "How to check this report" in text
    command = re.search(r"revroute (report --verify &quot;march.html&quot; -w &quot;[^&]+&quot;)", text)
    assert command is not None, "the page names the command that checks it"
    words = shlex.split(html.unescape(command[1]))
    assert words[-1] == Path(routed.books).name
    words[2], words[-1] = str(page), routed.books
    assert "is unaltered" in str(routed.run(*words))
    assert "march.html" in str(routed.run("report", "--list", "-w", routed.books))
    page.write_text(f"{text} ")
    assert run(words) == 1
    assert run(["report", *march, "-o", str(page)]) == 2, "nothing is written over"
    assert run(["report", *march, "-o", str(tmp_path / "march.doc")]) == 2
    assert run(["report", *march]) == 2


@pytest.mark.usefixtures("qapp")
def test_reports_come_into_a_folder_as_pdf_under_names_of_their_own(routed, tmp_path: Path) -> None:
    words = ("report", "--period", "last-month", "--into", str(tmp_path), "--pdf", "-w", routed.books)
    routed.run(*words)
    routed.run(*words)
    assert len([*tmp_path.glob("*.pdf")]) == 2
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    template = ("--sender", "North", "--address", "Street 1", "--logo", str(logo), "--closing", "Bye")
    routed.run("report", "--keep-template", *template, "--sections", "summary", "-w", routed.books)
    page = tmp_path / "page.html"
    routed.run("report", "-o", str(page), "-w", routed.books)
    text = page.read_text("utf-8")
    assert (
        "North" in text and "Bye" in text and "image/svg+xml" in text and "Checks of the routing" not in text
    )
    assert run(["report", "--sections", "nothing", "-o", str(page), "-w", routed.books]) == 2
    assert run(["report", "--period", "sometime", "--pdf", "-w", routed.books]) == 2


def test_a_report_is_made_by_the_queue_and_one_that_cannot_be_fails(routed, tmp_path: Path) -> None:
    words = ("report", "--period", "last-week", "--into", str(tmp_path))
    for more in ((), ("--pdf",), ("--payee", "payee:nobody")):
        routed.run("jobs", "add", "-w", routed.books, "--", *words, *more)
    routed.run("jobs", "run", "-w", routed.books)
    jobs = routed.json("jobs", "list")["jobs"]
    assert sorted((one["kind"], one["state"]) for one in jobs) == [
        ("report", "done"),
        ("report", "done"),
        ("report", "failed"),
    ]
    assert any("Nothing was ever booked" in (one["error"] or "") for one in jobs)
    assert sorted(path.suffix for path in tmp_path.iterdir() if "to" in path.name) == [".html", ".pdf"]
    made = routed.json("report", "--list")["reports"]
    assert len(made) == 2 and all(len(one["sha256"]) == 64 for one in made)


def test_figures_and_answers_are_written_for_other_programs(routed, tmp_path: Path, capsys) -> None:
    books = ("-w", routed.books)
    figures = ("metrics", "show", "gross", "--by", "source", *books)
    rows = list(csv.DictReader(io.StringIO(routed.run(*figures, "--format", "csv")[0])))
    assert rows[0]["metric"] == "gross" and float(rows[0]["value"]) > 0 and rows[0]["currency"] == "EUR"
    assert json.loads(routed.run(*figures, "--format", "json")[0])[0]["value"] == rows[0]["value"]
    file = tmp_path / "gross.parquet"
    routed.run(*figures, "-o", str(file))
    ((value, kind),) = duckdb.sql(f"SELECT value, typeof(value) FROM '{file}' LIMIT 1").fetchall()
    assert value == Decimal(rows[0]["value"]) and kind.startswith("DECIMAL")
    days = routed.run("metrics", "show", "gross", "--step", "day", "--format", "csv", *books)[0]
    assert "from,currency,value" in days
    question = ("sql", "SELECT kind, COUNT(*) AS n, NULL AS gap FROM events GROUP BY 1", *books)
    assert routed.run(*question, "--format", "csv")[0].startswith("kind,n,gap\n")
    routed.run(*question, "-o", str(tmp_path / "kinds.json"))
    assert json.loads((tmp_path / "kinds.json").read_text())[0]["gap"] is None
    for wrong in (("--format", "parquet"), ("-o", str(tmp_path / "a.txt")), ("--format", "csv", "--json")):
        assert run([*figures, *wrong]) == 2
    capsys.readouterr()


def test_texts_of_others_are_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_rows(("a", "b"), [("=1+1", -5), ("-5", None), ("@x", 1.5)], Form.CSV, path, replace=False)
    assert path.read_text() == "a,b\n'=1+1,-5\n-5,\n'@x,1.5\n"
