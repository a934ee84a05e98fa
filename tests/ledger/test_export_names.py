"""Beancount names of account codes: reversible, and in beancount's own alphabet."""

import re

from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.ledger.accounts import SEGMENT, AccountType
from revroute_desktop.ledger.export_journal import beancount_code, beancount_name

codes = st.lists(st.from_regex(SEGMENT, fullmatch=True), min_size=1, max_size=4).map(":".join)
NAME = re.compile(r"(Assets|Liabilities|Income|Expenses|Equity)(:[A-Z0-9][A-Za-z0-9-]*)+")


@given(codes, st.sampled_from(AccountType))
def test_a_name_is_taken_back_to_its_code(code: str, kind: AccountType) -> None:
    name = beancount_name(code, kind)
    assert NAME.fullmatch(name)
    assert beancount_code(name) == code


@given(codes, codes)
def test_two_codes_never_share_a_name(one: str, other: str) -> None:
    if one != other:
        assert beancount_name(one, AccountType.ASSET) != beancount_name(other, AccountType.ASSET)


def test_the_documented_example_holds() -> None:
    assert beancount_name("payee:neon-kitten", AccountType.LIABILITY) == "Liabilities:Payee:Neon--kitten"
