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


def test_accounts_stand_below_the_segments_that_they_share_in_a_currency() -> None:
    tops = account_tree(BALANCES)
    assert [(row.code, row.name, row.currency, row.own, row.accounts) for row in tops] == [
        ("payee", "payee", "EUR", 150, 2),
        ("payee:neon-kitten", "payee:neon-kitten", "USD", 7, 0),
        ("treasury:main", "treasury:main", "EUR", 30, 0),
    ]
    assert [(row.code, row.name, row.own) for row in tops[0].below()] == [
        ("payee:lux-rose", "lux-rose", 100),
        ("payee:neon-kitten", "neon-kitten", 50),
    ]
    assert tops[0].held == 20 and tops[0].posted == 170 and tops[0].available == 150
    assert sum(row.own for row in tops[0].below()) == tops[0].own


def test_the_currency_that_is_shown_stands_before_the_others() -> None:
    rows = [balance("bank", 1, code) for code in ("EUR", "USD", "GBP")]
    assert [row.currency for row in account_tree(rows, "USD")] == ["USD", "EUR", "GBP"]


def test_groups_lie_in_groups_and_an_account_may_be_one_too() -> None:
    rows = [balance("tax", 1), balance("tax:eu:de", 2), balance("tax:eu:fr", 3)]
    (tax,) = account_tree(rows)
    assert tax.key == ("tax", "EUR", True)
    own, union = tax.below()
    assert own.key == ("tax", "EUR", False) and union.key == ("tax:eu", "EUR", True)
    assert [row.code for row in union.below()] == ["tax:eu:de", "tax:eu:fr"]
    assert tax.leads_to(("tax:eu:fr", "EUR", False)) and not own.leads_to(("tax:eu:fr", "EUR", False))
    assert not tax.leads_to(("tax:eu:fr", "USD", False)) and not tax.leads_to(("taxes", "EUR", False))


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
