"""The accounts tab: the tree, statements by period, and what is booked by hand."""

from datetime import date
from functools import partial
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from tests.gui.conftest import Desk

from revroute_desktop.console.books.period import Period
from revroute_desktop.console.panes.routing.account_words import (
    account_figures,
    account_totals,
    tree_cells,
)
from revroute_desktop.console.panes.routing.booking_dialogs import (
    ADVANCE,
    AccountDialog,
    EntryDialog,
    LockDialog,
    ReleaseDialog,
)
from revroute_desktop.console.panes.routing.view import ACCOUNTS, RoutingView
from revroute_desktop.console.widgets.dialog import Dialog, ReasonDialog
from revroute_desktop.ledger.account_pages import newest_postings
from revroute_desktop.ledger.account_tree import account_tree
from revroute_desktop.ledger.queries import Balance, balance, balances, statement
from revroute_desktop.workspace import open_workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(desk: Desk) -> RoutingView:
    found = cast(RoutingView, desk.console.books.panes.view("routing"))
    found.head.tabs.choose(ACCOUNTS)
    desk.rest()
    return found


def act(desk: Desk, dialog: Dialog) -> None:
    """Do what a dialog asks for and wait until it is done."""
    presenter = desk.console.books.made.routing.accounts.booking
    dialog.act.click()
    assert dialog.fault.text() == ""
    desk.qtbot.waitUntil(lambda: presenter.dialog is None, timeout=10_000)
    desk.rest()


def test_accounts_are_a_tree_that_the_arrow_keys_open_and_close(desk: Desk, view: RoutingView) -> None:
    model, tree = view.accounts_model, view.accounts.table
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tree.choose(("payee", "EUR", True))
    desk.rest()
    assert view.accounts.statement_page.words.text().startswith("This is a group")
    group = tree.currentIndex()
    assert tree.isExpanded(group) and model.rowCount(group) > 1
    desk.qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(group)
    desk.qtbot.keyClick(tree, Qt.Key.Key_Right)
    desk.qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(group) and tree.currentIndex().parent() == group
    below = [model.node(model.index(row, 0, group)) for row in range(model.rowCount(group))]
    assert sum(row.own for row in below) == model.node(group).own
    desk.qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert tree.currentIndex() == group
    assert tester.model() is model


def test_rows_of_the_tree_are_made_when_they_are_opened_and_stay_open(desk: Desk, view: RoutingView) -> None:
    model, tree = view.accounts_model, view.accounts.table
    tree.collapseAll()
    model.show(account_tree(view_balances(desk)), partial(tree_cells, writer=desk.console.books.books.writer))
    group = model.find(("payee", "EUR", True))
    assert model.canFetchMore(group) and model.rowCount(group) == 0 and model.hasChildren(group)
    assert tree.choose(("payee:neon-kitten", "EUR", False))
    assert model.rowCount(group) > 1 and tree.isExpanded(group)
    model.show(account_tree(view_balances(desk)), partial(tree_cells, writer=desk.console.books.books.writer))
    assert tree.chosen_key() == ("payee:neon-kitten", "EUR", False)
    assert tree.isExpanded(model.find(("payee", "EUR", True)))


def test_a_screen_reader_hears_level_state_and_words_of_the_tree(desk: Desk, view: RoutingView) -> None:
    tree = view.accounts.table
    tree.choose(("payee", "EUR", True))
    heard = QAccessible.queryAccessibleInterface(tree)
    assert heard.role() is QAccessible.Role.Tree
    cell = heard.focusChild()
    assert cell is not None and "payee" in cell.text(QAccessible.Text.Name)
    assert cell.state().expandable and cell.state().expanded
    tree.collapse(tree.currentIndex())
    assert not heard.focusChild().state().expanded


def test_amounts_of_several_currencies_stand_in_order_and_are_never_added(
    desk: Desk, view: RoutingView
) -> None:
    rows = view_balances(desk)
    assert {row.currency for row in rows} == {"EUR", "USD"}
    writer = desk.console.books.books.writer
    figures = account_figures(rows, ["USD", "EUR"], writer)
    owed = next(figure for figure in figures if figure.label == "Owed to payees")
    sums = {
        code: writer.money(
            sum(r.own for r in rows if r.currency == code and r.account.startswith("payee:")), code
        )
        for code in ("USD", "EUR")
    }
    assert [(value.text, value.unit) for value in (owed.value, *owed.more)] == [
        (sums["USD"], "USD"),
        (sums["EUR"], "EUR"),
    ]
    (total,) = account_totals(rows, ["EUR", "USD"], writer)
    assert total[1].text == "0.00 in EUR, USD"


def view_balances(desk: Desk) -> list[Balance]:
    """Return all balances of the open books."""
    with desk.console.books.workspace.read() as session:
        return balances(session.sql)


def test_a_statement_follows_the_period_of_the_header(desk: Desk, view: RoutingView) -> None:
    view.accounts.table.choose(("payee:neon-kitten", "EUR", False))
    desk.rest()
    whole = view.statement_model.rowCount()
    assert whole > 100
    today = date.today().toordinal() - date(1970, 1, 1).toordinal()
    desk.console.books.made.routing.show_period(Period(first=today + 1, after=today + 2), "")
    desk.rest()
    assert view.statement_model.rowCount() == 0
    assert "Balance before" in view.accounts.statement_page.words.text()


