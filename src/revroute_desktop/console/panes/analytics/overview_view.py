"""The overview: key figures and a grid of cards. Widgets only."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from revroute_desktop.console.books import Books
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.figures import FigureStrip


class OverviewView(QWidget):
    """What the operator arranges."""

    def __init__(self, look: Look, books: Books) -> None:
        super().__init__()
        self.look = look
        self.books = books
        self.figures = FigureStrip(look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(10)
        layout.addWidget(self.figures)
        layout.addStretch(1)

    def focus_filter(self) -> None:
        """Go to the key figures."""
        self.figures.setFocus(Qt.FocusReason.ShortcutFocusReason)
