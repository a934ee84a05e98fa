"""Accounts as a tree, and entries as a person writes them."""

from revroute_desktop.ledger.account_tree import account_tree
from revroute_desktop.ledger.accounts import AccountType
from revroute_desktop.ledger.entry_text import WrittenLine, read_entry
from revroute_desktop.ledger.journal import Line
from revroute_desktop.ledger.queries import Balance


def balance(account: str, own: int, currency: str = "EUR") -> Balance:
    return Balance(account, AccountType.LIABILITY, currency, -own, own, 10)


BALANCES = [
    balance("payee:lux-rose", 100),
    balance("payee:neon-kitten", 50),
    balance("payee:neon-kitten", 7, "USD"),
    balance("treasury:main", 30),
]


def test_accounts_stand_below_the_segments_that_they_share() -> None:
    tree = account_tree(BALANCES)
    assert [(row.code, row.name, row.depth, row.currency, row.own, row.accounts) for row in tree] == [
        ("payee", "payee", 0, "EUR", 150, 2),
        ("payee", "payee", 0, "USD", 7, 1),
        ("payee:lux-rose", "lux-rose", 1, "EUR", 100, 0),
        ("payee:neon-kitten", "neon-kitten", 1, "EUR", 50, 0),
        ("payee:neon-kitten", "neon-kitten", 1, "USD", 7, 0),
        ("treasury:main", "treasury:main", 0, "EUR", 30, 0),
    ]
    assert tree[0].held == 20 and tree[0].posted == 170 and tree[0].available == 150


def test_what_is_folded_away_still_counts() -> None:
    assert [row.code for row in account_tree(BALANCES, {"payee"})] == ["payee", "payee", "treasury:main"]


def test_groups_lie_in_groups_and_an_account_may_be_one_too() -> None:
    rows = [balance("tax", 1), balance("tax:eu:de", 2), balance("tax:eu:fr", 3)]
    found = [(row.code, row.depth, row.accounts) for row in account_tree(rows)]
    assert found == [("tax", 0, 3), ("tax", 1, 0), ("tax:eu", 1, 2), ("tax:eu:de", 2, 0), ("tax:eu:fr", 2, 0)]


def test_an_entry_is_read_line_by_line_and_must_be_equal_on_both_sides() -> None:
    bank, fees = WrittenLine("bank:main", "eur", "", "12.50"), WrittenLine("fees:bank", "EUR", "12.50", "")
    entry = read_entry([bank, WrittenLine("", "EUR", "", ""), fees])
    assert entry.lines == (Line("bank:main", "EUR", -1250), Line("fees:bank", "EUR", 1250))
    assert entry.sums == (("EUR", 1250, 1250),) and entry.problem == ""
    short = read_entry([bank, WrittenLine("fees:bank", "EUR", "12", "")])
    assert short.problem == "The lines in EUR differ by 0.50; debits and credits must be equal."


def test_a_line_says_what_is_wrong_with_it() -> None:
    for line, says in (
        (WrittenLine("", "EUR", "1.00", ""), "Name the account of this line."),
        (WrittenLine("bank:main", "EUR", "1.00", "1.00"), "as a debit or as a credit"),
        (WrittenLine("bank:main", "EUR", "-1.00", ""), "on the other side"),
        (WrittenLine("bank:main", "EUR", "1.001", ""), "3 decimals"),
        (WrittenLine("bank:main", "ZZZ", "1.00", ""), "ZZZ"),
    ):
        entry = read_entry([line])
        assert says in entry.faults[0] and entry.problem == entry.faults[0]
