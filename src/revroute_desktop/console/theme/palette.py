"""The theme's colours in the roles that Qt's own widgets ask for."""

from PySide6.QtGui import QColor, QPalette

from revroute_desktop.console.theme.tokens import Theme

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def build_palette(theme: Theme) -> QPalette:
    """Return the application palette of a theme."""
    palette = QPalette()
    roles: dict[QPalette.ColorRole, QColor] = {
        _Role.Window: theme.canvas,
        _Role.Base: theme.panel,
        _Role.AlternateBase: theme.sunken,
        _Role.ToolTipBase: theme.raised,
        _Role.ToolTipText: theme.text,
        _Role.Button: theme.panel,
        _Role.Text: theme.text,
        _Role.WindowText: theme.text,
        _Role.ButtonText: theme.text,
        _Role.PlaceholderText: theme.text_3,
        _Role.Highlight: theme.selection,
        _Role.HighlightedText: theme.selection_text,
        _Role.Accent: theme.accent,
        _Role.Link: theme.accent_text,
        _Role.LinkVisited: theme.accent_text,
        _Role.BrightText: theme.negative,
        _Role.Light: theme.raised,
        _Role.Midlight: theme.line_hair,
        _Role.Mid: theme.line,
        _Role.Dark: theme.line_strong,
        _Role.Shadow: theme.text,
    }
    for role, colour in roles.items():
        palette.setColor(role, colour)
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText, _Role.HighlightedText):
        palette.setColor(_Group.Disabled, role, theme.text_disabled)
    palette.setColor(_Group.Inactive, _Role.Highlight, theme.selection_inactive)
    return palette
