"""The look: tokens read once, a palette, a style, fonts and icons."""
