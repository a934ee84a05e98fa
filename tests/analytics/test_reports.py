"""Reports say what the catalogue and the ledger say, stand by themselves, and can be checked."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.test_page import stands_alone

from revroute_desktop.analytics.metrics.catalogue import metric_named
from revroute_desktop.analytics.metrics.figures import Figure, show
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.values import Value
from revroute_desktop.analytics.metrics.words import change
from revroute_desktop.analytics.reports.issue import Issue
from revroute_desktop.analytics.reports.of_payee import payee_report
from revroute_desktop.analytics.reports.of_period import period_report
from revroute_desktop.analytics.reports.period_words import NAMES, named_period
from revroute_desktop.analytics.reports.seal import Seal
from revroute_desktop.analytics.reports.statement import Why, statements, sums
from revroute_desktop.analytics.reports.template import (
    LOGO_LARGEST,
    SECTIONS,
    Template,
    keep_template,
    read_logo,
    template_of,
)
from revroute_desktop.analytics.reports.words import amount, change_words, figure, range_words
from revroute_desktop.documents.model import Document, Picture, Table, Tiles, cell_of
from revroute_desktop.documents.page import as_page
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.ledger.queries import balances, statement
from revroute_desktop.workspace import Workspace, create

JUNE = Period(date(2026, 6, 1), date(2026, 6, 30), "Europe/Berlin")
SEAL = Seal(12, "ab" * 32, "revroute/x\n12\nroot\n\n— key <sig>\n", 1_790_000_000_000_000, "june.html")
LATE = 2**51
PLAIN = Template()
OF_JUNE = Issue(JUNE, LATE, SEAL, "demo.revroute")


def report(
    workspace: Workspace, period: Period = JUNE, template: Template = PLAIN, now: int = LATE
) -> Document:
    with workspace.read() as session:
        return period_report(session.sql, "demo", Issue(period, now, SEAL, "demo.revroute", template))


def blocks(document: Document) -> Iterator[object]:
    return (block for section in document.sections for block in section.blocks)


def test_a_report_has_the_figures_of_the_catalogue(demo: Workspace) -> None:
    document = report(demo)
    page = as_page(document)
    with demo.read() as session:
        for name in ("gross", "net", "take_rate", "visits"):
            shown = show(session.sql, name, JUNE, now=LATE)
            for one in shown.whole:
                if name != "take_rate" or one.currency == "EUR":
                    assert figure(shown.metric, one.currency, one.now.exact) in page
    stands_alone(page)
    assert [section.title for section in document.sections][:3] == ["Summary", "Over time", "Why it changed"]
    assert sum(isinstance(block, Picture) for block in blocks(document)) >= 5
    assert not document.chip and "12 entries" in page and "ab" * 32 in page and "— key &lt;sig&gt;" in page
    assert "MASE" in page and "Checks of the routing" in page and "Plans in force" in page


def test_every_table_is_whole(demo: Workspace) -> None:
    for block in blocks(report(demo)):
        if isinstance(block, Table):
            assert all(
                len(row) == len(block.columns) for row in (*block.openings, *block.rows, *block.totals)
            )
            assert block.rows


def test_shares_and_rows_of_a_table_add_up_to_its_total(demo: Workspace) -> None:
    tables = [block for block in blocks(report(demo)) if isinstance(block, Table) and block.totals]
    checked = 0
    for table in tables:
        titles = [column.title for column in table.columns]
        if "Share" not in titles or not titles[2].startswith("Net revenue"):
            continue
        parts = [cell_of(row[2]).text.replace(",", "").replace("−", "-") for row in table.rows]
        total = cell_of(table.totals[0][2]).text.replace(",", "")
        assert round(sum(map(float, parts)) - float(total), 2) == 0
        checked += 1
    assert checked >= 3


def test_a_period_that_is_not_over_says_so(demo: Workspace) -> None:
    page = as_page(report(demo, now=JUNE.end - 3_600_000_000))
    assert "Not over yet: as of 30 Jun 2026, 23:00" in page and "The period is not over" in page
    with demo.read() as session:
        (note, *_) = show(session.sql, "net", JUNE, now=JUNE.start - 1).notes
    assert note == "The period has not begun: it begins on 2026-06-01."


def test_a_forecast_sums_up_with_a_range_and_says_what_its_error_means(demo: Workspace) -> None:
    (summed,) = (
        block.totals[0]
        for block in blocks(report(demo))
        if isinstance(block, Table)
        and block.totals
        and cell_of(block.totals[0][0]).text == "14 days together"
        and block.columns[1].title == "Expected, EUR"
    )
    value, lower, upper = (float(cell_of(one).text.replace(",", "")) for one in summed[1:])
    assert lower < value < upper
    page = as_page(report(demo))
    assert (
        "figure of the whole history and the one a season" in page and "smaller by more than a fifth" in page
    )
    assert "better than repeating" not in page and "is to hold 90" in page


def test_a_report_of_empty_books_is_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(tmp_path / "state"))
    with create(tmp_path / "a.revroute", zone="Europe/Berlin", name="<new>", actor="ada") as workspace:
        page = as_page(report(workspace))
    assert "Nothing can be said: no series could be judged." in page and "lets expect." not in page
    assert "No plan was in force" in page and "&lt;new&gt;" not in page.partition("<title>")[0]
    stands_alone(page)


def test_the_shops_year_has_a_report(shop: Workspace) -> None:
    year = Period(date(2011, 1, 1), date(2011, 6, 30), "Europe/London")
    page = as_page(report(shop, year))
    stands_alone(page)
    assert "GBP" in page and "Net revenue by country" in page and "1 Jan to 30 Jun 2011" in page


def test_sections_may_be_left_out_and_a_stop_is_heard(demo: Workspace) -> None:
    only = report(demo, template=Template(sections=("plans",)))
    assert [section.title for section in only.sections] == ["Plans in force", "How to check this report"]
    with demo.read() as session, pytest.raises(Cancelled):
        period_report(session.sql, "demo", OF_JUNE, cancelled=lambda: True)


# --------------------------------------------------------------------------- statements


def payees(workspace: Workspace) -> list[str]:
    with workspace.read() as session:
        return sorted({one.account for one in balances(session.sql) if one.account.startswith("payee:")})


def test_a_statement_agrees_to_the_ledger_to_the_unit(demo: Workspace) -> None:
    first = date(2025, 1, 1)
    everything = Period(first, date(2027, 1, 1), "Europe/Berlin")
    with demo.read() as session:
        known = {(one.account, one.currency): one for one in balances(session.sql, "payee:")}
        for account in payees(demo):
            for one in statements(session.sql, account, everything):
                balance = known[account, one.currency]
                assert one.own.closing == balance.own and one.held.closing == balance.held
                assert sum(each.amount for each in one.due) == balance.held


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_totals_add_up_and_periods_follow_each_other(demo_file: Path, data: st.DataObject) -> None:
    from revroute_desktop.workspace import open_workspace

    with open_workspace(demo_file) as workspace, workspace.read() as session:
        account = data.draw(st.sampled_from(payees(workspace)))
        first = date(2026, 1, 1) + timedelta(data.draw(st.integers(0, 180)))
        middle = first + timedelta(data.draw(st.integers(0, 60)))
        last = middle + timedelta(data.draw(st.integers(1, 60)))
        whole, one, two = (
            statements(session.sql, account, Period(*days, "Europe/Berlin"))
            for days in ((first, last), (first, middle), (middle + timedelta(1), last))
        )
        for both, begin, end in zip(whole, one, two, strict=True):
            for part in (both.own, both.held):
                assert part.opening + sum(line.amount for line in part.lines) == part.closing
                assert part.opening + sum(each.amount for each in sums(part)) == part.closing
                assert len(part.lines) == sum(each.lines for each in sums(part))
            assert begin.own.closing == end.own.opening and begin.held.closing == end.held.opening
            assert end.own.closing == both.own.closing and end.held.closing == both.held.closing
            told = statement(session.sql, account, both.currency, first=first, last=last)
            assert (told.opening, told.closing) == (both.own.opening, both.own.closing)
            assert [line.amount for line in told.lines] == [line.amount for line in both.own.lines]


def test_a_statement_names_events_rules_and_plans(demo: Workspace) -> None:
    with demo.read() as session:
        account = payees(demo)[0]
        found = statements(session.sql, account, Period(date(2026, 1, 1), date(2026, 7, 31), "Europe/Berlin"))
        lines = [line for one in found for line in one.own.lines]
        earned = [line for line in lines if line.why is Why.EARNED]
        assert earned and all(line.event and line.rule and line.plan and line.of for line in earned)
        taken = [line for line in lines if line.why is Why.TAKEN_BACK]
        assert all(line.event for line in taken)
        document = payee_report(session.sql, account, OF_JUNE, most=3)
        page = as_page(document)
        with pytest.raises(UserError, match="Nothing was ever booked"):
            payee_report(session.sql, "payee:nobody", OF_JUNE)
    stands_alone(page)
    assert (
        "Nothing is paid out by this program yet" in page
        and "lines stand here, the others as one sum" in page
    )
    tables = [block for block in blocks(document) if isinstance(block, Table)]
    assert all(len(table.rows) <= 12 for table in tables)
    assert sum(isinstance(block, Tiles) for block in blocks(document)) == len(found)


# --------------------------------------------------------------------------- words, periods, templates


def test_figures_are_written_for_paper() -> None:
    assert amount("EUR", -123_456) == "\u22121,234.56" and amount("JPY", 5, signed=True) == "+5"
    assert range_words(date(2026, 10, 19), date(2026, 10, 28)) == "19 to 28 Oct 2026"
    assert range_words(date(2025, 12, 30), date(2026, 1, 2)) == "30 Dec 2025 to 2 Jan 2026"
    assert range_words(date(2026, 9, 19), date(2026, 10, 2)) == "19 Sep to 2 Oct 2026"


def test_a_share_changes_by_points_and_everything_else_by_percent() -> None:
    def changed(now: int, before: int, over: int = 1, *, enough: bool = True) -> Figure:
        return Figure(None, "", Value(now, over, 30, True), Value(before, over, 30, enough))

    assert change_words(metric_named("visits"), changed(5, 4)) == "+25.0\u202f%"
    assert change_words(metric_named("visits"), changed(4, 5)) == "\u221220.0\u202f%"
    assert change_words(metric_named("bounce_rate"), changed(5, 4, 100)) == "+1.0 points"
    assert change_words(metric_named("bounce_rate"), changed(4, 5, 100)) == "\u22121.0 points"
    assert change(metric_named("visits"), changed(5, 4)) == "+25.0 %"
    assert change(metric_named("bounce_rate"), changed(4, 5, 100)) == "-1.0 points"
    for words in (change, change_words):
        assert words(metric_named("visits"), changed(5, 4, enough=False)) == ""
        assert words(metric_named("visits"), changed(0, 0)) == ""
        assert words(metric_named("visits"), changed(5, 0)) == "new"
        assert words(metric_named("visits"), changed(4_000, 4)) == "\u00d7 1,000"
        assert words(metric_named("visits"), changed(100_001, 100_000)) == words(
            metric_named("visits"), changed(5, 5)
        )
    # From below zero to zero or above nothing is told in percent, and a share that was 0 has its points.
    assert (
        change(metric_named("net"), changed(100, -5)) == "" == change(metric_named("net"), changed(0, -749))
    )
    assert change(metric_named("net"), changed(-50, -100)) == "+50.0 %"
    assert change(metric_named("bounce_rate"), changed(5, 0, 100)) == "+5.0 points"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("yesterday", date(2026, 2, 28), date(2026, 2, 28)),
        ("last-week", date(2026, 2, 16), date(2026, 2, 22)),
        ("last week", date(2026, 2, 16), date(2026, 2, 22)),
        ("last-month", date(2026, 2, 1), date(2026, 2, 28)),
        ("last-quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("last-year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_by_name_is_whole(name: str, first: date, last: date) -> None:
    found = named_period(name, date(2026, 3, 1), "UTC")
    assert (found.first, found.last) == (first, last)


@given(st.dates(date(1901, 1, 1), date(2199, 1, 1)))
def test_named_periods_have_days_up_to_today(today: date) -> None:
    for name in NAMES:
        found = named_period(name, today, "UTC")
        assert found.first <= found.last <= today


def test_another_name_is_refused() -> None:
    with pytest.raises(UserError, match="yesterday"):
        named_period("sometime", date(2026, 3, 1), "UTC")


def test_a_template_is_kept_with_its_logo(demo: Workspace, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
    )
    made = Template("North", ("Street 1",), read_logo(logo), "Bye", ("summary", "plans"), "letter")
    keep_template(demo, made)
    with demo.read() as session:
        assert template_of(session.sql) == made
        assert "data:image/svg+xml;base64," in as_page(
            payee_report(session.sql, payees(demo)[0], Issue(JUNE, LATE, SEAL, "d", made))
        )
    keep_template(demo, Template())
    with demo.read() as session:
        assert template_of(session.sql) == Template(sections=tuple(SECTIONS))


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"GIF89a", "neither PNG nor SVG"),
        (b"<svg><script>1</script></svg>", "more than draw"),
        (b"<svg><image href='file:///etc/passwd'/></svg>", "more than draw"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><svg/>", "more than draw"),
        (b"<svg style='background:url(https://evil.example)'/>", "more than draw"),
        (b"x" * (LOGO_LARGEST + 1), "larger than"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + b"\0\x10\0\0" * 2, "dots a side"),
    ],
)
def test_a_logo_that_does_more_than_draw_is_refused(tmp_path: Path, data: bytes, fault: str) -> None:
    path = tmp_path / "logo"
    path.write_bytes(data)
    with pytest.raises(UserError, match=fault):
        read_logo(path)


def test_texts_of_a_template_that_are_too_long_are_refused(demo: Workspace) -> None:
    for made in (Template(name="a" * 200), Template(lines=("a",) * 20), Template(closing="a" * 2_000)):
        with pytest.raises(UserError):
            keep_template(demo, made)
    with pytest.raises(UserError, match="no section"):
        keep_template(demo, Template(sections=("nothing",)))
    assert json.dumps(list(SECTIONS))
