"""What cards and key figures say where there is nothing to show, and what would be enough."""

from datetime import date
from pathlib import Path

import pytest
from tests.gui.conftest import HEAD

from revroute_desktop.analytics.card_answers import answer
from revroute_desktop.analytics.cards import Card, Form
from revroute_desktop.analytics.comparison import BEFORE
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.selection import NOTHING
from revroute_desktop.console.panes.analytics.cards.lacking import card_empty, lacking_note
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import Workspace, create

AGENT = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31), "Europe/Berlin")


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Three sales in October."""
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(tmp_path / "state"))
    file = tmp_path / "three.csv"
    rows = (f"stripe,a{day},2026-10-{day}T09:00:00Z,sale,49.00,EUR,DE,mia,,kit,90\n" for day in (11, 12, 20))
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    with create(tmp_path / "three.revroute", zone="Europe/Berlin", actor="ada") as workspace:
        import_revenue(workspace, file, "generic", actor="ada")
        yield workspace


def asked(books: Workspace, card: Card, currency: str = "EUR", period: Period = OCTOBER):
    with books.read() as session:
        return answer(session.sql, card, period, BEFORE, NOTHING, 2**62, currency)


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        (Card("visits", Form.BARS, "country"), "There are no logs of these days. Traffic imports"),
        (Card("visits", Form.SCATTER, "landing", also=("revenue_per_visit",)), "There are no logs"),
        (Card("refunds", Form.BARS, "product"), "Nothing happened in this period."),
        (Card("refund_rate", Form.LINE), "refund rate needs 20 rows and no day has as many"),
        (
            Card("average_order", Form.BARS, "country"),
            "average order needs 20 rows and no country has as many",
        ),
        (Card("average_order", Form.FIGURE), "average order needs 20 rows and there are 3. Choose a longer"),
        (Card("cost", Form.BARS, "campaign"), "No costs were given for these days"),
    ],
)
def test_an_empty_card_says_what_would_be_enough(books: Workspace, card: Card, sentence: str) -> None:
    assert sentence in card_empty(asked(books, card))


@pytest.fixture
def many(books: Workspace, tmp_path: Path):
    """Thirty sales and a refund more, and logs of half an hour of 20 October."""
    file = tmp_path / "many.csv"
    sales = (f"stripe,b{n},2026-10-20T10:{n}:00Z,sale,9.00,EUR,DE,mia,,kit,90\n" for n in range(10, 40))
    refund = "stripe,r1,2026-10-21T10:00:00Z,refund,9.00,EUR,DE,mia,b10,kit,90\n"
    file.write_text(HEAD + "".join(sales) + refund, encoding="utf-8")
    import_revenue(books, file, "generic", actor="ada")
    log = '192.0.2.{} - - [20/Oct/2026:09:{}:00 +0000] "GET / HTTP/1.1" 200 9 "-" "{}"\n'
    (tmp_path / "access.log").write_text("".join(log.format(n, n, AGENT) for n in range(10, 40)))
    import_logs(books, [tmp_path / "access.log"], actor="ada")
    return books


@pytest.mark.parametrize(
    ("metric", "other", "currency", "day", "sentence"),
    [
        ("refund_rate", "conversion", "EUR", 11, "no logs"),
        ("conversion", "refund_rate", "EUR", 11, "no logs"),
        ("net", "visits", "EUR", 11, "no logs"),
        ("net", "visits", "JPY", 20, "Nothing happened"),
        ("net", "refund_rate", "JPY", 20, "refund rate needs 20 rows and no country has as many"),
        ("average_order", "refunds", "EUR", 20, "Nothing happened"),
        ("average_order", "cost", "EUR", 20, "No costs were given"),
    ],
)
def test_a_card_of_two_metrics_speaks_of_the_one_that_is_lacking(
    many: Workspace, metric: str, other: str, currency: str, day: int, sentence: str
) -> None:
    by = "campaign" if other == "cost" else "country"
    of = Period(date(2026, 10, day), date(2026, 10, day), "Europe/Berlin")
    found = asked(many, Card(metric, Form.SCATTER, by, also=(other,)), currency, of)
    assert sentence in card_empty(found)


def test_a_key_figure_says_how_many_rows_it_has_of_those_that_it_needs(books: Workspace) -> None:
    assert lacking_note(asked(books, Card("average_order", Form.FIGURE))) == "3 of 20 rows needed"
    assert lacking_note(asked(books, Card("visits", Form.FIGURE))) == "no logs of these days"
    assert lacking_note(asked(books, Card("cost", Form.FIGURE))) == "no costs were given"


def test_what_did_not_happen_is_zero_where_that_is_known(books: Workspace) -> None:
    refunds = asked(books, Card("refunds", Form.FIGURE))
    assert refunds.whole is not None and refunds.whole.now.exact == 0
    assert refunds.whole.before.exact is None, "in September there were no books"
    assert asked(books, Card("net", Form.FIGURE), "JPY").whole.now.exact == 0
    assert asked(books, Card("visits", Form.FIGURE)).whole is None, "nobody counted"
    with books.read() as session:
        net = answer(session.sql, Card("net", Form.FIGURE), OCTOBER, BEFORE, NOTHING, 2**62, None)
    assert net.whole is None, "money without a currency is no figure"
    later = Period(date(2027, 3, 1), date(2027, 3, 31), "Europe/Berlin")
    assert asked(books, Card("refunds", Form.FIGURE), period=later).whole is None
    assert asked(books, Card("refund_rate", Form.FIGURE), "JPY").whole is None
