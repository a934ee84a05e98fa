"""The language of the program: which translation is put on, and the locale that goes with it."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from revroute_desktop.resources import resource_path

CHOICES = ("system", "en", "de")
_LANGUAGES = {"en": QLocale.Language.English, "de": QLocale.Language.German}


def put_on(app: QCoreApplication, choice: str) -> QLocale:
    """Translate the program from now on, as `choice` of `CHOICES` says, and return the locale it writes in.

    Comes before the window is made: what is made already keeps its words. A system whose language is not
    spoken here gets English.
    """
    locale = locale_of(choice, QLocale.system())
    QLocale.setDefault(locale)
    if locale.language() is QLocale.Language.German:
        _install(app, "qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _install(app, "revroute_de", str(resource_path("translations")))
    return locale


def locale_of(choice: str, system: QLocale) -> QLocale:
    """Return the locale of a choice: the system's own where it speaks that language, with its territory."""
    if choice not in _LANGUAGES:
        return system if system.language() in _LANGUAGES.values() else QLocale(QLocale.Language.English)
    language = _LANGUAGES[choice]
    return system if system.language() is language else QLocale(language)


def _install(app: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(app)
    if translator.load(name, folder):
        app.installTranslator(translator)
