"""Pictures of every form of chart: `python -m … OUT`; light and dark, in high contrast, at 100 and 150 %."""

import os
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPointF, Qt, qInstallMessageHandler
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from revroute_desktop.console.app import make_application
from revroute_desktop.console.language import put_on
from revroute_desktop.console.screenshots.chart_samples import cards, days
from revroute_desktop.console.screenshots.studio import without_size_hints
from revroute_desktop.console.theme.look import Choice, Look
from revroute_desktop.console.theme.style import InkStyle
from revroute_desktop.console.widgets.charts.curves import CurveChart
from revroute_desktop.console.widgets.charts.form import Form
from revroute_desktop.console.widgets.surfaces import Ground, Panel, canvas_colour

SCALES = ("1", "1.5")
LOOKS: tuple[tuple[Choice, bool], ...] = (("light", False), ("dark", False), ("light", True), ("dark", True))
_WIDTH = 1600
_ROWS = (232, 232, 240, 262, 262, 250)
_COLUMNS = 12


class Gallery(Ground):
    """Every form in a panel of its own, as cards stand in the pane."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, canvas_colour)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setSpacing(10)
        self.charts: list[Form] = []
        for row, line in enumerate(cards()):
            grid.setRowMinimumHeight(row, _ROWS[row])
            column = 0
            for title, note, form, data, wide in line:
                grid.addWidget(self._panel(look, title, note, form, data), row, column, 1, wide)
                column += wide
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self.resize(_WIDTH, sum(_ROWS) + 10 * len(_ROWS) + 14)

    def _panel(self, look: Look, title: str, note: str, form: type[Form], data: object) -> QWidget:
        panel = Panel(look, title, note or " ")
        chart = form(look, title)  # type: ignore[arg-type]
        legend = chart.make_legend()
        chart.say_empty("No payee beyond the first fourteen. Choose a longer period to see more.")
        chart.show_data(data)
        if legend is not None:
            panel.tools.addWidget(legend)
        panel.add(chart, 1)
        self.charts.append(chart)
        return panel


def _touch(gallery: Gallery) -> None:
    """Brush, pick and point, so that the pictures show it."""
    charts = gallery.charts
    forecast = charts[0]
    forecast.show_selection((int(days(31)[18]), int(days(31)[28])), None)
    charts[2].show_selection(None, "crystal-dream")
    charts[6].show_selection(None, "Shop orders")
    charts[12].show_log(False)
    charts[13].show_log(True)
    for chart, x, y in ((charts[5], 0.55, 0.4), (charts[3], 0.62, 0.5), (charts[9], 0.5, 0.4)):
        target = chart.viewport() if isinstance(chart, CurveChart) else chart
        at = QPointF(target.width() * x, target.height() * y)
        none = Qt.MouseButton.NoButton
        move = QMouseEvent(
            QEvent.Type.MouseMove, at, target.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(target, move)


def take_charts(out: Path, scale: str) -> list[Path]:
    """Take the gallery in each look; the scale of the screen is the one that this process began with."""
    out.mkdir(parents=True, exist_ok=True)
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else make_application(["charts"])
    put_on(app, "en")
    look = Look(app, "light")
    style = InkStyle(look)
    app.setStyle(style)
    look.put_on()
    taken = []
    gallery = Gallery(look)
    gallery.show()
    app.processEvents()
    for choice, contrast in LOOKS:
        look.choose(choice)
        look.strengthen(contrast)
        _touch(gallery)
        app.processEvents()
        path = out / f"charts-{choice}{'-contrast' if contrast else ''}-{round(float(scale) * 100)}.png"
        if not gallery.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        taken.append(path)
    gallery.close()
    gallery.deleteLater()
    app.processEvents()
    look.close()
    return taken


def take_galleries(out: Path) -> None:
    """Take the gallery at every scale, each in a process of its own."""
    for scale in SCALES:
        environment = {**os.environ, "QT_SCALE_FACTOR": scale}
        command = [sys.executable, "-m", "revroute_desktop.console.screenshots.charts", str(out), scale]
        subprocess.run(command, env=environment, check=True)


def main(arguments: list[str]) -> int:
    """Take the pictures at every scale, or at one."""
    qInstallMessageHandler(without_size_hints)
    out = Path(arguments[0])
    if len(arguments) > 1:
        take_charts(out, arguments[1])
    else:
        take_galleries(out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
