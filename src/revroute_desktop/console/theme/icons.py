"""Icons: strokes on a 16 grid in `resources/icons`, tinted for the theme and the screen."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from revroute_desktop.console.theme.tokens import Theme
from revroute_desktop.resources import resource_path


@cache
def _drawing(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


@cache
def _pixmap(name: str, rgb: int, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace(b"currentColor", QColor(rgb).name().encode())))
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """Return one icon in one colour at `size` device-independent pixels."""
    return _pixmap(name, colour.rgb(), size, ratio)


def icon(name: str, theme: Theme, ratio: float, *, colour: QColor | None = None, size: int = 16) -> QIcon:
    """Return an icon that is secondary ink at rest, accent when active and pale when off."""
    made = QIcon()
    rest = colour or theme.text_2
    made.addPixmap(pixmap(name, rest, size, ratio), QIcon.Mode.Normal)
    made.addPixmap(pixmap(name, colour or theme.accent_text, size, ratio), QIcon.Mode.Active)
    made.addPixmap(pixmap(name, colour or theme.accent_text, size, ratio), QIcon.Mode.Selected)
    made.addPixmap(pixmap(name, theme.text_disabled, size, ratio), QIcon.Mode.Disabled)
    return made


def forget_pixmaps() -> None:
    """Drop the drawn pixmaps; they must not outlive the application object."""
    _pixmap.cache_clear()
