"""What can be asked of a table: fields as data, with type, help and an example each."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from revroute_desktop.errors import UserError

_MEMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}", re.ASCII)


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
    only values, each with what the column holds for it. `values` is a query for values to offer. What is
    asked of a `personal` field is kept nowhere: an erasure could not reach it (B24). `same` is the
    whole condition after `=` where that too means letter for letter, so that capitals and stars count.
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
    personal: bool = False
    same: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The fields of one table; `text` names the fields in which a bare word is looked for.

    `family` stands for all fields whose names begin with its own, such as `attr.`; in its SQL NAME stands for
    what follows. Its `values` are the names that there are; `family_values` is the query for those of one.
    """

    name: str
    fields: tuple[Field, ...]
    text: tuple[str, ...]
    family: Field | None = None
    family_values: str = ""

    def field(self, name: str) -> Field | None:
        """Return a field by its name, or None; capitals count only in what follows a family's name."""
        lower = name.lower()
        family = self.family
        if family is not None and lower.startswith(family.name):
            rest = name[len(family.name) :]
            return self._member(family, rest) if _MEMBER.fullmatch(rest) else None
        return next((field for field in self.fields if field.name == lower), None)

    def _member(self, family: Field, name: str) -> Field:
        """Return one field of a family; its name holds nothing that would have to be quoted in SQL."""
        return replace(
            family,
            name=f"{family.name}{name}",
            column=family.column.replace("NAME", name),
            values=self.family_values.replace("NAME", name),
        )

    @property
    def explained(self) -> tuple[Field, ...]:
        """The fields as help lists them, the family last."""
        return self.fields if self.family is None else (*self.fields, self.family)


class FilterFault(UserError):
    """The filter can't be read. `start` and `end` are the places in its text that are wrong."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.start = start
        self.end = max(end, start + 1)
