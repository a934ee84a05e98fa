"""What a person books by hand: journal entries, opening balances, advances, and reversals of these."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from revroute_desktop.audit.rows import PostingColumns, TransactionColumns
from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import UnknownAccount, account_ids, ensure_accounts
from revroute_desktop.ledger.kinds import MANUAL, TransactionKind
from revroute_desktop.ledger.periods import day_number, day_of, lock_day
from revroute_desktop.ledger.post import LINES_MAX, next_transaction, post
from revroute_desktop.money import currency, format_amount
from revroute_desktop.money.amounts import MAX_AMOUNT
from revroute_desktop.workspace import Unit, Workspace
from revroute_desktop.workspace.zones import local_day

OPENING_ACCOUNT = "opening:balances"
BANK_ACCOUNT = "bank:main"
MEMO_MAX = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a journal entry: an account code, an ISO 4217 code, and minor units, debits positive."""

    account: str
    currency: str
    amount: int


def open_account(
    workspace: Workspace, code: str, *, account_type: int | None = None, actor: str, reason: str = ""
) -> int:
    """Open one account and return its id; raises UserError where it stands or its root has no type."""
    with workspace.write(actor, "account.open", code[:120], reason) as unit:
        if unit.sql.execute("SELECT 1 FROM account WHERE code = ?", (code,)).fetchone():
            raise UserError(f"Account {code} is open already.")
        types = None if account_type is None else {code.split(":", 1)[0]: account_type}
        number = ensure_accounts(unit, [code], types)[code]
        unit.record({"account": code})
    return number


def journal_entry(
    workspace: Workspace,
    lines: Sequence[Line],
    *,
    memo: str,
    day: date | None = None,
    actor: str,
    reason: str = "",
    new: bool = False,
) -> int:
    """Book a manual transaction on `day` (today in the book zone when None) and return its id.

    The accounts must stand in the books, unless `new` opens those that do not. Raises UserError where the
    lines do not sum to zero per currency, name an unknown account, or the day is locked.
    """
    named = [] if new else [[line.account] for line in lines]
    return _book(workspace, TransactionKind.JOURNAL, "journal.entry", lines, named, memo, day, actor, reason)


def opening_balance(
    workspace: Workspace,
    line: Line,
    *,
    day: date | None = None,
    actor: str,
    reason: str = "",
    new: bool = True,
) -> int:
    """Book what an account held before the books began, against `opening:balances`; returns the transaction's
    id. Unless `new`, the account must stand in the books already.
    """
    lines = [line, Line(OPENING_ACCOUNT, line.currency, -line.amount)]
    named = [] if new else [[line.account]]
    memo = f"Opening balance of {line.account}"
    return _book(
        workspace, TransactionKind.OPENING, "journal.opening", lines, named, memo, day, actor, reason
    )


def advance(
    workspace: Workspace,
    payee: str,
    currency_code: str,
    amount: int,
    *,
    paid_from: str = BANK_ACCOUNT,
    day: date | None = None,
    actor: str,
    reason: str = "",
    new: bool = True,
) -> int:
    """Advance money to a payee: `advance:<payee>` owes it until recoup steps have earned it back.

    `payee` is the last segment (neon-kitten) or a code (payee:neon-kitten); `amount` minor units, positive.
    Unless `new`, the payee (or an advance to it) and `paid_from` must stand in the books already. Returns the
    transaction's id.
    """
    if amount <= 0:
        raise UserError("An advance must be more than zero.")
    name = payee.rsplit(":", 1)[-1]
    lines = [Line(f"advance:{name}", currency_code, amount), Line(paid_from, currency_code, -amount)]
    account = payee if ":" in payee else f"payee:{name}"
    named = [] if new else [[account, f"advance:{name}"], [paid_from]]
    memo = f"Advance to {name}"
    return _book(
        workspace, TransactionKind.ADVANCE, "journal.advance", lines, named, memo, day, actor, reason
    )


