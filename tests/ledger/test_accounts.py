"""Which accounts belong to somebody who is paid."""

from revroute_desktop.ledger.accounts import AccountType, payee_codes
from revroute_desktop.ledger.journal import open_account
from revroute_desktop.workspace import Workspace

PAID = ("payee:ada", "partner:north", "payee:bob")
NOBODYS = ("reserve:ada", "suspense:late", "tax:de", "payable:rent")
OWN = ("bank:main", "advance:ada", "treasury", "expense:loss")


def test_payees_are_accounts_of_those_who_are_owed(workspace: Workspace) -> None:
    for code in (*PAID, *NOBODYS, *OWN):
        open_account(workspace, code, actor="ada")
    open_account(workspace, "reserved-seat:x", account_type=AccountType.LIABILITY, actor="ada")
    with workspace.read() as session:
        assert payee_codes(session.sql) == ("partner:north", "payee:ada", "payee:bob", "reserved-seat:x")
        assert payee_codes(session.sql, 2) == ("partner:north", "payee:ada")
