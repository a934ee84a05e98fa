"""Postings as the steps emit them, and their assembly into transactions in the order of the batch."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.routing.engine.balances import WatchedBalances

Int64s = NDArray[np.int64]

NO_ACCOUNT = -1
MAIN, EXCESS = 0, 1
"""An event makes one transaction; a reversal of more than is left makes a second one for the excess (B9)."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Postings of one emission. Arrays of one length, or one int for all rows.

    `row` of the chunk; `account` as AccountRefs number; `amount` debit positive; `step` id or 0; `against` a
    posting id, or -(1 + n) for the n-th emitted posting of this chunk, or 0; `beneficiary` as AccountRefs
    number or NO_ACCOUNT.
    """

    row: Int64s
    which: int
    account: Int64s | int
    amount: Int64s
    step: Int64s | int
    against: Int64s | int
    beneficiary: Int64s | int
    due_day: Int64s | int


@dataclass(frozen=True, slots=True, eq=False)
class Emitted:
    """All postings of a chunk in the order in which they were emitted, as full columns."""

    row: Int64s
    which: Int64s
    account: Int64s
    amount: Int64s
    step: Int64s
    against: Int64s
    beneficiary: Int64s
    due_day: Int64s


class Emissions:
    """The postings of a chunk as they are decided."""

    def __init__(self, currency: Int64s, balances: WatchedBalances) -> None:
        self._currency = currency
        self._balances = balances
        self.blocks: list[Block] = []
        self.count = 0
        self._segments: list[tuple[int, int, int]] = []  # first row, first block, postings before

    def emit(
        self,
        row: Int64s,
        account: Int64s | int,
        amount: Int64s,
        *,
        which: int = MAIN,
        step: Int64s | int = 0,
        against: Int64s | int = 0,
        beneficiary: Int64s | int = NO_ACCOUNT,
        due_day: Int64s | int = 0,
    ) -> None:
        """Emit a posting a row, leaving out amounts of zero."""
        if not amount.all():
            kept = np.flatnonzero(amount)
            row, amount = row[kept], amount[kept]
            account, step, against, beneficiary, due_day = (
                column if isinstance(column, int) else column[kept]
                for column in (account, step, against, beneficiary, due_day)
            )
        if len(amount):
            self.blocks.append(Block(row, which, account, amount, step, against, beneficiary, due_day))
            self.count += len(amount)
            self._balances.add(account, self._currency[row], amount)

    def begin_segment(self, row: int) -> None:
        """Note that what is emitted from now on is of rows from `row` on, until the next segment begins."""
        self._segments.append((row, len(self.blocks), self.count))

    def blocks_of(self, rows: Int64s) -> Iterator[tuple[int, Block]]:
        """Yield the blocks of the segments that rows lie in, each with the number of its first posting."""
        begins = [row for row, _, _ in self._segments]
        for segment in np.unique(np.searchsorted(begins, rows, side="right") - 1).tolist():
            _, first, number = self._segments[segment]
            last = self._segments[segment + 1][1] if segment + 1 < len(self._segments) else len(self.blocks)
            for block in self.blocks[first:last]:
                yield number, block
                number += len(block.amount)

    def on_account(self, account: int, currency: int) -> int:
        """Return the sum that has been emitted on an account in a currency so far."""
        total = 0
        for block in self.blocks:
            if isinstance(block.account, int) and block.account != account:
                continue
            chosen = (block.account == account) & (self._currency[block.row] == currency)
            total += int(block.amount[chosen].sum())
        return total

    def truncate(self, blocks: int) -> None:
        """Forget the blocks from number `blocks` on."""
        del self.blocks[blocks:]
        self.count = sum(len(block.amount) for block in self.blocks)

    def columns(self) -> Emitted:
        """Return everything emitted so far as full columns."""
        names = ("row", "which", "account", "amount", "step", "against", "beneficiary", "due_day")
        return Emitted(*(self._column(name) for name in names))

    def _column(self, name: str) -> Int64s:
        column = np.empty(self.count, np.int64)
        begin = 0
        for block in self.blocks:
            end = begin + len(block.amount)
            column[begin:end] = getattr(block, name)
            begin = end
        return column


@dataclass(frozen=True, slots=True, eq=False)
class ChunkTransactions:
    """Transactions in the order of the batch, each with its postings from starts[i] to before starts[i + 1].

    `row` of the chunk; `kind` as TransactionKind; `route` id; `reverses` a transaction id or 0; `account` and
    `beneficiary` as AccountRefs numbers, NO_ACCOUNT for none; the rest as in PostingColumns.
    """

    row: Int64s
    which: Int64s
    kind: Int64s
    route: Int64s
    reverses: Int64s
    starts: Int64s
    account: Int64s
    currency: Int64s
    amount: Int64s
    step: Int64s
    against: Int64s
    beneficiary: Int64s
    due_day: Int64s

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What the engine decided of each event's transactions, one array a chunk: [MAIN] and [EXCESS] by row.

    `kind` 0 where there is none; `reverses` a transaction id, or -(1 + row) for the main transaction of a
    row.
    """

    kind: tuple[Int64s, Int64s]
    route: tuple[Int64s, Int64s]
    reverses: Int64s

    @staticmethod
    def empty(rows: int) -> "Heads":
        """Return heads of so many rows without transactions."""
        return Heads(
            (np.zeros(rows, np.int64), np.zeros(rows, np.int64)),
            (np.zeros(rows, np.int64), np.zeros(rows, np.int64)),
            np.zeros(rows, np.int64),
        )

    def put(self, rows: Int64s, which: int, kind: TransactionKind, route: Int64s | int) -> None:
        """Decide the kind and route of the rows' transactions."""
        self.kind[which][rows] = int(kind)
        self.route[which][rows] = route


def assemble(
    emissions: Emissions, heads: Heads, currency: Int64s, first_transaction: int
) -> ChunkTransactions:
    """Bring the postings of a chunk into the order of the batch, numbered from `first_transaction`."""
    emitted = emissions.columns()
    rows = len(currency)
    key = emitted.row * 2 + emitted.which
    order = np.argsort(key.astype(np.uint16) if 2 * rows < 2**16 else key, kind="stable")
    lines = np.bincount(key, minlength=2 * rows)
    present = np.flatnonzero(lines)
    starts = np.concatenate(([0], np.cumsum(lines[present])))
    row, which = present // 2, present % 2
    number = np.zeros(2 * rows, np.int64)
    number[present] = first_transaction + np.arange(len(present))

    posting = np.empty(len(key), np.int64)
    line = np.arange(len(key)) - np.repeat(starts[:-1], np.diff(starts))
    posting[order] = np.repeat(number[present], np.diff(starts)) * 4096 + line
    against = emitted.against
    symbolic = np.flatnonzero(against < 0)
    against[symbolic] = posting[-1 - against[symbolic]]

    reverses = heads.reverses[row]
    symbolic = np.flatnonzero(reverses < 0)
    reverses[symbolic] = number[2 * (-1 - reverses[symbolic]) + MAIN]
    kinds, routes = np.stack(heads.kind), np.stack(heads.route)
    return ChunkTransactions(
        row=row,
        which=which,
        kind=kinds[which, row],
        route=routes[which, row],
        reverses=reverses,
        starts=starts,
        account=emitted.account[order],
        currency=currency[emitted.row[order]],
        amount=emitted.amount[order],
        step=emitted.step[order],
        against=against[order],
        beneficiary=emitted.beneficiary[order],
        due_day=emitted.due_day[order],
    )
