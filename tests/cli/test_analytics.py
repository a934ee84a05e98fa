"""Forecast and anomalies of a file, from a terminal and without a workspace."""

import csv
import html
import io
import json
import re
import shlex
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from revroute_desktop.cli.main import run
from revroute_desktop.cli.table_files import Form, write_rows

HOLIDAYS = {(1, 1), (4, 18), (4, 21), (5, 1), (5, 29), (6, 9), (10, 3)}
"""Of Germany, in 2025, before the middle of December."""


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
    routed.run(
        "metrics", "why", "gross", "--by", "source", "--from", "2026-03-04", "--to", "2026-03-04", *books
    )
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


def test_a_report_into_a_folder_or_without_sections_is_refused_in_a_sentence(routed, tmp_path: Path) -> None:
    folder = str(tmp_path)
    assert f"{folder} is a folder; name a file in it, or say --into {folder}" in routed.refused(
        "report", "-o", folder
    )
    assert ". is a folder" in routed.refused("report", "-o", ".")
    page = tmp_path / "page.html"
    for nothing in ("", " , "):
        sentence = routed.refused("report", "-o", str(page), "--sections", nothing)
        assert "needs at least one section; there are summary, time" in sentence
    assert "at least one" in routed.refused("report", "--keep-template", "--sections", "")
    assert not page.exists()


def test_a_template_is_kept_with_the_report_that_is_asked_for_or_not_at_all(routed, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    words = ("report", "--keep-template", "--period", "last-month")
    made = routed.json(*words, "--closing", "Bye", "-o", str(page))
    assert made["template"]["closing"] == "Bye" and "Bye" in page.read_text("utf-8")
    assert "Say where it goes" in routed.refused(*words, "--closing", "Never")
    kept = routed.json("report", "--keep-template")
    assert kept["closing"] == "Bye" and "file" not in kept


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


@pytest.fixture
def spring(desk):
    """Books of three months: some sales each day, none on holidays."""
    days = [date(2026, 3, 1) + timedelta(at) for at in range(100)]
    lines = [
        f"cards,ch_{day:%m%d}_{number},{day}T1{number}:15:00Z,sale,49.00,EUR,mia{number}@example.org,,neon-kitten,80"
        for day in days
        for number in range(0 if (day.month, day.day) in {(4, 3), (4, 6), (5, 1)} else 3 + day.day % 4)
    ]
    head = "source,id,time,kind,amount,currency,payer,original,attribute.creator,attribute.treasury_share"
    desk.file.write_text("\n".join([head, *lines, ""]), "utf-8")
    desk.run("import", "revenue", str(desk.file), "--profile", "generic", "-w", desk.books)
    return desk


def test_what_looks_wrong_is_told_and_acknowledged_with_a_reason(spring) -> None:
    spring.said("anomalies", "--add-rule", "sales < 2 per day")
    told = spring.json("anomalies", "--tell")
    assert told["told"] == [] and told["past"] >= 3, "what lies far back is kept, and no news"
    spring.said("anomalies", "--add-rule", "sales < 100 per day")
    assert "new" in [one["state"] for one in spring.json("anomalies")["anomalies"]]
    (name,) = spring.json("anomalies", "--tell")["told"]
    assert "Nothing new looks wrong." in spring.said("anomalies", "--tell")
    (row,) = [line for line in spring.said("anomalies").splitlines() if line.startswith(name)]
    assert row.split()[-1] == "open" and "2026-0" in row.split()[1]
    states = {one["name"]: one["state"] for one in spring.json("anomalies")["anomalies"]}
    assert states.pop(name) == "open" and set(states.values()) == {"past"}
    assert "Say why" in spring.refused("anomalies", "--acknowledge", name)
    spring.said("anomalies", "--acknowledge", name, "--note", "too few customers")
    said = spring.said("anomalies")
    assert name not in said and "1 acknowledged with --all." in said
    (row,) = [line for line in spring.said("anomalies", "--all").splitlines() if line.startswith(name)]
    assert row.endswith("acknowledged")
    (seen,) = [one for one in spring.json("anomalies", "--all")["anomalies"] if one["name"] == name]
    assert seen["acknowledged"]["note"] == "too few customers" and seen["acknowledged"]["actor"] == "ada"
    assert "waits to be acknowledged" in spring.refused("anomalies", "--acknowledge", name, "--note", "x")
    assert "looks wrong" in spring.refused("anomalies", "--acknowledge", "net/1999", "--note", "x")


def test_what_a_look_by_hand_found_can_be_acknowledged(spring) -> None:
    spring.said("anomalies", "--add-rule", "sales < 2 per day")
    name = spring.json("anomalies")["anomalies"][0]["name"]
    spring.said("anomalies", "--acknowledge", name, "--note", "a holiday")
    assert name not in [one["name"] for one in spring.json("anomalies")["anomalies"]]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("anomalies --tell --checks", "one thing at a time: --tell or --checks"),
        ("anomalies --csv x.csv --rules", "one thing at a time: --csv or --rules"),
        ("anomalies --season 7", "--season is for a file"),
        ("anomalies --step hour", "--step is for one metric"),
        ("anomalies --csv x.csv --step hour", "a file has the step of its lines"),
        ("forecast --csv x.csv net", "not both"),
        ("report --lines 5 -o x.html", "--lines is for a statement"),
        ("report --payee payee:a --sections summary -o x.html", "--sections is for the report of a period"),
        ("metrics show net --currency EUR --in EUR", "not both"),
        ("metrics show sales --in EUR", "it is one figure already"),
        ("metrics show top10_share --by country", "can't be told apart by anything"),
        ("metrics why net --from 2020-01-01 --to 2020-01-02", "Of 2019-12-30 to 2019-12-31 not all is known"),
        ("metrics why net --from 2030-01-01 --to 2030-01-02", "of 2030-01-01 to 2030-01-02 is another than"),
        ("capacity --prices none.yaml", "cannot be read: No such file or directory. Check the name"),
    ],
)
def test_what_would_be_left_undone_is_refused(spring, words: str, sentence: str) -> None:
    assert sentence in spring.refused(*words.split())


