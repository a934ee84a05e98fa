"""Many proofs at once: of transactions by number, and of what an account was booked in a period."""

import csv
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import numpy as np

from revroute_desktop.audit.canonical import JsonValue
from revroute_desktop.audit.proof_file import to_json
from revroute_desktop.errors import Cancelled, UserError
from revroute_desktop.ledger.periods import day_number, day_of
from revroute_desktop.ledger.post import LINES_MAX
from revroute_desktop.money import format_amount
from revroute_desktop.money.currencies import currency_by_numeric
from revroute_desktop.proof.checkpoint import StoredCheckpoint
from revroute_desktop.proof.folders import made_whole
from revroute_desktop.proof.prove import assemble, covering_checkpoint, row_proofs
from revroute_desktop.proof.signing import SigningKeys
from revroute_desktop.work import Progress, StopAsked, never, silent
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.books import TRANSACTIONS
from revroute_desktop.workspace.books_transactions import transactions_of

INDEX = "index.csv"
_HEAD = ("transaction", "booked", "entry", "account", "currency", "amount", "file")


@dataclass(frozen=True, slots=True)
class AccountProofs:
    """What was written: proofs of so many transactions, under the checkpoint over `checkpoint_size`."""

    output: Path
    account: str
    transactions: int
    checkpoint_size: int

    def to_json(self) -> dict[str, JsonValue]:
        """For output."""
        return {
            "output": str(self.output),
            "account": self.account,
            "transactions": self.transactions,
            "checkpoint_size": self.checkpoint_size,
        }


def prove_account(
    workspace: Workspace,
    account: str,
    first: date | None,
    last: date | None,
    output: Path,
    *,
    keys: SigningKeys | None = None,
    actor: str = "",
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> AccountProofs:
    """Write one proof file for each transaction of an account that is booked from `first` to `last`.

    `output` is a new folder, or a new file whose name ends in .zip; an index stands beside the proofs. Where
    no checkpoint covers them yet, one is signed by `keys`. Raises UserError where there is no such account,
    nothing was booked, or `output` is there already.
    """
    with workspace.read() as session:
        found = transactions_of_account(session.sql, account, first, last)
        if not found:
            raise UserError(f"Nothing was booked on {account} in that period: choose another one.")
        newest_entry = _last_entry(session.sql, found)
    newest = covering_checkpoint(workspace, newest_entry, keys, actor)
    with made_whole(output) as folder, workspace.read() as session:
        write_proofs(
            session.sql, found, newest, folder, account=account, progress=progress, cancelled=cancelled
        )
    return AccountProofs(output, account, len(found), newest.size)


def transactions_of_account(
    sql: sqlite3.Connection, account: str, first: date | None, last: date | None
) -> list[int]:
    """The transactions that post to an account, booked from `first` to `last`, either None for no limit.

    Raises UserError where there is no such account.
    """
    row = sql.execute("SELECT id FROM account WHERE code = ?", (account,)).fetchone()
    if row is None:
        raise UserError(f"There is no account {account!r}: `revroute account list` shows those there are.")
    return [
        txn
        for (txn,) in sql.execute(
            f"SELECT DISTINCT txn.id FROM posting JOIN txn ON txn.id = posting.id / {LINES_MAX} "
            "WHERE posting.account = ?1 AND (?2 IS NULL OR txn.booked_day >= ?2) "
            "AND (?3 IS NULL OR txn.booked_day <= ?3) ORDER BY txn.id",
            (
                row[0],
                None if first is None else day_number(first),
                None if last is None else day_number(last),
            ),
        )
    ]


def write_proofs(
    sql: sqlite3.Connection,
    transactions: Sequence[int],
    newest: StoredCheckpoint,
    folder: Path,
    *,
    account: str = "",
    progress: Progress = silent,
    cancelled: StopAsked = never,
) -> None:
    """Write a proof file for each transaction, and the index, which lists the postings on `account` or all.

    All must be covered by the checkpoint `newest`. Raises UserError where there is no such transaction or it
    is not covered, Cancelled when it was asked to stop.
    """
    entries = []
    for txn in sorted(set(transactions)):
        row = sql.execute("SELECT entry, booked_day FROM txn WHERE id = ?", (txn,)).fetchone()
        if row is None:
            raise UserError(f"There is no transaction {txn} in the books.")
        if row[0] >= newest.size:
            raise UserError(f"The checkpoint does not cover transaction {txn} yet: sign a new one.")
        entries.append((row[0], txn, day_of(row[1]).isoformat()))
    entries.sort()
    done = 0
    with (folder / INDEX).open("w", encoding="utf-8", newline="") as file:
        index = csv.writer(file, lineterminator="\n")
        index.writerow(_HEAD)
        for entry, group in groupby(entries, key=lambda one: one[0]):
            own = list(group)
            ids = transactions_of(sql, entry).transactions.id
            places = [int(np.searchsorted(ids, txn)) for _, txn, _ in own]
            for (_, txn, day), row_proof in zip(
                own, row_proofs(sql, entry, TRANSACTIONS, places), strict=True
            ):
                if cancelled():
                    raise Cancelled("Writing proofs was stopped; nothing was kept.")
                name = f"transaction-{txn}.json"
                text = to_json(assemble(sql, entry, row_proof, newest))
                (folder / name).write_text(text, encoding="utf-8", newline="\n")
                for code, currency, amount in _sums(sql, txn, account):
                    index.writerow((txn, day, entry, code, currency, amount, name))
                done += 1
                progress(done, len(entries), "proofs written")


def _sums(sql: sqlite3.Connection, txn: int, account: str) -> list[tuple[str, str, str]]:
    """(account, currency, amount) of a transaction, debits positive, by account or of one account alone."""
    with closing(
        sql.execute(
            "SELECT account.code, posting.currency, sum(posting.amount) FROM posting "
            "JOIN account ON account.id = posting.account "
            "WHERE posting.id >= ?1 AND posting.id < ?2 AND (?3 = '' OR account.code = ?3) "
            "GROUP BY account.code, posting.currency ORDER BY min(posting.id)",
            (txn * LINES_MAX, (txn + 1) * LINES_MAX, account),
        )
    ) as rows:
        return [
            (code, kind.code, format_amount(amount, kind))
            for code, numeric, amount in rows
            for kind in (currency_by_numeric(numeric),)
        ]


def _last_entry(sql: sqlite3.Connection, transactions: Sequence[int]) -> int:
    # Entries follow booking order as transactions do, so the last transaction has the last entry.
    return int(sql.execute("SELECT entry FROM txn WHERE id = ?", (transactions[-1],)).fetchone()[0])
