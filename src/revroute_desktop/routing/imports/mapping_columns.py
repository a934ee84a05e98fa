"""Columns of text, each different text parsed once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Int64s = NDArray[np.int64]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot become an event: short code and sentence."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T_co]):
    """A column: `codes[row]` is the place of the row's value in `values`; `faults` are by code."""

    codes: Int64s
    values: Sequence[T_co | None]
    faults: dict[int, Fault]

    def expanded(self) -> list[T_co | None]:
        """Return each row's value."""
        values = self.values
        return [values[code] for code in self.codes.tolist()]

    def present(self) -> NDArray[np.bool_]:
        """Return which rows have a value."""
        return np.array([value is not None for value in self.values], dtype=np.bool_)[self.codes]


def factorise(texts: Sequence[str]) -> tuple[Int64s, list[str]]:
    """Return codes and the different texts that they stand for, in the order of their first row."""
    places: dict[str, int] = dict.fromkeys(texts, 0)
    distinct = list(places)
    for place, text in enumerate(distinct):
        places[text] = place
    return np.fromiter(map(places.__getitem__, texts), np.int64, len(texts)), distinct


def parse_all(codes: Int64s, results: Sequence[T | Fault | None]) -> Parsed[T]:
    """Return the column of codes into results of which some are faults."""
    faults = {code: result for code, result in enumerate(results) if isinstance(result, Fault)}
    return Parsed(codes, [None if isinstance(result, Fault) else result for result in results], faults)


def parse_column(texts: Sequence[str], parse: Callable[[str], T | Fault | None]) -> Parsed[T]:
    """Return a column whose different texts were parsed."""
    codes, distinct = factorise(texts)
    return parse_all(codes, [parse(text) for text in distinct])


def constant(value: T | None, count: int) -> Parsed[T]:
    """Return a column that holds one value."""
    return Parsed(np.zeros(count, dtype=np.int64), [value], {})


def joined(columns: Sequence[Sequence[str]], sign: str = " ") -> Sequence[str]:
    """Return columns joined row by row, blanks around and empty parts left out."""
    if len(columns) == 1:
        return columns[0]
    return [sign.join(part for text in row if (part := text.strip())) for row in zip(*columns, strict=True)]


def shown(text: str) -> str:
    """Return text as a sentence may hold it: quoted, control characters escaped, at most 40 characters."""
    return repr(text) if len(text) <= 40 else repr(text[:40]) + "…"
