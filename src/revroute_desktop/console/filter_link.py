"""Between a filter field and the books: the values that completion offers."""

from functools import partial

from PySide6.QtCore import QObject

from revroute_desktop.console.books.books import Books
from revroute_desktop.console.widgets.filter_field import FilterField
from revroute_desktop.workspace.filters.fields import Table
from revroute_desktop.workspace.filters.offers import offered_values


class FilterLink(QObject):
    """Answers a field's question for values from the books."""

    def __init__(self, books: Books, field: FilterField, table: Table, parent: QObject) -> None:
        super().__init__(parent)
        self._books = books
        self._field = field
        self._table = table
        field.values_wanted.connect(self._on_wanted)

    def _on_wanted(self, name: str) -> None:
        family = self._table.family
        known = family if family is not None and name == family.name else self._table.field(name)
        if known is not None and known.values:
            question = partial(offered_values, field=known)
            self._books.ask(
                f"filter.{self._table.name}.{name}", question, partial(self._field.put_values, name)
            )
