"""The ledger's tables, as the migrations make them."""

from sqlalchemy.orm import Mapped, mapped_column

from revroute_desktop.workspace.base import Base


class Account(Base):
    """An account; `type` as AccountType."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    type: Mapped[int]
    entry: Mapped[int]


class Transaction(Base):
    """A transaction; `booked_day` counts from 1970-01-01 in the book zone."""

    __tablename__ = "txn"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[int]
    event: Mapped[int | None]
    route: Mapped[int | None]
    booked_day: Mapped[int]
    entry: Mapped[int]


class Posting(Base):
    """One line of a transaction; its id is transaction × 4096 + line, its amount minor units, debits
    positive.
    """

    __tablename__ = "posting"
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int]
    currency: Mapped[int]
    amount: Mapped[int]
    step: Mapped[int | None]


class TransactionMemo(Base):
    """The words of a manual transaction."""

    __tablename__ = "txn_memo"
    txn: Mapped[int] = mapped_column(primary_key=True)
    memo: Mapped[str]


class Reversal(Base):
    """`txn` reverses, or follows, `original`."""

    __tablename__ = "reversal"
    txn: Mapped[int] = mapped_column(primary_key=True)
    original: Mapped[int]


class PostingAgainst(Base):
    """`posting` takes back, or gives back, part of `original`."""

    __tablename__ = "posting_against"
    posting: Mapped[int] = mapped_column(primary_key=True)
    original: Mapped[int]


class Hold(Base):
    """A posting to a reserve in favour of a beneficiary."""

    __tablename__ = "hold"
    posting: Mapped[int] = mapped_column(primary_key=True)
    beneficiary: Mapped[int]
    due_day: Mapped[int]


class HoldOpen(Base):
    """What is left of a hold, minor units, positive."""

    __tablename__ = "d_hold_open"
    posting: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int]


class PeriodLock(Base):
    """The newest row is in force: nothing is booked on or before `day`."""

    __tablename__ = "period_lock"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[int | None]
    entry: Mapped[int]


class Balance(Base):
    """An account's sums in one currency, debits positive; `held` are open holds in its favour (negative)."""

    __tablename__ = "d_balance"
    account: Mapped[int] = mapped_column(primary_key=True)
    currency: Mapped[int] = mapped_column(primary_key=True)
    own: Mapped[int]
    held: Mapped[int]


class LedgerDay(Base):
    """Debits and credits of a booked day by account, source and currency, packed."""

    __tablename__ = "d_ledger_day"
    id: Mapped[int] = mapped_column(primary_key=True)
    cells: Mapped[bytes]
