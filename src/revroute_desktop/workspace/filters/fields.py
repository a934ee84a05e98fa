"""What can be asked of a table: fields as data, with type, help and an example each."""

from dataclasses import dataclass
from enum import Enum

from revroute_desktop.errors import UserError


class Type(Enum):
    """What a field's values are; the value is the word that help and faults use."""

    WORD = "word"
    TEXT = "text"
    AMOUNT = "amount"
    NUMBER = "number"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a table.

    `column` is the SQL expression of its value, `inside` wraps a condition on it ("e.source IN (SELECT id
    FROM source WHERE {})"). An amount's `currency` is the SQL expression of its ISO number. `codes` are the
    only values, each with what the column holds for it. `values` is a query for values to offer.
    """

    name: str
    type: Type
    help: str
    example: str
    column: str = ""
    inside: str = "{}"
    currency: str = ""
    codes: tuple[tuple[str, int], ...] = ()
    values: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The fields of one table; `text` names the fields in which a bare word is looked for."""

    name: str
    fields: tuple[Field, ...]
    text: tuple[str, ...]

    def field(self, name: str) -> Field | None:
        """Return a field by its name, or None."""
        return next((field for field in self.fields if field.name == name), None)


class FilterFault(UserError):
    """The filter can't be read. `start` and `end` are the places in its text that are wrong."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.start = start
        self.end = max(end, start + 1)
