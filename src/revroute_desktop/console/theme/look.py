"""`Look`: the theme in force and the signal that it changed, handed to whatever paints."""

from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from revroute_desktop.console.theme.fonts import font
from revroute_desktop.console.theme.icons import forget_pixmaps, icon, pixmap
from revroute_desktop.console.theme.palette import build_palette
from revroute_desktop.console.theme.tokens import Scheme, Theme, theme
from revroute_desktop.paper.application import load_fonts

Choice = Literal["system", "light", "dark"]
CHOICES: tuple[Choice, ...] = get_args(Choice)

ROW_HEIGHTS = {"compact": 24, "usual": 27, "roomy": 34}
"""Height of a table's rows by density, in pixels."""

_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Look(QObject):
    """Holds the theme in force; `changed` is emitted after the palette of a new one is set."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: Choice = "system", *, high_contrast: bool = False) -> None:
        super().__init__()
        self._app = app
        self._choice: Choice = choice
        self.high_contrast = high_contrast
        self.row_height = ROW_HEIGHTS["usual"]
        self.ratio = app.devicePixelRatio()
        load_fonts()
        self.theme: Theme = self._wanted()
        app.styleHints().colorSchemeChanged.connect(self._on_system)

    @property
    def choice(self) -> Choice:
        """What the person chose: the system's scheme, light or dark."""
        return self._choice

    def put_on(self) -> None:
        """Give font and palette to the application, after its style, which brings a palette of its own."""
        self._app.setFont(font("body"))
        self._app.setPalette(build_palette(self.theme))

    def choose(self, choice: Choice) -> None:
        """Switch to a scheme at run time."""
        self._choice = choice
        self._app.styleHints().setColorScheme(_SCHEMES[choice])
        self._put_on(self._wanted())

    def strengthen(self, on: bool) -> None:
        """Take the colours of high contrast, or the usual ones."""
        self.high_contrast = on
        self._put_on(self._wanted())

    def space(self, density: str) -> None:
        """Give the rows of all tables the height of a density; an unknown one changes nothing."""
        height = ROW_HEIGHTS.get(density, self.row_height)
        if height != self.row_height:
            self.row_height = height
            self.changed.emit()

    def icon(self, name: str, colour: QColor | None = None, size: int = 16) -> QIcon:
        """Return an icon of `resources/icons` in the theme's inks."""
        return icon(name, self.theme, self.ratio, colour=colour, size=size)

    def pixmap(self, name: str, colour: QColor, size: int = 16) -> QPixmap:
        """Return an icon's picture in one colour."""
        return pixmap(name, colour, size, self.ratio)

    def close(self) -> None:
        """Let go of what must not outlive the application object."""
        self._app.styleHints().colorSchemeChanged.disconnect(self._on_system)
        forget_pixmaps()

    def _scheme(self) -> Scheme:
        if self._choice != "system":
            return self._choice
        return "dark" if self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"

    def _wanted(self) -> Theme:
        return theme(self._scheme(), high_contrast=self.high_contrast)

    def _on_system(self) -> None:
        self._put_on(self._wanted())

    def _put_on(self, new: Theme) -> None:
        if new is self.theme:
            return
        self.theme = new
        # Explicitly, because a platform without colour schemes ignores the hint above.
        self._app.setPalette(build_palette(new))
        self.changed.emit()
