"""`InkStyle`: Fusion with flat buttons, visible field borders, thin scroll bars, plain heads, a focus ring.

Everything is drawn here, so that no style sheet is needed anywhere: style sheets are slow on tables and break
palettes. A button's look is its `variant` property: "primary", "outline" (the default), "danger" or "bare".
"""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionHeader,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QWidget,
)

from revroute_desktop.console.theme.fonts import font, metrics
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.theme.paint import LEFT, RIGHT, blend, box, hairline, words

_CE = QStyle.ControlElement
_PE = QStyle.PrimitiveElement
_CC = QStyle.ComplexControl
_CT = QStyle.ContentsType
_PM = QStyle.PixelMetric
_SC = QStyle.SubControl
_SH = QStyle.StyleHint
_State = QStyle.StateFlag

_CONTROL_HEIGHT = 28
_FIELD_HEIGHT = 26
_HEAD_HEIGHT = 28
_CELL_PAD = 8
_SCROLL_BAR = 10
_CHECK = 14

_METRICS = {
    _PM.PM_ScrollBarExtent: _SCROLL_BAR,
    _PM.PM_ScrollBarSliderMin: 28,
    _PM.PM_IndicatorWidth: _CHECK,
    _PM.PM_IndicatorHeight: _CHECK,
    _PM.PM_CheckBoxLabelSpacing: 6,
    _PM.PM_ButtonIconSize: 16,
    _PM.PM_SmallIconSize: 16,
    _PM.PM_ButtonShiftHorizontal: 0,
    _PM.PM_ButtonShiftVertical: 0,
    _PM.PM_HeaderMargin: _CELL_PAD,
    _PM.PM_FocusFrameHMargin: 3,
    _PM.PM_FocusFrameVMargin: 3,
    _PM.PM_DefaultFrameWidth: 1,
    _PM.PM_ScrollView_ScrollBarSpacing: 0,
}


