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
from revroute_desktop.workspace import Workspace, create

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
