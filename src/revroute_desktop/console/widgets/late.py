"""`Late`: a place for a widget that is made when it is first asked for."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

T = TypeVar("T", bound=QWidget)


class Late(QWidget, Generic[T]):
    """Empty until `page` is asked for; then that page alone, from edge to edge."""

    def __init__(self, make: Callable[[], T]) -> None:
        super().__init__()
        self._make = make
        self._page: T | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def page(self) -> T:
        """The page, made if need be."""
        if self._page is None:
            self._page = self._make()
            self._layout.addWidget(self._page)
        return self._page
