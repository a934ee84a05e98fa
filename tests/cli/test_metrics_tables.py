"""Figures and courses as a person reads them: every currency is there, and what is left out is said."""

from datetime import date
from fractions import Fraction

import pytest
from tests.cli.night import PLAN

from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.figures import Figure
from revroute_desktop.analytics.metrics.lines import Line
from revroute_desktop.analytics.metrics.periods import Step
from revroute_desktop.analytics.metrics.values import Value
from revroute_desktop.analytics.series import HOUR
from revroute_desktop.cli.commands.metrics_tables import course_table, largest
from revroute_desktop.cli.times import step_text
from revroute_desktop.ledger.periods import day_number
from revroute_desktop.workspace.zones import midnight

ZONE = "Europe/Berlin"
NET = metric_named("net")


def course(code: str, count: int, first: date = date(2026, 6, 1)) -> Line:
    begin = midnight(day_number(first), ZONE)
    edges = tuple(begin + HOUR * at for at in range(count + 1))
    return Line(NET, code, edges, tuple(Fraction(100_000 + at) for at in range(count)))


def test_a_course_has_a_column_for_each_currency_and_says_what_is_not_shown() -> None:
    table, left = course_table(NET, (course("EUR", 30), course("JPY", 30)), Step.HOUR, ZONE, 20)
    assert list(table.heads) == ["From", "EUR>", "JPY>"] and len(table.rows) == 20
    assert table.rows[-1] == ("2026-06-02 05:00", "1,000.29 EUR", "100,029 JPY")
    assert left == ("10 earlier hours are not shown; --limit 30 shows all, --format csv writes them all.",)
    table, left = course_table(NET, (course("EUR", 30),), Step.HOUR, ZONE, 30)
    assert len(table.rows) == 30 and not left
    assert "1 earlier hour is" in course_table(NET, (course("EUR", 30),), Step.HOUR, ZONE, 29)[1][0]


def test_an_hour_that_clocks_show_twice_is_told_apart() -> None:
    table, _ = course_table(NET, (course("EUR", 25, date(2026, 10, 25)),), Step.HOUR, ZONE, 99)
    times = [row[0] for row in table.rows]
    assert len(set(times)) == 25 and times[1] == "2026-10-25 01:00"
    assert times[2:5] == ["2026-10-25 02:00 +0200", "2026-10-25 02:00 +0100", "2026-10-25 03:00"]
    begin = midnight(day_number(date(2026, 7, 1)), ZONE)
    assert [step_text(begin, step, ZONE) for step in (Step.DAY, Step.WEEK)] == ["2026-07-01"] * 2


def test_the_largest_of_every_currency_are_shown() -> None:
    def figures(code: str | None, count: int) -> list[Figure]:
        value = Value(1, 1, 1, True)
        return [Figure(code, f"k{at}", value, value) for at in range(count)]

    shown, left = largest([*figures("EUR", 5), *figures("USD", 2), *figures("JPY", 1_004)], 3)
    assert [(one.currency, one.key) for one in shown[:5]] == [
        ("EUR", "k0"),
        ("EUR", "k1"),
        ("EUR", "k2"),
        ("USD", "k0"),
        ("USD", "k1"),
    ]
    assert left == ["Smaller ones not shown: 2 of EUR, 1,001 of JPY; --limit 1004 shows all."]
    assert largest(figures(None, 3), 2)[1] == ["Smaller ones not shown: 1; --limit 3 shows all."]
    assert largest(figures(None, 3), 3)[1] == []


def test_currencies_are_asked_of_what_has_them(routed) -> None:
    assert "has no currency" in routed.refused("metrics", "show", "sales", "--currency", "EUR")
    assert "nothing in USD" in routed.said("metrics", "show", "gross", "--currency", "USD")
    assert "nothing in USD" in routed.said("metrics", "show", "gross", "--currency", "USD", "--step", "day")
    night = ("--from", "2026-03-03", "--to", "2026-03-03")
    assert "nothing in USD" in routed.refused("metrics", "why", "gross", "--currency", "USD", *night)


@pytest.mark.parametrize("step", ["hour", "day"])
def test_a_course_of_the_books_is_told_in_their_zone(routed, step: str) -> None:
    said = routed.said(
        "metrics",
        "show",
        "gross",
        "--from",
        "2026-03-02",
        "--to",
        "2026-03-02",
        "--step",
        step,
        "--limit",
        "24",
    )
    assert ("2026-03-02 00:00" if step == "hour" else "2026-03-02 ") in said
    assert "T23:00:00Z" not in said


def test_a_week_at_the_end_of_a_period_is_there_in_part(routed) -> None:
    words = ("metrics", "show", "net", "--step", "week", "--from", "2026-03-03", "--to", "2026-03-10")
    said = routed.said(*words, "--currency", "EUR")
    assert "2026-03-03 *" in said and "2026-03-09 *" in said and "beside" not in said
    assert "* Parts of weeks: 2026-03-03 to 2026-03-08, 2026-03-09 to 2026-03-10." in said
    (series,) = routed.json(*words, "--currency", "EUR")["series"]
    assert [point["complete"] for point in series["points"]] == [False, False]
    rows = routed.said(*words, "--currency", "JPY", "--format", "csv").splitlines()
    assert rows[0].endswith(",from,currency,value,complete")
    assert rows[1].endswith(",JPY,1200,false")
    whole = routed.said(
        "metrics", "show", "net", "--step", "day", "--from", "2026-03-03", "--to", "2026-03-04"
    )
    assert "*" not in whole


def test_what_a_course_does_not_tell_is_refused(routed) -> None:
    course = ("metrics", "show", "net", "--step", "day")
    assert "keys are not told apart (--by)" in routed.refused(*course, "--by", "source")
    assert "nothing is compared (--against)" in routed.refused(*course, "--against", "before")
    ages = ("--from", "1900-01-01", "--to", "2200-12-31")
    assert "more than 20,000" in routed.refused("metrics", "show", "net", "--step", "hour", *ages)


def test_what_has_no_key_is_named_as_it_is_printed(routed) -> None:
    said = routed.said("metrics", "show", "net", "--by", "country", "--currency", "EUR")
    (row,) = [line for line in said.splitlines() if "(none)" in line]
    net = routed.json("metrics", "show", "net", "--where", "country=(none)", "--currency", "EUR")
    assert net["whole"][0]["value"] in row


def test_the_newest_days_are_those_of_the_newest_events(imported) -> None:
    def last(metric: str) -> str:
        found = imported.json("metrics", "show", metric)
        assert found["whole"]
        return str(found["to"])

    assert last("net") == "2026-03-04"
    imported.run("plan", "publish", PLAN, "--effective", "2026-01-01", "-w", imported.books)
    imported.run("route", "-w", imported.books)
    imported.run("release", "--as-of", "2026-09-30", "-w", imported.books)
    assert {last("net"), last("booked"), last("sales")} == {"2026-03-04"}
