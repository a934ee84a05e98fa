"""The words of the console: English in the code, in the chosen language on the screen.

`make translations` collects what is marked here and keeps `resources/translations` by Qt's own tools.
"""

from PySide6.QtCore import QCoreApplication, QLocale

CONTEXT = "Console"


def tr(text: str, /, about: str = "", *, n: int = -1, one: str = "", **values: object) -> str:
    """Return a text in the chosen language, with the values of its named places: `tr("Open {name}",
    name=name)`.

    `text` is a literal, or a constant that `later` marked. `about` tells equal English texts apart. For a
    count give the number and the English singular: `tr("{n} jobs", one="{n} job", n=count)`; `{n}` is the
    bare number, so a count that may be large has a place of its own, written as the locale has it.
    """
    said = QCoreApplication.translate(CONTEXT, text, about or None, n)
    if n == 1 and one and said == text:
        said = one
    if n >= 0:
        return said.format(n=n, **values)
    return said.format(**values) if values else said


def later(text: str, /, about: str = "") -> str:
    """Mark a constant for translation and return it as it is; whoever shows it calls `tr` on it."""
    del about
    return text


def within(title: str) -> str:
    """Return a title as it stands within a sentence: German nouns keep their capitals, English ones don't."""
    return title if QLocale().language() is QLocale.Language.German else title.lower()
