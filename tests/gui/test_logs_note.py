"""A card of visits says of which days there are logs where these are not all of its days."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from tests.gui.conftest import HEAD

from revroute_desktop.analytics.card_answers import answer
from revroute_desktop.analytics.cards import Card, Form
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.outlook import Outlook
from revroute_desktop.analytics.selection import NOTHING
from revroute_desktop.console.format import Writer
from revroute_desktop.console.panes.analytics.overview.words import card_notes, figure_of
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import Workspace, create
from revroute_desktop.workspace.zones import midnight

AGENT = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
ZONE = "Europe/Berlin"
EPOCH = date(1970, 1, 1)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory):
    """A sale of 1 October, logs from the first minutes of 17 October to the morning of 20 October."""
    folder = tmp_path_factory.mktemp("logs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(folder / "state"))
        (folder / "one.csv").write_text(
            HEAD + "stripe,a1,2026-10-01T09:00:00Z,sale,49.00,EUR,DE,mia,,kit,90\n", encoding="utf-8"
        )
        line = '192.0.2.1 - - [{}/Oct/2026:{}:03:00 +0200] "GET / HTTP/1.1" 200 9 "-" "{}"\n'
        (folder / "access.log").write_text(line.format(17, "00", AGENT) + line.format(20, "08", AGENT))
        with create(folder / "books.revroute", zone=ZONE, actor="ada") as workspace:
            import_revenue(workspace, folder / "one.csv", "generic", actor="ada")
            import_logs(workspace, [folder / "access.log"], actor="ada")
            yield workspace


def start_of(day: date) -> int:
    return midnight((day - EPOCH).days, ZONE)


def noted(books: Workspace, card: Card, first: int, last: int, today: int) -> tuple[str, ...]:
    now = start_of(date(2026, 11, 1)) if today > 31 else start_of(date(2026, 10, today)) + 10**6
    period = Period(date(2026, 10, first), date(2026, 10, last), ZONE)
    with books.read() as session:
        found = answer(session.sql, card, period, now=now, currency="EUR")
    return card_notes(found, Outlook(), NOTHING, ZoneInfo(ZONE), now)


VISITS = Card("visits", Form.BARS, "landing")


@pytest.mark.parametrize(
    ("first", "last", "today", "note"),
    [
        (1, 31, 32, "logs 17 to 20 Oct 2026"),
        (17, 20, 32, ""),
        (18, 19, 32, ""),
        (17, 31, 21, ""),
        (17, 31, 22, "logs 17 to 20 Oct 2026"),
        (20, 31, 32, "logs 20 Oct 2026"),
        (1, 9, 32, ""),
    ],
)
def test_a_card_of_visits_says_which_days_have_logs(
    books: Workspace, first: int, last: int, today: int, note: str
) -> None:
    assert (note in noted(books, VISITS, first, last, today)) is bool(note)
    assert any("logs" in one for one in noted(books, VISITS, first, last, today)) is bool(note)


def test_a_table_says_it_where_any_of_its_metrics_is_of_logs(books: Workspace) -> None:
    table = Card("gross", Form.TABLE, "campaign", also=("visits", "revenue_per_visit"))
    assert "logs 17 to 20 Oct 2026" in noted(books, table, 1, 31, 32)
    assert not any("logs" in one for one in noted(books, Card("gross", Form.TABLE, "campaign"), 1, 31, 32))


def test_a_key_figure_says_it_where_nothing_stands_under_it(books: Workspace) -> None:
    now = start_of(date(2026, 11, 1))
    period = Period(date(2026, 10, 1), date(2026, 10, 31), ZONE)
    with books.read() as session:
        found = answer(session.sql, Card("visits", Form.FIGURE), period, now=now, currency="EUR")
    assert (
        figure_of("visits", found, Writer(",", ".", ZoneInfo(ZONE), {"EUR": 2}), now).note
        == "logs 17 to 20 Oct 2026"
    )
