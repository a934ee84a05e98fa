"""Costs of campaigns are kept once, whatever file tells them, and figures stand only where one was given."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from revroute_desktop.analytics.brushing import brushed, hold_for
from revroute_desktop.analytics.card_answers import answer
from revroute_desktop.analytics.cards import Card, Form
from revroute_desktop.analytics.comparison import BEFORE
from revroute_desktop.analytics.costs import import_costs, kept_costs, read_costs
from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.lines import lines
from revroute_desktop.analytics.metrics.periods import Period, Step
from revroute_desktop.analytics.selection import NOTHING
from revroute_desktop.analytics.series import DAY
from revroute_desktop.errors import UserError
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import Workspace, create

FOREVER = 2**62
PERIOD = Period(date(2026, 3, 10), date(2026, 3, 11), "UTC")
AGENT = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"


@pytest.fixture
def books(tmp_path: Path) -> Workspace:
    workspace = create(tmp_path / "books.revroute", zone="UTC", name="books", actor="ada")
    (tmp_path / "access.log").write_text(
        "".join(
            f"192.0.2.{n} - - [10/Mar/2026:{9 + n // 60:02}:{n % 60:02}:00 +0000] "
            f'"GET /?utm_campaign={"spring" if n < 40 else "autumn"} HTTP/1.1" 200 9 "-" "{AGENT}"\n'
            for n in range(1, 65)
        )
    )
    (tmp_path / "shop.csv").write_text(
        "source,id,time,kind,amount,currency,campaign\n"
        "shop,1,2026-03-10T09:20:00Z,sale,60.00,EUR,spring\n"
        "shop,2,2026-03-10T09:21:00Z,sale,30.00,USD,spring\n"
        "shop,3,2026-03-10T10:02:00Z,sale,7.00,EUR,autumn\n"
    )
    import_logs(workspace, [tmp_path / "access.log"], actor="ada")
    import_revenue(workspace, tmp_path / "shop.csv", "generic", actor="ada")
    return workspace


def told(folder: Path, *rows: str, head: str = "day,campaign,amount,currency,clicks") -> Path:
    path = folder / f"costs-{abs(hash(rows))}.csv"
    path.write_text("\n".join((head, *rows)) + "\n")
    return path


def value(
    workspace: Workspace, name: str, by: str | None = None
) -> dict[tuple[str | None, str], Fraction | None]:
    with workspace.read() as session:
        shown = show(session.sql, name, PERIOD, by=by, now=FOREVER)
    return {(one.currency, one.key): one.now.exact for one in shown.figures}


def entries(workspace: Workspace) -> int:
    with workspace.read() as session:
        (count,) = session.sql.execute(
            "SELECT count(*) FROM audit_entry WHERE action = 'costs.import'"
        ).fetchone()
    return int(count)


def test_a_cost_that_is_told_again_replaces_the_first(books: Workspace, tmp_path: Path) -> None:
    first = told(tmp_path, "2026-03-10,spring,10.00,EUR,50", "2026-03-11,spring,2.50,EUR,")
    with books.read() as session:
        preview = read_costs(session.sql, first)
    assert (preview.new, preview.changed, preview.same) == (2, 0, 0) and entries(books) == 0
    import_costs(books, first, actor="ada")
    again = import_costs(books, first, actor="ada")
    assert (again.new, again.changed, again.same) == (0, 0, 2) and entries(books) == 1
    changed = import_costs(books, told(tmp_path, "2026-03-10,spring,12.00,EUR,"), actor="ada")
    assert (changed.new, changed.changed) == (0, 1) and entries(books) == 2
    with books.read() as session:
        assert [(one.day.day, one.amount, one.clicks) for one in kept_costs(session.sql)] == [
            (10, 1200, None),
            (11, 250, None),
        ]
    assert value(books, "cost") == {("EUR", ""): 1450}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("yesterday,spring,1.00,EUR,", "is not a day"),
        ("2026-03-10,,1.00,EUR,", "has a name"),
        ("2026-03-10,spring,1.005,EUR,", "decimals"),
        ("2026-03-10,spring,-1.00,EUR,", "not negative"),
        ("2026-03-10,spring,1.00,XYZ,", "XYZ"),
        ("2026-03-10,spring,1.00,EUR,many", "no number of clicks"),
        ("2026-03-10,autumn,3.00,EUR,", "add them up"),
    ],
)
def test_a_row_that_cannot_be_used_keeps_the_whole_file_out(
    books: Workspace, tmp_path: Path, row: str, words: str
) -> None:
    path = told(tmp_path, "2026-03-10,autumn,1.00,EUR,", row)
    with books.read() as session:
        assert words in read_costs(session.sql, path).refused[-1].reason
    with pytest.raises(UserError, match="Nothing was kept"):
        import_costs(books, path, actor="ada")
    with books.read() as session:
        assert not kept_costs(session.sql)


def test_a_file_without_a_needed_column_says_which(books: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no column 'currency'"):
        import_costs(books, told(tmp_path, "2026-03-10,spring,1.00", head="day,campaign,amount"), actor="ada")


TOLD = "day{0}campaign{0}amount{0}currency\n2026-03-10{0}fr\u00fchling{0}5.00{0}EUR\n"


@pytest.mark.parametrize(
    ("encoding", "sign"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", ","), ("utf-16", "\t")]
)
def test_a_file_is_read_in_what_spreadsheets_write(
    books: Workspace, tmp_path: Path, encoding: str, sign: str
) -> None:
    path = tmp_path / "costs.csv"
    path.write_bytes(TOLD.format(sign).replace("\n", "\r\n").encode(encoding))
    with books.read() as session:
        found = read_costs(session.sql, path)
    assert [(one.campaign, one.amount) for one in found.costs] == [("fr\u00fchling", 500)]
    assert not found.refused


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (TOLD.format(",").encode("utf-16-le"), r"costs\.csv is no text in UTF-8; save it as CSV in UTF-8\."),
        (TOLD.format(",").encode("utf-16") + b"x", r"costs\.csv is not UTF-16 text throughout; save it as"),
        (b"PAR1" + b"x" * 40 + b"PAR1", r"costs\.csv is a Parquet file; write a CSV with the columns day,"),
        (b"", r"costs\.csv is empty"),
        (b"PK\x03\x04xxxx", r"save the sheet as CSV"),
    ],
)
def test_a_file_that_is_no_csv_says_what_to_do(
    books: Workspace, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "costs.csv"
    path.write_bytes(content)
    with books.read() as session, pytest.raises(UserError, match=sentence) as caught:
        read_costs(session.sql, path)
    assert "profile" not in str(caught.value)


def test_a_line_in_another_encoding_is_refused_with_what_to_do(books: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "costs.csv"
    path.write_bytes(TOLD.format(",").encode("windows-1252"))
    with books.read() as session:
        (refused,) = read_costs(session.sql, path).refused
    assert (refused.line, "UTF-8" in refused.reason, "profile" in refused.reason) == (2, True, False)


def test_figures_stand_where_a_cost_was_given_and_nowhere_else(books: Workspace, tmp_path: Path) -> None:
    assert value(books, "cost") == {} and value(books, "return_on_spend") == {}
    import_costs(
        books, told(tmp_path, "2026-03-10,spring,20.00,EUR,", "2026-03-10,ghost,1.00,USD,"), actor="ada"
    )
    assert value(books, "cost", "campaign") == {("EUR", "spring"): 2000, ("USD", "ghost"): 100}
    assert value(books, "cost_per_visit", "campaign") == {
        ("EUR", "spring"): Fraction(2000, 39),
        ("USD", "ghost"): None,
    }
    # Revenue in the currency of the cost alone; autumn and its sale have no cost.
    assert value(books, "return_on_spend", "campaign") == {("EUR", "spring"): 3, ("USD", "ghost"): 0}
    assert value(books, "return_on_spend") == {("EUR", ""): 3, ("USD", ""): 0}
    with books.read() as session:
        shown = show(session.sql, "cost", PERIOD, by="campaign", now=FOREVER)
        assert "Costs are given of 1 of 2 days." in shown.notes
        assert all(one.before.exact is None for one in shown.figures)
        alone = show(session.sql, "cost", PERIOD, terms=(("campaign", "spring"),), now=FOREVER)
        assert [one.now.exact for one in alone.whole] == [2000]
        course = {
            line.currency: line.exact
            for line in lines(session.sql, "cost", PERIOD.start, PERIOD.end, Step.DAY, "UTC")
        }
    assert [course[code] for code in ("EUR", "USD")] == [(2000, None), (100, None)]


def test_a_brush_says_no_other_costs_than_a_question(books: Workspace, tmp_path: Path) -> None:
    import_costs(books, told(tmp_path, "2026-03-10,spring,20.00,EUR,"), actor="ada")
    second = PERIOD.end - DAY, PERIOD.end
    with books.read() as session:
        for name in ("cost", "cost_per_visit", "return_on_spend"):
            shown = answer(session.sql, Card(name, Form.FIGURE), PERIOD, BEFORE, NOTHING, FOREVER, "EUR")
            held = hold_for(session.sql, shown, NOTHING, FOREVER)
            found = brushed(shown, held, second)
            # What is to be asked anew is not answered; of a day without a cost nothing is known.
            assert (found is None) is (name != "cost")
            assert found is None or found.whole is None or found.whole.now.exact is None
