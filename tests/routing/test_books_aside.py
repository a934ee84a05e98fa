"""What the books hold for a simulation, read beside it."""

from datetime import date

import numpy as np
import pytest
from tests.routing.streams import FIRST_DAY
from tests.routing.test_route import PLAN, books, day_of, events_of

from revroute_desktop.ledger.journal import Line, opening_balance
from revroute_desktop.routing import books_aside
from revroute_desktop.routing.books_aside import BooksAside
from revroute_desktop.routing.route import route
from revroute_desktop.routing.simulate import simulate

DEARER = PLAN.replace("percent: 2.9", "percent: 4.9")


@pytest.fixture
def always_a_process(monkeypatch):
    monkeypatch.setattr(books_aside, "_WORTH_A_PROCESS", 0)


@pytest.fixture
def routed(tmp_path):
    workspace = books(tmp_path / "a", events_of(61))
    route(workspace, actor="tester")
    return workspace


def test_a_simulation_says_the_same_with_and_without_a_process_beside_it(routed, monkeypatch):
    span = {"start": day_of(FIRST_DAY - 1), "end": day_of(FIRST_DAY + 60)}
    alone = simulate(routed, DEARER, **span)
    monkeypatch.setattr(books_aside, "_WORTH_A_PROCESS", 0)
    assert simulate(routed, DEARER, **span) == alone
    assert alone.changed > 20


def test_what_is_written_after_the_simulation_began_does_not_count(routed, always_a_process):
    with routed.read() as session:
        ids = np.array([id for (id,) in session.sql.execute("SELECT id FROM event ORDER BY id")])
        with BooksAside(routed, session.sql) as before:
            before.begin(ids)
            expected = before.totals.sums
        with BooksAside(routed, session.sql) as books_then:
            opening_balance(routed, Line("bank:main", "EUR", 500), day=date(2026, 5, 1), actor="tester")
            books_then.begin(ids)
            assert books_then.totals.sums == expected


def test_leaving_early_ends_the_process(routed, always_a_process):
    with routed.read() as session, BooksAside(routed, session.sql) as aside:
        aside.begin(np.arange(1, 20))
        process = aside._process
        assert process is not None
    assert process.exitcode is not None
