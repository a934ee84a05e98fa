"""Small parts: buttons, labels in the type scale, chips, notes, lists of facts."""

from typing import Literal

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from revroute_desktop.console.format import cut_middle
from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import box, words
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.delegate import draw_chip, draw_dot_word, ink, soft

Variant = Literal["primary", "outline", "danger", "bare"]


class Button(QPushButton):
    """A button with an icon that follows the theme."""

    def __init__(
        self, look: Look, text: str, *, icon: str = "", variant: Variant = "outline", name: str = ""
    ) -> None:
        super().__init__(text)
        self._look = look
        self._icon_name = icon
        self._variant: Variant = variant
        self.setProperty("variant", variant)
        self.setFont(font("control"))
        self.setAccessibleName(name or text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        if not text:
            self.setToolTip(name)
            self.setFixedWidth(28)
        look.changed.connect(self._tint)
        self._tint()

    def show_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon_name = icon
        self._tint()

    def _tint(self) -> None:
        if not self._icon_name:
            return
        theme = self._look.theme
        colour = {"primary": theme.on_accent, "danger": theme.negative}.get(self._variant)
        self.setIcon(self._look.icon(self._icon_name, colour))


class ToolButton(QToolButton):
    """A bare icon button; its name is its tooltip."""

    def __init__(self, look: Look, icon: str, name: str, size: int = 28) -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(size, size)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.changed.connect(self._tint)
        self._tint()

    def show_icon(self, icon: str, name: str) -> None:
        """Show another icon and name."""
        self._icon_name = icon
        self.say_name(name)
        self._tint()

    def say_name(self, name: str) -> None:
        """Have another name."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def _tint(self) -> None:
        self.setIcon(self._look.icon(self._icon_name))


class Words(QLabel):
    """A label in a role of the type scale and an ink of the theme."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        role: str = "body",
        weight: int | None = None,
        tone: Tone = Tone.NORMAL,
        mono: bool = False,
        wrap: bool = False,
        elide: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__(text)
        self._look = look
        self._elide = elide
        if elide or wrap:
            # What is too long is cut or wrapped; it never makes its surroundings wider.
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._tone = tone
        self.setFont(font(role, weight, mono=mono))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        look.changed.connect(self._tint)
        self._tint()

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show other words, in another ink if given."""
        if tone is not None and tone is not self._tone:
            self._tone = tone
            self._tint()
        self.setText(text)

    def give_way(self, least: int) -> None:
        """Be as wide as the words where there is room, and cut them where there is not, down to a width."""
        self._elide = True
        self.setMinimumWidth(least)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        words(painter, self.rect(), text, ink(self._look.theme, self._tone), self.font())
        painter.end()

    def _tint(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), ink(self._look.theme, self._tone))
        self.setPalette(palette)


class StateMark(QWidget):
    """A state: the usual one as dot and word, an exception as a chip."""

    def __init__(self, look: Look, text: str = "", tone: Tone = Tone.POSITIVE, *, chip: bool = True) -> None:
        super().__init__()
        self._look = look
        self.say(text, tone, chip=chip)
        look.changed.connect(self.update)

    def say(self, text: str, tone: Tone, *, chip: bool = True) -> None:
        """Show a state; no text hides it."""
        self._text, self._tone, self._chip = text, tone, chip
        self.setAccessibleName(text)
        self.setFixedSize(self.sizeHint())
        self.setVisible(bool(text))
        self.update()

    def sizeHint(self) -> QSize:
        role = "label" if self._chip else "table"
        return QSize(int(metrics(role).horizontalAdvance(self._text)) + 15, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._chip:
            draw_chip(painter, 0, self.height() // 2, self._text, self._tone, self._look.theme)
        else:
            draw_dot_word(painter, self.rect(), self._text, self._tone, self._look.theme)
        painter.end()


class Note(QFrame):
    """A message on a soft ground: a sign and one or two sentences."""

    def __init__(self, look: Look, text: str = "", tone: Tone = Tone.WARNING) -> None:
        super().__init__()
        self._look = look
        self._tone = tone
        self._words = Words(look, text, role="table", wrap=True, selectable=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 8, 10, 8)
        layout.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setVisible(bool(text))
        look.changed.connect(self.update)

    @property
    def text(self) -> str:
        """What it says, or nothing."""
        return self._words.text()

    def say(self, text: str, tone: Tone | None = None) -> None:
        """Show other words; none hides the note."""
        self._tone = tone or self._tone
        self._words.say(text)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        box(painter, self.rect(), 5, soft(theme, self._tone))
        sign = {Tone.POSITIVE: "check", Tone.NEGATIVE: "warning"}.get(self._tone, "info")
        painter.drawPixmap(QPoint(10, 9), self._look.pixmap(sign, ink(theme, self._tone), 14))
        painter.end()


class Facts(QWidget):
    """Labels and values in two columns, as an inspector lists them."""

    def __init__(self, look: Look, label_width: int = 104) -> None:
        super().__init__()
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[Words, Words]] = []

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Show these pairs; a value that is one long word may be selected and copied whole."""
        shown = not self.isHidden()
        grows = sum(not label.isHidden() for label, _ in self._labels) < len(facts)
        if shown and grows:
            # Each label that appears in sight has the whole window laid out anew.
            self.hide()
        while len(self._labels) < len(facts):
            label = Words(self._look, role="table", tone=Tone.FAINT)
            value = Words(self._look, role="table", wrap=True, selectable=True)
            # Text that can be selected is laid out a pixel higher than a plain label.
            value.setContentsMargins(0, 1, 0, 0)
            at = len(self._labels)
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, at, 1, Qt.AlignmentFlag.AlignTop)
            self._labels.append((label, value))
        for at, (label, value) in enumerate(self._labels):
            used = at < len(facts)
            label.setVisible(used)
            value.setVisible(used)
            if used:
                label.setText(facts[at][0])
                text = facts[at][1]
                longest = max(text.split(), key=len, default="")
                shown_text = text.replace(longest, cut_middle(longest, 30)) if len(longest) > 36 else text
                value.setText(shown_text)
                value.setToolTip(text if shown_text != text else "")
        self.updateGeometry()
        if shown and grows:
            self.show()


def code_font() -> QFont:
    """The font of code and raw rows."""
    return font("code", mono=True)
