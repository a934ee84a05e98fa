"""Costs, rates and figures of other forms, from a terminal."""

import json
from pathlib import Path
from typing import Any

import pytest

from revroute_desktop.cli.main import run

REVENUE = "source,id,time,kind,amount,currency,country,payer\n" + "".join(
    f"shop,{currency}{n},2026-03-{1 + n % 28:02}T10:00:00Z,sale,10.00,{currency},{country},p{n % 7}\n"
    for currency, country in (("EUR", "DE"), ("USD", "US"))
    for n in range(28)
)


@pytest.fixture
def books(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "books.revroute"
    (tmp_path / "shop.csv").write_text(REVENUE)
    assert run(["init", str(path), "--zone", "UTC"]) == 0
    assert (
        run(["import", "revenue", str(tmp_path / "shop.csv"), "--profile", "generic", "-w", str(path)]) == 0
    )
    capsys.readouterr()
    return path


def answer(capsys: pytest.CaptureFixture[str], books: Path, *arguments: str) -> Any:
    assert run(["metrics", *arguments, "-w", str(books), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")


def test_costs_are_previewed_kept_and_listed(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "costs.csv"
    file.write_text("day,campaign,amount,currency\n2026-03-10,spring,5.00,EUR\n")
    preview = answer(capsys, books, "costs", "import", str(file), "--preview")
    assert (preview["new"], preview["sums"]) == (1, {"EUR": "5.00"})
    assert answer(capsys, books, "costs", "list")["costs"] == []
    assert answer(capsys, books, "costs", "import", str(file))["new"] == 1
    assert answer(capsys, books, "costs", "import", str(file))["same"] == 1
    (cost,) = answer(capsys, books, "costs", "list", *MARCH)["costs"]
    assert cost == {
        "day": "2026-03-10",
        "campaign": "spring",
        "amount": "5.00",
        "currency": "EUR",
        "clicks": None,
    }
    (figure,) = answer(capsys, books, "show", "cost", "--by", "campaign", *MARCH)["figures"]
    assert (figure["key"], figure["value"]) == ("spring", "5.00")
    file.write_text("day,campaign,amount,currency\nnever,spring,5.00,EUR\n")
    assert run(["metrics", "costs", "import", str(file), "-w", str(books)]) != 0
    assert "Nothing was kept" in capsys.readouterr().err


def test_costs_and_rates_are_removed(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "costs.csv"
    rows = ("2026-03-10,spring,5.00,EUR", "2026-03-20,spring,7.00,EUR", "2026-03-20,summer,1.00,EUR")
    file.write_text("\n".join(("day,campaign,amount,currency", *rows)) + "\n")
    answer(capsys, books, "costs", "import", str(file))
    gone = answer(capsys, books, "costs", "remove", "spring", "--from", "2026-03-15")
    assert (gone["removed"], gone["sums"]) == (1, {"EUR": "7.00"})
    left = answer(capsys, books, "costs", "list")["costs"]
    assert [(one["day"], one["campaign"]) for one in left] == [
        ("2026-03-10", "spring"),
        ("2026-03-20", "summer"),
    ]
    assert run(["metrics", "costs", "remove", "autumn", "-w", str(books)]) == 2
    assert "No cost of campaign 'autumn'" in capsys.readouterr().err
    answer(capsys, books, "rates", "set", "USD", "EUR", "0.5", "--date", "2026-03-01", "--source", "ECB")
    twice = answer(capsys, books, "rates", "set", "EUR", "USD", "9", "--date", "2026-03-02", "--source", "x")
    assert "contradicts 1 USD = 0.5 EUR" in twice["doubts"][0]
    assert len(answer(capsys, books, "rates", "remove", "eur", "usd", "2026-03-02")["removed"]) == 1
    assert len(answer(capsys, books, "rates", "list")["rates"]) == 1


def test_currencies_are_added_up_by_a_rate_that_is_named(
    books: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["metrics", "show", "gross", "--in", "EUR", *MARCH, "-w", str(books)]) != 0
    assert "There is no rate from USD to EUR" in capsys.readouterr().err
    answer(capsys, books, "rates", "set", "USD", "EUR", "0.5", "--date", "2026-03-01", "--source", "ECB")
    (rate,) = answer(capsys, books, "rates", "list")["rates"]
    assert (rate["from"], rate["to"], rate["rate"], rate["source"]) == ("USD", "EUR", "0.5", "ECB")
    shown = answer(capsys, books, "show", "gross", "--in", "eur", *MARCH)
    assert [(one["currency"], one["value"]) for one in shown["whole"]] == [("EUR", "420.00")]
    assert any("1 USD = 0.5 EUR (ECB, from 2026-03-01)" in note for note in shown["notes"])
    course = answer(capsys, books, "show", "gross", "--in", "EUR", "--step", "day", *MARCH)["series"]
    assert [one["currency"] for one in course] == ["EUR"]


def test_one_part_alone_is_shown(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = answer(capsys, books, "show", "sales", "--where", "country=DE", "--against", "year", *MARCH)
    assert [one["value"] for one in shown["whole"]] == ["28"]
    assert shown["before"] == {"from": "2025-03-01", "to": "2025-03-31"}
    assert run(["metrics", "show", "sales", "--where", "landing=/", "-w", str(books)]) != 0
    assert "can't be told apart by landing" in capsys.readouterr().err


def test_other_forms_have_an_answer_each(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cohorts = answer(capsys, books, "cohorts", "--step", "week", *MARCH)["cohorts"]
    assert [row["size"] for row in cohorts] and all(row["size"] <= 7 for row in cohorts)
    steps = answer(capsys, books, "funnel", "--set", "In=visits", "--set", "Out=sales", *MARCH)["steps"]
    assert [(one["name"], one["count"]) for one in steps] == [("In", 0), ("Out", 56)]
    spread = answer(capsys, books, "distribution", "orders", *MARCH)["distributions"]
    assert {one["currency"]: sum(one["counts"]) for one in spread} == {"EUR": 28, "USD": 28}
    assert not answer(capsys, books, "distribution", "latency", *MARCH)["distributions"][0]["enough"]
    (hours,) = answer(capsys, books, "hours", "sales", *MARCH)["hours"]
    # March 2026 begins on a Sunday, so that it has five of these, Mondays and Tuesdays.
    days = (5, 5, 4, 4, 4, 4, 5)
    sums = [count * sum(float(cell) for cell in day) for count, day in zip(days, hours["cells"], strict=True)]
    assert sum(sums) == pytest.approx(56, abs=0.01)
    touched = answer(capsys, books, "touches", *MARCH)
    assert touched["unknown"] == {"EUR": "280.00", "USD": "280.00"} and touched["rows"] == []
    assert answer(capsys, books, "payees", *MARCH)["payees"] == []
    for words in (("cohorts",), ("funnel",), ("distribution", "orders"), ("hours", "sales"), ("touches",)):
        assert run(["metrics", *words, *MARCH, "-w", str(books)]) == 0
        assert capsys.readouterr().out.strip()
