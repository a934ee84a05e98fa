"""A journal entry as a person writes it, line by line, and whether it could be booked. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.journal import Line, check_lines
from revroute_desktop.money import currency, parse_amount

_THOUSANDS: Final = re.compile(r"[-+\u2212]?[1-9]\d{0,2}[.,]\d{3}")


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


def plain_amount(text: str, point: str) -> str:
    """Return an amount with a decimal point and nothing between thousands, from how people of a locale write.

    `point` is the locale's decimal sign; 1.234,50 and 1,234.50 mean one thing each wherever they are written.
    Raises UserError for what could mean two things, such as 1.234 where the comma is decimal.
    """
    number = text.strip()
    found = [sign for sign in number if sign in ".,"]
    if not found:
        return number
    last = found[-1]
    other = "." if last == "," else ","
    if len(set(found)) == 2:
        return _ungrouped(text, number, group=other, decimal=last)
    if len(found) > 1:
        return _ungrouped(text, number, group=last, decimal=other)
    if last != point and _THOUSANDS.fullmatch(number):
        plain, decimals = number.replace(last, ""), number.replace(last, point)
        raise UserError(f"{number} could mean {plain} or {decimals}; write the one or the other.")
    return number.replace(last, ".")


def _ungrouped(text: str, number: str, *, group: str, decimal: str) -> str:
    whole, _, rest = number.partition(decimal)
    first, *others = whole.lstrip("+-\u2212").split(group)
    if not (1 <= len(first) <= 3 and all(len(part) == 3 for part in others)) or group in rest:
        raise UserError(
            f"{text.strip()[:40]} is no amount: signs between thousands stand every three digits."
        )
    return number.replace(group, "").replace(decimal, ".")


def read_entry(written: Sequence[WrittenLine], memo: str = "", *, point: str = ".") -> WrittenEntry:
    """Return what some written lines come to; empty ones are passed over. `point` is the decimal sign."""
    lines: list[Line] = []
    faults: dict[int, str] = {}
    for place, line in enumerate(written):
        if line.empty:
            continue
        try:
            lines.append(_line(line, point))
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


def _line(line: WrittenLine, point: str) -> Line:
    account, code = line.account.strip(), line.currency.strip().upper()
    if not account:
        raise UserError("Name the account of this line.")
    unit = currency(code)
    debit, credit = line.debit.strip(), line.credit.strip()
    if bool(debit) == bool(credit):
        raise UserError(f"Write the amount for {account} as a debit or as a credit.")
    amount = parse_amount(plain_amount(debit or credit, point), unit)
    if amount < 0:
        raise UserError(f"Write {account} on the other side in place of a minus.")
    return Line(account, unit.code, amount if debit else -amount)
