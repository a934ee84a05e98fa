"""What charts are fed with says no more than the answer of a card."""

from datetime import date
from pathlib import Path

import numpy as np
from tests.gui.conftest import HEAD

from revroute_desktop.analytics.card_answers import answer
from revroute_desktop.analytics.cards import Card, Form
from revroute_desktop.analytics.forms.hours import week_hours
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.console.panes.analytics.cards.data import hours_of
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.workspace import create

AGENT = "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0"
TUESDAY = 1


def test_the_mean_of_an_hour_is_that_of_the_weeks_of_which_there_are_logs(tmp_path: Path) -> None:
    hours = (9, 9, 9, 10)
    (tmp_path / "access.log").write_text(
        "".join(
            f'192.0.2.{n} - - [10/Mar/2026:{hour:02}:30:00 +0000] "GET / HTTP/1.1" 200 9 "-" "{AGENT}"\n'
            for n, hour in enumerate(hours)
        )
    )
    with create(tmp_path / "books.revroute", zone="UTC", name="books", actor="ada") as workspace:
        import_logs(workspace, [tmp_path / "access.log"], actor="ada")
        period = Period(date(2026, 2, 24), date(2026, 3, 16), "UTC")
        with workspace.read() as session:
            found = answer(session.sql, Card("requests", Form.HEAT), period, now=2**62)
    cells = hours_of(found, 2**62).cells
    assert cells[TUESDAY, 9] == 3 and cells[TUESDAY, 10] == 1
    assert np.isnan(cells).sum() == cells.size - 2


def test_the_mean_of_an_hour_is_that_of_the_weeks_since_the_books_began(tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text(
        HEAD
        + "stripe,a1,2026-03-10T09:30:00Z,sale,10.00,EUR,DE,mia,,kit,90\n"
        + "stripe,a2,2026-03-17T09:10:00Z,sale,30.00,EUR,DE,mia,,kit,90\n",
        encoding="utf-8",
    )
    with create(tmp_path / "books.revroute", zone="UTC", name="books", actor="ada") as workspace:
        import_revenue(workspace, tmp_path / "two.csv", "generic", actor="ada")
        for first in (date(2026, 3, 10), date(2026, 1, 6)):
            period = Period(first, date(2026, 3, 23), "UTC")
            with workspace.read() as session:
                found = answer(session.sql, Card("gross", Form.HEAT), period, now=2**62, currency="EUR")
                (told,) = week_hours(session.sql, "gross", period, now=2**62)
            cells = hours_of(found, 2**62).cells
            assert cells[TUESDAY, 9] == told.cells[TUESDAY][9] == 2000
            assert cells[TUESDAY, 8] == told.cells[TUESDAY][8] == 0