def reverse_transaction(
    workspace: Workspace, transaction: int, *, day: date | None = None, actor: str, reason: str
) -> int:
    """Book the mirror of a manual transaction and return its id. Raises UserError for a transaction that is
    unknown, was not written by hand, or is reversed already.
    """
    if not reason.strip():
        raise UserError("A reversal needs a reason; it stands in the log.")
    with workspace.write(actor, "journal.reverse", f"transaction {transaction}", reason) as unit:
        row = unit.sql.execute("SELECT kind FROM txn WHERE id = ?", (transaction,)).fetchone()
        if row is None:
            raise UserError(f"There is no transaction {transaction}.")
        kind = TransactionKind(row[0])
        if kind not in MANUAL:
            raise UserError(
                f"Transaction {transaction} is a {kind.words}; restate the event or undo its import instead."
            )
        done = unit.sql.execute("SELECT txn FROM reversal WHERE original = ?", (transaction,)).fetchone()
        if done is not None:
            raise UserError(f"Transaction {transaction} is reversed already, by transaction {done[0]}.")
        rows = unit.sql.execute(
            "SELECT id, account, currency, amount FROM posting WHERE id >= ? AND id < ? ORDER BY id",
            (transaction * LINES_MAX, (transaction + 1) * LINES_MAX),
        ).fetchall()
        booked = _open_day(unit, workspace.zone, day)
        number = _post_one(
            unit,
            TransactionKind.REVERSED,
            booked,
            [(account, code, -amount) for _, account, code, amount in rows],
            f"Reversal of transaction {transaction}: {reason}"[:MEMO_MAX],
            reverses=transaction,
            against=[posting for posting, *_ in rows],
        )
        unit.record({"transaction": number, "reverses": transaction, "day": day_of(booked).isoformat()})
    return number


def _book(
    workspace: Workspace,
    kind: TransactionKind,
    action: str,
    lines: Sequence[Line],
    named: Sequence[Sequence[str]],
    memo: str,
    day: date | None,
    actor: str,
    reason: str,
) -> int:
    """Book a transaction; of each of `named` one account must stand in the books, others are opened."""
    check_lines(lines, memo)
    with workspace.write(actor, action, memo[:120], reason) as unit:
        booked = _open_day(unit, workspace.zone, day)
        there = account_ids(unit.sql)
        for codes in named:
            if not any(code in there for code in codes):
                raise UnknownAccount(
                    f"There is no account {codes[0][:80]!r}; check the spelling, or open it first "
                    "(with --new the same command does)."
                )
        ids = ensure_accounts(unit, [line.account for line in lines])
        number = _post_one(
            unit,
            kind,
            booked,
            [(ids[line.account], currency(line.currency).numeric, line.amount) for line in lines],
            memo,
        )
        unit.record(
            {
                "transaction": number,
                "day": day_of(booked).isoformat(),
                "lines": [
                    [line.account, line.currency, format_amount(line.amount, currency(line.currency))]
                    for line in lines
                ],
            }
        )
    return number


def check_lines(lines: Sequence[Line], memo: str) -> None:
    """Raise UserError where lines and memo cannot be booked as one transaction."""
    if not 2 <= len(lines) <= LINES_MAX:
        raise UserError(f"A journal entry has 2 to {LINES_MAX} lines, not {len(lines)}.")
    if len(memo) > MEMO_MAX:
        raise UserError(f"The memo has {len(memo)} characters; {MEMO_MAX} are the most.")
    if any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in memo):
        raise UserError("The memo must be one line of text without control characters.")
    sums: dict[str, int] = {}
    for line in lines:
        if line.amount == 0:
            raise UserError(f"The line for {line.account} is zero; leave it out.")
        if abs(line.amount) > MAX_AMOUNT:
            raise UserError(f"The line for {line.account} is larger than {MAX_AMOUNT:,} minor units.")
        sums[line.currency] = sums.get(line.currency, 0) + line.amount
    for code, total in sums.items():
        if total:
            raise UserError(
                f"The lines in {code} differ by {format_amount(abs(total), currency(code))}; "
                "debits and credits must be equal."
            )


def _open_day(unit: Unit, zone: str, day: date | None) -> int:
    """Return the day to book on; raises UserError where the person named a locked one."""
    number = local_day(unit.at, zone) if day is None else day_number(day)
    locked = lock_day(unit.sql)
    if locked is not None and number <= locked:
        raise UserError(
            f"{day_of(number)} is locked (everything to {day_of(locked)} is); book on a later day."
        )
    return number


def _post_one(
    unit: Unit,
    kind: TransactionKind,
    booked_day: int,
    lines: Sequence[tuple[int, int, int]],
    memo: str,
    *,
    reverses: int = 0,
    against: Sequence[int] | None = None,
) -> int:
    """Post one transaction of lines (account id, ISO numeric currency, amount)."""

    def column(values: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array(values, dtype=np.int64)

    nothing = np.zeros(len(lines), dtype=np.int64)
    transactions = TransactionColumns(
        id=column([next_transaction(unit.sql)]),
        kind=column([kind]),
        event=column([0]),
        route=column([0]),
        booked_day=column([booked_day]),
        reverses=column([reverses]),
    )
    account, code, amount = zip(*lines, strict=True)
    postings = PostingColumns(
        account=column(account),
        currency=column(code),
        amount=column(amount),
        step=nothing,
        against=nothing if against is None else column(against),
        beneficiary=nothing,
        due_day=nothing,
    )
    return post(unit, transactions, postings, column([0, len(lines)]), memos=[memo]).first_transaction
