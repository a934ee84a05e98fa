"""Daily sums of the ledger told apart by keys are the sums of what has the keys, however many there are."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.analytics.metrics import ledger_sums
from revroute_desktop.workspace.ledger_days import LAYOUT, LedgerDays

MOST = 2**63 - 1
BOUNDS = (10, 12, 13, 17)

Row = tuple[int, int, int, int, int, int]
"""Day, account, currency; debit, credit, postings."""

amounts = st.integers(0, 10**9) | st.just(MOST)
rows = st.lists(
    st.tuples(
        st.integers(10, 16),
        st.sampled_from([1, 2, 3, 2**32 - 1]),
        st.sampled_from([978, 840]),
        amounts,
        amounts,
        st.integers(1, 3),
    ),
    max_size=15,
)


def days_of(told: list[Row]) -> LedgerDays:
    cells = np.zeros(len(told), LAYOUT.cell)
    for place, name in enumerate(("account", "currency", "debit", "credit", "postings"), 1):
        cells[name] = [row[place] for row in told]
    return LedgerDays(np.array([row[0] for row in told], np.int64), cells)


def key_of(account: int) -> str | None:
    return {1: "odd", 2: None}.get(account, "other")


@pytest.mark.parametrize("roomy", [-(2**20), 2**20])
@given(told=rows)
def test_what_has_a_key_is_summed_and_what_has_none_is_left_out(roomy: int, told: list[Row]) -> None:
    amount: Counter[tuple[int, str, int]] = Counter()
    postings: Counter[tuple[int, str, int]] = Counter()
    for day, account, currency, debit, credit, count in told:
        key = key_of(account)
        if key is not None:
            where = (sum(day >= bound for bound in BOUNDS) - 1, key, currency)
            amount[where] += credit - debit
            postings[where] += count
    days = days_of(told)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger_sums, "_ROOMY", roomy)
        by_account = ledger_sums.axis(days.column("account"), key_of)
        by_currency = ledger_sums.axis(days.column("currency"), lambda numeric: numeric)
        of_time = ledger_sums.axis_of_time(days.day, np.array(BOUNDS, np.int64))
        net = ledger_sums.net_by(days, (of_time, by_account, by_currency))
    columns = (column.tolist() for column in (*net.places, net.amount, net.postings))
    found = {
        (span, by_account.keys[key], by_currency.keys[currency]): (came, count)
        for span, key, currency, came, count in zip(*columns, strict=True)
    }
    assert found == {where: (amount[where], postings[where]) for where in postings}