class InkStyle(QProxyStyle):
    """The product's style; asks `look` for the theme at every stroke, so a new theme needs no new style."""

    def __init__(self, look: Look) -> None:
        super().__init__("Fusion")
        self._look = look
        self._controls: dict[_CE, Callable[[QStyleOption, QPainter, QWidget | None], None]] = {
            _CE.CE_PushButtonBevel: self._button_ground,
            _CE.CE_PushButtonLabel: self._button_label,
            _CE.CE_ComboBoxLabel: self._combo_label,
            _CE.CE_Header: self._head,
            _CE.CE_HeaderSection: self._head,
            _CE.CE_HeaderEmptyArea: self._head_ground,
            _CE.CE_FocusFrame: self._focus_ring,
            _CE.CE_ProgressBar: self._progress,
        }
        self._primitives: dict[_PE, Callable[[QStyleOption, QPainter, QWidget | None], None]] = {
            _PE.PE_PanelLineEdit: self._field,
            _PE.PE_FrameLineEdit: self._field_line,
            _PE.PE_IndicatorCheckBox: self._check_box,
            _PE.PE_PanelButtonTool: self._tool_ground,
            _PE.PE_FrameFocusRect: self._no_focus_rect,
            _PE.PE_PanelScrollAreaCorner: self._corner,
            _PE.PE_PanelItemViewRow: self._no_row,
        }

    def drawControl(
        self, element: _CE, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        draw = self._controls.get(element)
        if draw is None:
            super().drawControl(element, option, painter, widget)
        else:
            draw(option, painter, widget)

    def drawPrimitive(
        self, element: _PE, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        draw = self._primitives.get(element)
        if draw is None:
            super().drawPrimitive(element, option, painter, widget)
        else:
            draw(option, painter, widget)

    def drawComplexControl(
        self, control: _CC, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if control is _CC.CC_ScrollBar:
            self._scroll_bar(cast(QStyleOptionSlider, option), painter)
        elif control is _CC.CC_ComboBox and not cast(QStyleOptionComboBox, option).editable:
            self._combo(cast(QStyleOptionComboBox, option), painter, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def pixelMetric(
        self, metric: _PM, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        own = _METRICS.get(metric)
        return own if own is not None else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: _SH,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt's name
    ) -> int:
        if hint in {_SH.SH_EtchDisabledText, _SH.SH_DitherDisabledText, _SH.SH_UnderlineShortcut}:
            return 0
        if hint is _SH.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)

    def sizeFromContents(
        self, kind: _CT, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        if kind is _CT.CT_PushButton:
            button = cast(QStyleOptionButton, option)
            width = metrics("control").horizontalAdvance(button.text) + 24
            if not button.icon.isNull():
                width += 22 if button.text else 4
            return QSize(max(int(width + 0.5), _CONTROL_HEIGHT), _CONTROL_HEIGHT)
        made = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if kind is _CT.CT_ComboBox:
            return QSize(made.width() + 24, _CONTROL_HEIGHT)
        if kind is _CT.CT_LineEdit:
            return QSize(made.width(), _FIELD_HEIGHT)
        if kind is _CT.CT_HeaderSection:
            return QSize(made.width(), _HEAD_HEIGHT)
        if kind is _CT.CT_MenuItem:
            return QSize(made.width() + 8, max(made.height(), 24))
        return made

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        rect = super().subElementRect(element, option, widget)  # type: ignore[arg-type]
        if element is QStyle.SubElement.SE_LineEditContents:
            return rect.adjusted(4, 0, -4, 0)
        return rect

    def subControlRect(
        self, control: _CC, option: QStyleOptionComplex, part: _SC, widget: QWidget | None = None
    ) -> QRect:
        if control is _CC.CC_ScrollBar:
            bar = cast(QStyleOptionSlider, option)
            if part in {_SC.SC_ScrollBarAddLine, _SC.SC_ScrollBarSubLine}:
                return QRect()
            return self._scroll_part(bar, part)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]

    # Buttons

    def _button_ground(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        theme = self._look.theme
        variant = variant_of(widget)
        state = option.state
        on = bool(state & _State.State_Enabled)
        down = bool(state & (_State.State_Sunken | _State.State_On))
        over = on and bool(state & _State.State_MouseOver)
        fill: QColor | None = theme.panel
        line: QColor | None = theme.line
        if variant == "primary" and on:
            fill = theme.accent_pressed if down else theme.accent_hover if over else theme.accent
            line = None
        elif variant == "danger" and on:
            fill = theme.negative_soft if over or down else theme.panel
            line = theme.negative if down else theme.line
        elif variant == "bare":
            fill = theme.accent_soft if down else theme.hover if over else None
            line = None
        elif on and (down or over):
            fill = theme.accent_soft if down else theme.hover
        box(painter, option.rect, 5, fill, line)

    def _button_label(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        button = cast(QStyleOptionButton, option)
        theme = self._look.theme
        variant = variant_of(widget)
        ink = theme.text
        if not button.state & _State.State_Enabled:
            ink = theme.text_disabled
        elif variant == "primary":
            ink = theme.on_accent
        elif variant == "danger":
            ink = theme.negative
        face = font("control")
        text_width = metrics("control").horizontalAdvance(button.text) if button.text else 0.0
        icon_width = 0 if button.icon.isNull() else 16
        gap = 6 if icon_width and text_width else 0
        left = button.rect.x() + (button.rect.width() - icon_width - gap - text_width) / 2
        if icon_width:
            place = QRect(int(left + 0.5), button.rect.center().y() - 7, 16, 16)
            mode = QIcon.Mode.Normal if button.state & _State.State_Enabled else QIcon.Mode.Disabled
            button.icon.paint(painter, place, mode=mode)
        rect = button.rect.adjusted(int(left + icon_width + gap - button.rect.x() + 0.5), 0, 0, 0)
        words(painter, rect, button.text.replace("&", ""), ink, face)

    def _tool_ground(self, option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
        theme = self._look.theme
        if not option.state & _State.State_Enabled:
            return
        if option.state & (_State.State_Sunken | _State.State_On):
            box(painter, option.rect, 5, theme.accent_soft)
        elif option.state & _State.State_MouseOver:
            box(painter, option.rect, 5, theme.hover)

    def _focus_ring(self, option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
        theme = self._look.theme
        box(painter, option.rect, 7, None, theme.focus, theme.focus_width)

    def _no_focus_rect(self, _option: QStyleOption, _painter: QPainter, _widget: QWidget | None) -> None:
        """Focus is shown by the ring, by the field's border or by the table's own outline."""

    def _no_row(self, _option: QStyleOption, _painter: QPainter, _widget: QWidget | None) -> None:
        """Rows are painted by the table's delegate."""

    # Fields

    def _field(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        box(painter, option.rect, 4, self._look.theme.panel)
        self._field_line(option, painter, widget)

    def _field_line(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        if widget is not None and widget.property("bare"):
            return
        theme = self._look.theme
        fault = widget is not None and bool(widget.property("fault"))
        if option.state & _State.State_HasFocus:
            box(painter, option.rect, 4, None, theme.negative if fault else theme.focus, 2)
        else:
            on = bool(option.state & _State.State_Enabled)
            line = theme.negative if fault else theme.line_strong if on else theme.line
            box(painter, option.rect, 4, None, line)

    def _check_box(self, option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
        draw_check_box(painter, option.rect, self._look, on=bool(option.state & _State.State_On))

    def _combo(self, option: QStyleOptionComboBox, painter: QPainter, widget: QWidget | None) -> None:
        theme = self._look.theme
        on = bool(option.state & _State.State_Enabled)
        over = on and bool(option.state & _State.State_MouseOver)
        focused = bool(option.state & _State.State_HasFocus) and bool(
            option.state & _State.State_KeyboardFocusChange
        )
        form = widget is not None and bool(widget.property("form"))
        line = theme.focus if focused else theme.line_strong if form else theme.line
        box(
            painter,
            option.rect,
            4 if form else 5,
            theme.hover if over else theme.panel,
            line,
            2 if focused else 1,
        )
        centre = QPointF(option.rect.right() - 13, option.rect.center().y() + 0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.text_2 if on else theme.text_disabled, 1.4))
        painter.drawPolyline(
            QPolygonF([centre + QPointF(-3.5, -1.5), centre + QPointF(0, 2), centre + QPointF(3.5, -1.5)])
        )
        painter.restore()

    def _combo_label(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        combo = cast(QStyleOptionComboBox, option)
        theme = self._look.theme
        form = widget is not None and bool(widget.property("form"))
        ink = theme.text if combo.state & _State.State_Enabled else theme.text_disabled
        face = font("body" if form else "control")
        words(painter, combo.rect.adjusted(10, 0, -24, 0), combo.currentText, ink, face)

    # Scroll bars

    def _scroll_part(self, bar: QStyleOptionSlider, part: _SC) -> QRect:
        rect = bar.rect
        along = rect.width() if bar.orientation is Qt.Orientation.Horizontal else rect.height()
        span = bar.maximum - bar.minimum
        length = along
        if span > 0:
            length = min(max(int(along * bar.pageStep / (span + bar.pageStep)), 28), along)
        start = self.sliderPositionFromValue(
            bar.minimum, bar.maximum, bar.sliderPosition, along - length, bar.upsideDown
        )
        first, size = {
            _SC.SC_ScrollBarSlider: (start, length),
            _SC.SC_ScrollBarSubPage: (0, start),
            _SC.SC_ScrollBarAddPage: (start + length, along - start - length),
        }.get(part, (0, along))
        if bar.orientation is Qt.Orientation.Horizontal:
            return QRect(rect.x() + first, rect.y(), size, rect.height())
        return QRect(rect.x(), rect.y() + first, rect.width(), size)

    def _scroll_bar(self, bar: QStyleOptionSlider, painter: QPainter) -> None:
        theme = self._look.theme
        painter.fillRect(bar.rect, theme.panel)
        if bar.maximum <= bar.minimum:
            return
        held = bar.activeSubControls == _SC.SC_ScrollBarSlider and bool(
            bar.state & (_State.State_Sunken | _State.State_MouseOver)
        )
        handle = self._scroll_part(bar, _SC.SC_ScrollBarSlider).adjusted(2, 2, -2, -2)
        box(painter, handle, 3, blend(theme.line_strong, theme.panel, 0.8 if held else 0.5))

    def _corner(self, option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
        painter.fillRect(option.rect, self._look.theme.panel)

    # Heads and progress

    def _head_ground(self, option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
        theme = self._look.theme
        painter.fillRect(option.rect, theme.sunken)
        hairline(painter, option.rect.x(), option.rect.right() + 1, option.rect.bottom(), theme.line)

    def _head(self, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        self._head_ground(option, painter, widget)
        head = cast(QStyleOptionHeader, option)
        theme = self._look.theme
        right = bool(head.textAlignment & Qt.AlignmentFlag.AlignRight)
        sorted_up = head.sortIndicator is QStyleOptionHeader.SortIndicator.SortUp
        sorted_here = head.sortIndicator is not QStyleOptionHeader.SortIndicator.None_
        rect = head.rect.adjusted(_CELL_PAD, 0, -_CELL_PAD, -1)
        ink = theme.text if sorted_here else theme.text_2
        face = font("label")
        sign = 12 if sorted_here else 0
        text = metrics("label").elidedText(
            head.text, Qt.TextElideMode.ElideRight, max(rect.width() - sign, 0) + 0.5
        )
        if right:
            words(painter, rect.adjusted(0, 0, -sign, 0), text, ink, face, RIGHT)
            x = rect.right() - 4.0
        else:
            words(painter, rect, text, ink, face, LEFT)
            x = rect.x() + metrics("label").horizontalAdvance(text) + 8.0
        if sorted_here:
            y, bend = rect.center().y() + 1.0, -1.5 if sorted_up else 1.5
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, 1.2))
            painter.drawPolyline(
                QPolygonF([QPointF(x - 3, y - bend), QPointF(x, y + bend), QPointF(x + 3, y - bend)])
            )
            painter.restore()

    def _progress(self, option: QStyleOption, painter: QPainter, _widget: QWidget | None) -> None:
        bar = cast(QStyleOptionProgressBar, option)
        span = max(bar.maximum - bar.minimum, 1)
        rect = QRect(bar.rect.x(), bar.rect.center().y() - 1, bar.rect.width(), 4)
        draw_progress(painter, rect, self._look, (bar.progress - bar.minimum) / span)


def variant_of(widget: QWidget | None) -> str:
    """Return which of the four button looks a widget asks for."""
    name = widget.property("variant") if widget is not None else None
    if isinstance(name, str):
        return name
    return "outline" if isinstance(widget, QPushButton) else "bare"


def draw_check_box(painter: QPainter, rect: QRect, look: Look, *, on: bool) -> None:
    """Draw a 14 px check box in the middle of `rect`."""
    theme = look.theme
    square = QRect(rect.center().x() - 6, rect.center().y() - 6, _CHECK, _CHECK)
    if not on:
        box(painter, square, 2.5, theme.panel, theme.line_strong)
        return
    box(painter, square, 2.5, theme.accent)
    painter.drawPixmap(square.adjusted(1, 1, -1, -1), look.pixmap("check", theme.on_accent, 12))


def draw_progress(painter: QPainter, rect: QRect, look: Look, share: float) -> None:
    """Draw a progress line that is `share` full, 0 to 1."""
    theme = look.theme
    painter.fillRect(rect, theme.neutral_soft)
    done = rect.adjusted(0, 0, -round(rect.width() * (1 - min(max(share, 0.0), 1.0))), 0)
    painter.fillRect(done, theme.accent_text)
