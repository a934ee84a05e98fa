"""A journal entry as a person writes it, line by line, and whether it could be booked. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.journal import Line, check_lines
from revroute_desktop.money import currency, parse_amount


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """One line as written: an account code, a currency code, and an amount as debit or as credit."""

    account: str
    currency: str
    debit: str
    credit: str

    @property
    def empty(self) -> bool:
        """Whether nothing was written but the currency."""
        return not (self.account.strip() or self.debit.strip() or self.credit.strip())


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """What the lines come to: those that can be read, debits and credits per currency, and what is wrong.

    `faults` are by the line's place. `problem` is the first thing that keeps the entry from being booked.
    """

    lines: tuple[Line, ...]
    sums: tuple[tuple[str, int, int], ...]
    faults: dict[int, str]
    problem: str


def read_entry(written: Sequence[WrittenLine], memo: str = "") -> WrittenEntry:
    """Return what some written lines come to; empty ones are passed over."""
    lines: list[Line] = []
    faults: dict[int, str] = {}
    for place, line in enumerate(written):
        if line.empty:
            continue
        try:
            lines.append(_line(line))
        except UserError as error:
            faults[place] = str(error)
    sums = tuple(
        (
            code,
            sum(line.amount for line in lines if line.currency == code and line.amount > 0),
            -sum(line.amount for line in lines if line.currency == code and line.amount < 0),
        )
        for code in dict.fromkeys(line.currency for line in lines)
    )
    problem = next(iter(faults.values()), "")
    if not problem:
        try:
            check_lines(lines, memo)
        except UserError as error:
            problem = str(error)
    return WrittenEntry(tuple(lines), sums, faults, problem)


def _line(line: WrittenLine) -> Line:
    account, code = line.account.strip(), line.currency.strip().upper()
    if not account:
        raise UserError("Name the account of this line.")
    unit = currency(code)
    debit, credit = line.debit.strip(), line.credit.strip()
    if bool(debit) == bool(credit):
        raise UserError(f"Write the amount for {account} as a debit or as a credit.")
    amount = parse_amount(debit or credit, unit)
    if amount < 0:
        raise UserError(f"Write {account} on the other side in place of a minus.")
    return Line(account, unit.code, amount if debit else -amount)