def test_the_country_of_holidays_is_kept_with_the_workspace(spring) -> None:
    plain = ("forecast", "sales", "--horizon", "7")
    assert "two letters" in spring.refused(*plain, "--holidays", "Atlantis")
    assert spring.json(*plain)["holidays"] is None
    kept = spring.json(*plain, "--holidays", "DE-BY", "--keep-holidays")
    assert "regression with holidays" in kept["forecasts"][0]["errors"]
    found = spring.json(*plain)
    assert found["holidays"] == "DE-BY"
    total = found["forecasts"][0]["total"]
    assert int(total["lower"]) <= int(total["value"]) <= int(total["upper"])
    assert spring.json(*plain, "--holidays", "none")["holidays"] is None
    assert spring.json(*plain)["holidays"] == "DE-BY"
    spring.said(*plain, "--holidays", "none", "--keep-holidays")
    assert spring.json(*plain)["holidays"] is None
    said = spring.said(*plain)
    assert "Together" in said and "2026-06-10" in said and "T22:00:00Z" not in said
    assert "30 more with --json." in spring.said("forecast", "sales", "--horizon", "90")
    assert "ask for 1 to" in spring.refused("forecast", "sales", "--step", "week", "--horizon", "48")
    weeks = spring.json("forecast", "sales", "--step", "week")["forecasts"][0]["forecast"]
    assert 12 <= len(weeks) < 48, "what nobody asked for is no more than the past holds"
    assert "name a country" in spring.refused(*plain, "--keep-holidays")
    assert "for a file" in spring.refused(*plain, "--season", "7")


def test_holidays_count_for_a_file_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = [date(2025, 1, 1) + timedelta(at) for at in range(350)]
    lines = [f"{day}T00:00:00,{10 if (day.month, day.day) in HOLIDAYS else 100}" for day in days]
    file = tmp_path / "days.csv"
    file.write_text("\n".join(lines))
    found = answer(capsys, "forecast", "--csv", str(file), "--horizon", "14", "--holidays", "DE")
    assert "regression with holidays" in found["errors"]


def test_capacity_and_its_prices(spring, tmp_path: Path) -> None:
    assert "per_million" in spring.said("capacity", "--show-prices")
    own = tmp_path / "prices.yaml"
    own.write_text(
        "currency: EUR\nitem_bytes: 100\nprices:\n"
        "- {name: shelf, unit: writes, bytes: 100, per_million: 1, source: a letter, as_of: 2026-11-01}\n"
    )
    found = spring.said("capacity", "--prices", str(own))
    assert "shelf" in found and "EUR" in found and "Events an hour" in found
    (size,) = [line for line in found.splitlines() if line.startswith("Size of the file")]
    assert "MiB" in size or "KiB" in size
    assert [one["name"] for one in spring.json("capacity")["costs"]] == ["shelf"]
    own.write_text("prices: 3")
    assert "list of prices" in spring.refused("capacity", "--prices", str(own))
    assert "cannot be read" in spring.refused("capacity", "--prices", str(tmp_path / "none.yaml"))
    assert "DynamoDB" in spring.said("capacity", "--usual-prices")


def test_the_work_of_the_next_day_is_handed_to_the_queue(spring) -> None:
    assert "not timed yet" in spring.said("forecast", "--work")
    assert spring.json("jobs", "tuning")["foreseen"] == []