def test_an_entry_is_booked_when_both_sides_are_equal_and_reversed_after(
    desk: Desk, view: RoutingView
) -> None:
    booking = desk.console.books.made.routing.accounts.booking
    view.accounts.entry_button.click()
    dialog = cast(EntryDialog, booking.dialog)
    first, second = dialog._lines
    first.account.setText("payee:neon-kitten")
    first.debit.setText("5.00")
    second.account.setText("payee:lux-rose")
    second.credit.setText("4.00")
    assert "differ by 1.00" in dialog.balance.text() and dialog.problem()
    second.credit.setText("5.00")
    assert dialog.balance.text().endswith("They are equal.")
    dialog._memo.setText("moved by agreement")
    first.currency.setText("EUR")
    second.currency.setText("EUR")
    act(desk, dialog)
    view.accounts.table.choose(("payee:neon-kitten", "EUR", False))
    desk.rest()
    view.accounts.statement.selectRow(0)
    assert not view.accounts.statement_page.acts.isHidden()
    view.accounts.statement_page.reverse_button.click()
    reason = cast(ReasonDialog, booking.dialog)
    reason.say_reason("it was the other one")
    act(desk, reason)
    assert view.statement_model.cells(0)[1].text == "reversal of a transaction"


def test_advances_accounts_locks_and_holds_have_their_dialogs(desk: Desk, view: RoutingView) -> None:
    booking = desk.console.books.made.routing.accounts.booking
    view.accounts.account_button.click()
    opened = cast(AccountDialog, booking.dialog)
    assert opened.problem() == "Write the account's code."
    opened._code.setText("bank:main")
    act(desk, opened)
    view.accounts.entry_button.click()
    paid = cast(EntryDialog, booking.dialog)
    paid.kind.setCurrentIndex(ADVANCE)
    assert paid.problem() == "Name the payee."
    paid._paid.account.setText("neon-kitten")
    paid._paid.debit.setText("10.00")
    act(desk, paid)
    view.accounts.lock_button.click()
    lock = cast(LockDialog, booking.dialog)
    lock._day.setText("2026-01-31")
    act(desk, lock)
    assert view.accounts.lock.text() == "Locked to 31 Jan 2026, this day included"
    view.accounts.lock_button.click()
    unlock = cast(LockDialog, booking.dialog)
    unlock.what.setCurrentIndex(2)
    assert unlock.problem().startswith("Say why")
    unlock._reason.setText("closed too early")
    act(desk, unlock)
    assert view.accounts.lock.text() == "No day is locked"
    view.accounts.release_button.click()
    release = cast(ReleaseDialog, booking.dialog)
    act(desk, release)
    desk.qtbot.waitUntil(lambda: desk.jobs.all and not desk.jobs.running, timeout=30_000)
    assert desk.jobs.all[0].result.startswith(("Released", "No hold is due"))


def test_a_refused_entry_keeps_its_dialog_and_says_why(desk: Desk, view: RoutingView) -> None:
    booking = desk.console.books.made.routing.accounts.booking
    view.accounts.account_button.click()
    dialog = cast(AccountDialog, booking.dialog)
    dialog._code.setText("payee:neon-kitten")
    dialog.act.click()
    desk.qtbot.waitUntil(
        lambda: dialog.fault.text() == "Account payee:neon-kitten is open already.", timeout=10_000
    )
    dialog.reject()


def test_a_page_of_a_statement_agrees_with_the_statement(books_file) -> None:
    with open_workspace(books_file) as workspace, workspace.read() as session:
        sql = session.sql
        whole = statement(sql, "payee:neon-kitten", "EUR")
        page = newest_postings(sql, "payee:neon-kitten", "EUR", most=5)
        assert page.count == len(whole.lines) and page.closing == whole.closing == page.rows[0].balance
        assert [row.balance for row in page.rows] == [line.balance for line in whole.lines[:-6:-1]]
        assert page.closing == balance(sql, "payee:neon-kitten", "EUR").own


def test_what_comes_of_a_closed_dialog_is_said_and_leaves_the_next_one_open(
    desk: Desk, view: RoutingView
) -> None:
    booking = desk.console.books.made.routing.accounts.booking
    said: list[str] = []
    booking.said.connect(said.append)
    for code, expected in (("bank:till", "Opened account bank:till."), ("bank:till", "is open already")):
        view.accounts.account_button.click()
        first = cast(AccountDialog, booking.dialog)
        first._code.setText(code)
        first.act.click()
        first.cancel.click()
        view.accounts.account_button.click()
        second = cast(AccountDialog, booking.dialog)
        desk.qtbot.waitUntil(lambda: bool(said), timeout=10_000)
        assert expected in said.pop()
        assert booking.dialog is second and second.isVisible() and second.fault.text() == ""
        second.cancel.click()
        desk.rest()
