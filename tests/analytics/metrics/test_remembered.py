"""What was just answered is not read again, and never held for longer than the books stay as they are."""

from dataclasses import replace
from pathlib import Path

import pytest

from revroute_desktop.analytics.metrics.model import Ask, Facts
from revroute_desktop.analytics.metrics.remembered import Remembered
from revroute_desktop.ledger.accounts import ensure_accounts
from revroute_desktop.workspace import Workspace, create


@pytest.fixture
def books(tmp_path: Path) -> Workspace:
    return create(tmp_path / "b.revroute", zone="UTC", actor="ada")


def test_an_answer_holds_until_the_log_grows(books: Workspace) -> None:
    asked: list[Ask] = []

    def reader(ask: Ask) -> Facts:
        asked.append(ask)
        return {(None, "", 0): {"count": len(asked)}}

    remembered = Remembered(reader)
    with books:
        with books.read() as session:
            ask = Ask(session.sql, (0, 5), "UTC")
            first = remembered(ask)
            first[None, "", 0]["count"] = 77
            assert remembered(ask) == {(None, "", 0): {"count": 1}}
            for number in range(20):
                remembered(Ask(session.sql, (number, 50), "UTC"))
            assert remembered(ask) == {(None, "", 0): {"count": 22}}
        with books.write("ada", "account.open", "an account") as unit:
            ensure_accounts(unit, ["payee:mia"])
            unit.record({})
        with books.read() as session:
            assert remembered(Ask(session.sql, (0, 5), "UTC")) == {(None, "", 0): {"count": 23}}


def test_an_answer_that_came_with_another_is_not_asked_for(books: Workspace) -> None:
    asked: list[Ask] = []

    def reader(ask: Ask) -> Facts:
        asked.append(ask)
        whole.remember(replace(ask, by=None), {(None, "", 0): {"count": 7}})
        return {(None, "tip", 0): {"count": 7}}

    whole = Remembered(reader)
    with books, books.read() as session:
        ask = Ask(session.sql, (0, 5), "UTC", "kind")
        assert whole(ask) == {(None, "tip", 0): {"count": 7}}
        assert whole(replace(ask, by=None)) == {(None, "", 0): {"count": 7}}
        assert asked == [ask]
