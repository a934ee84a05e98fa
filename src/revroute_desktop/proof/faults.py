"""What verify says when something is wrong."""

from dataclasses import dataclass

RESTORE = (
    "Do not trust the books from there on: restore the newest backup that verifies with `revroute "
    "restore`, and keep this file for whoever looks into it."
)
"""What to do about books that were altered."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first wrong thing: what it is, where it stands (table and row), and what to do about it.

    `check` is the short name of the check that found it, e.g. `log`, `rows`, `balance`.
    """

    check: str
    what: str
    where: str
    advice: str = RESTORE

    def __str__(self) -> str:
        return f"{self.what} ({self.where}). {self.advice}"


class FaultFound(Exception):
    """Ends verify at the first fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def found(check: str, what: str, where: str, advice: str = RESTORE) -> FaultFound:
    """The exception that reports a fault."""
    return FaultFound(Fault(check, what, where, advice))
