"""`FullScreen`: one chart in a window of its own over the whole screen; Esc goes back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.charts.form import Form
from revroute_desktop.console.widgets.parts import ToolButton, Words
from revroute_desktop.console.widgets.surfaces import Ground, panel_colour


class FullScreen(Ground):
    """Shows another chart of the same form; what is brushed and picked there goes to the first one's card."""

    def __init__(self, look: Look, chart: Form) -> None:
        super().__init__(look, panel_colour)
        self.setParent(chart.window(), Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(chart.title)
        self.chart = chart.another()
        back = ToolButton(look, "close", tr("Back"))
        back.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Words(look, chart.title, role="title"))
        row.addStretch(1)
        legend: QWidget | None = self.chart.make_legend()
        if legend is not None:
            row.addWidget(legend)
        row.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(row)
        layout.addWidget(self.chart, 1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.close)
        chart.fed.connect(self.chart.show_data)
        self.chart.brushed.connect(chart.brushed)
        self.chart.picked.connect(chart.picked)
        self.chart.rows_asked.connect(chart.rows_asked)
        self.chart.rows_asked.connect(self.close)
        self.chart.setFocus(Qt.FocusReason.OtherFocusReason)
