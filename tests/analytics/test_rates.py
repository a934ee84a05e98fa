"""Currencies are added up by rates that are named, exactly, and not at all without one."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.lines import lines
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.metrics.values import Value
from revroute_desktop.analytics.metrics.words import plain
from revroute_desktop.analytics.one_currency import in_one, lines_in_one
from revroute_desktop.analytics.rates import (
    Rate,
    factor,
    import_rates,
    kept_rates,
    read_rates,
    remove_rates,
    set_rate,
)
from revroute_desktop.errors import UserError
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.workspace import Workspace, create

FOREVER = 2**62
PERIOD = Period(date(2026, 3, 1), date(2026, 3, 31), "UTC")


@pytest.fixture
def books(tmp_path: Path) -> Workspace:
    workspace = create(tmp_path / "books.revroute", zone="UTC", name="books", actor="ada")
    rows = [f"shop,e{n},2026-03-10T09:20:00Z,sale,10.01,EUR,DE" for n in range(20)]
    rows += [f"shop,u{n},2026-03-11T09:20:00Z,sale,3.33,USD,US" for n in range(30)]
    rows += [f"shop,j{n},2026-03-12T09:20:00Z,sale,1000,JPY,JP" for n in range(25)]
    rows += ["shop,r1,2026-03-13T09:20:00Z,refund,-3.33,USD,US"]
    (tmp_path / "shop.csv").write_text(
        "source,id,time,kind,amount,currency,country\n" + "\n".join(rows) + "\n"
    )
    import_revenue(workspace, tmp_path / "shop.csv", "generic", actor="ada")
    return workspace


def give(workspace: Workspace) -> None:
    for rate in (
        Rate(date(2026, 1, 1), "USD", "EUR", "0.5", "old"),
        Rate(date(2026, 3, 2), "USD", "EUR", "0.9214", "ECB"),
        Rate(date(2026, 4, 1), "USD", "EUR", "7", "later"),
        Rate(date(2026, 2, 1), "EUR", "JPY", "163.25", "ECB"),
    ):
        set_rate(workspace, rate, actor="ada")


def test_nothing_is_added_up_without_a_rate(books: Workspace) -> None:
    with books.read() as session:
        shown = show(session.sql, "gross", PERIOD, now=FOREVER)
        with pytest.raises(UserError, match="no rate from JPY to EUR of 2026-03-31"):
            in_one(session.sql, shown, "EUR")


def test_sums_and_ratios_are_exact_and_name_their_rates(books: Workspace) -> None:
    give(books)
    dollar, yen = Fraction(9214, 10_000), Fraction(100) / Fraction(16_325, 100)
    gross = 20 * 1001 + 30 * 333 * dollar + 25 * 1000 * yen
    with books.read() as session:
        shown = in_one(session.sql, show(session.sql, "gross", PERIOD, now=FOREVER), "EUR")
        (whole,) = shown.whole
        assert (whole.currency, whole.now.exact, whole.now.rows) == ("EUR", gross, 75)
        assert plain(shown.metric, "EUR", whole.now.exact) == f"{round(gross) / 100:.2f}"
        assert shown.notes[-2:] == (
            "Added up in EUR by 1 EUR = 163.25 JPY (ECB, from 2026-02-01).",
            "Added up in EUR by 1 USD = 0.9214 EUR (ECB, from 2026-03-02).",
        )
        average = in_one(session.sql, show(session.sql, "average_order", PERIOD, now=FOREVER), "EUR").whole
        assert [one.now.exact for one in average] == [gross / 75]
        refunds = in_one(session.sql, show(session.sql, "refund_rate", PERIOD, now=FOREVER), "EUR").whole
        assert [one.now.exact for one in refunds] == [333 * dollar / gross]
        by = in_one(session.sql, show(session.sql, "gross", PERIOD, by="country", now=FOREVER), "EUR").figures
        assert [one.key for one in by] == ["DE", "JP", "US"]
        assert sum(one.now.exact or 0 for one in by) == gross
        course = lines(session.sql, "gross", PERIOD.start, PERIOD.end, Step.DAY, "UTC")
        (line,) = lines_in_one(session.sql, course, "EUR", PERIOD.last)
        assert line.currency == "EUR" and sum(one or 0 for one in line.exact) == gross
        for name in ("sales", "hhi"):
            with pytest.raises(UserError):
                in_one(session.sql, show(session.sql, name, PERIOD, now=FOREVER), "EUR")


def test_a_currency_of_one_period_alone_counts_for_nothing_in_the_other(
    books: Workspace, tmp_path: Path
) -> None:
    give(books)
    rows = [f"shop,b{n},2026-02-10T09:20:00Z,sale,10.00,EUR,DE" for n in range(20)]
    (tmp_path / "older.csv").write_text(
        "source,id,time,kind,amount,currency,country\n" + "\n".join(rows) + "\n"
    )
    import_revenue(books, tmp_path / "older.csv", "generic", actor="ada")
    with books.read() as session:
        (average,) = in_one(session.sql, show(session.sql, "average_order", PERIOD, now=FOREVER), "EUR").whole
        (refunds,) = in_one(session.sql, show(session.sql, "refund_rate", PERIOD, now=FOREVER), "EUR").whole
    assert (average.before.exact, average.before.rows) == (1000, 20)
    assert refunds.before == Value(0, 1, 20, True)


def test_a_file_of_rates_replaces_those_of_its_days(books: Workspace, tmp_path: Path) -> None:
    give(books)
    path = tmp_path / "rates.csv"
    path.write_text("date,from,to,rate,source\n2026-03-02,USD,EUR,0.93,Bank\n2026-03-09,usd,EUR,0.94,Bank\n")
    import_rates(books, path, actor="ada")
    with books.read() as session:
        assert len(kept_rates(session.sql)) == 5
        assert factor(session.sql, "USD", "EUR", date(2026, 3, 8)).exact == Fraction(93, 100)
        assert factor(session.sql, "EUR", "USD", date(2026, 3, 9)).exact == Fraction(100, 94)
        (count,) = session.sql.execute(
            "SELECT count(*) FROM audit_entry WHERE action = 'rates.keep'"
        ).fetchone()
    import_rates(books, path, actor="ada")
    with books.read() as session:
        assert session.sql.execute(
            "SELECT count(*) FROM audit_entry WHERE action = 'rates.keep'"
        ).fetchone() == (count,)
    for row in (
        "2026-03-02,USD,USD,1,me",
        "2026-03-02,USD,EUR,0,me",
        "2026-03-02,USD,EUR,1,",
        "x,USD,EUR,1,me",
    ):
        path.write_text(f"date,from,to,rate,source\n{row}\n")
        with books.read() as session:
            assert read_rates(session.sql, path).refused
        with pytest.raises(UserError, match="Nothing was kept"):
            import_rates(books, path, actor="ada")


def test_a_preview_says_what_is_new_and_changed(books: Workspace, tmp_path: Path) -> None:
    give(books)
    path = tmp_path / "rates.csv"
    path.write_text(
        "date,from,to,rate,source\n2026-03-02,USD,EUR,0.93,Bank\n"
        "2026-02-01,EUR,JPY,163.25,ECB\n2026-03-09,USD,EUR,0.94,Bank\n"
    )
    with books.read() as session:
        told = read_rates(session.sql, path)
        assert len(kept_rates(session.sql)) == 4
    assert (told.new, told.changed, told.same, told.doubts) == (1, 1, 1, ())


def test_a_rate_that_contradicts_the_other_way_is_said(books: Workspace) -> None:
    give(books)
    assert set_rate(books, Rate(date(2026, 3, 3), "EUR", "USD", "1.08", "ECB"), actor="ada") == ()
    (doubt,) = set_rate(books, Rate(date(2026, 2, 2), "JPY", "EUR", "163.25", "ECB"), actor="ada")
    assert doubt.startswith("1 JPY = 163.25 EUR (from 2026-02-02) contradicts 1 EUR = 163.25 JPY")


def test_rates_are_removed_with_an_entry_in_the_log(books: Workspace) -> None:
    give(books)
    (gone,) = remove_rates(books, "usd", "EUR", date(2026, 4, 1), actor="ada")
    assert gone.text == "7"
    assert len(remove_rates(books, "USD", "EUR", None, actor="ada")) == 2
    with books.read() as session:
        assert [one.base for one in kept_rates(session.sql)] == ["EUR"]
        entries = session.sql.execute("SELECT count(*) FROM audit_entry WHERE action = 'rates.remove'")
        assert entries.fetchone() == (2,)
    with pytest.raises(UserError, match="No rate from USD to EUR was given"):
        remove_rates(books, "USD", "EUR", None, actor="ada")
