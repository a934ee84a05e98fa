"""The console speaks English and German, and nothing that a person reads bypasses the translation."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from tests.gui.conftest import Desk
from tests.gui.tool import ROOT, translations

from revroute_desktop.analytics.effects import Effects
from revroute_desktop.analytics.metrics.catalogue import METRICS, metric_named
from revroute_desktop.analytics.why import Contribution, EffectKind, Reason, Why
from revroute_desktop.analytics.why_words import sentence
from revroute_desktop.console.actions import ACTIONS, MENUS
from revroute_desktop.console.books.period import day_range
from revroute_desktop.console.format import THIN_SPACE, date_words, grouped
from revroute_desktop.console.language import CHOICES, locale_of
from revroute_desktop.console.pages.settings_view import SettingsView
from revroute_desktop.console.panes.analytics.why_words import contribution_words
from revroute_desktop.console.panes.analytics.words import metric_formula
from revroute_desktop.console.panes.routing.models import size_text
from revroute_desktop.console.session import Session, load_session, save_session
from revroute_desktop.console.translate import tr, within
from revroute_desktop.resources import resource_path

TS = resource_path("translations", "revroute_de.ts")
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """One text with what German says for it: one form, or two for counts."""

    source: str
    forms: tuple[str, ...]


def german() -> list[Said]:
    """What is translated; what is not yet is the matter of a test of its own."""
    made = []
    for message in ET.parse(TS).iter("message"):
        translation = message.find("translation")
        assert translation is not None
        if translation.get("type") is not None:
            continue
        forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        made.append(Said(message.findtext("source") or "", tuple(forms)))
    return made


@pytest.fixture
def in_german(qapp: QApplication) -> Iterator[None]:
    """The program's translation put on for one test."""
    translator, before = QTranslator(), QLocale()
    assert translator.load(str(TS.with_suffix(".qm")))
    qapp.installTranslator(translator)
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    yield
    QLocale.setDefault(before)
    QCoreApplication.removeTranslator(translator)


def test_german_has_every_text_of_the_console_and_no_other() -> None:
    wrong = translations.check(TS, translations.collected())
    assert not wrong, f"{wrong}; run `make translations` and translate what is unfinished"


def test_the_compiled_translation_is_what_lrelease_makes_of_the_text(tmp_path: Path) -> None:
    translations.release(TS, tmp_path / "revroute_de.qm")
    assert (tmp_path / "revroute_de.qm").read_bytes() == TS.with_suffix(".qm").read_bytes()


def test_a_translation_has_the_places_of_its_source() -> None:
    for said in german():
        places = sorted(_PLACE.findall(said.source))
        *singular, last = said.forms
        assert sorted(_PLACE.findall(last)) == places, said
        assert all(set(_PLACE.findall(form)) <= set(places) for form in singular), said
        assert all(form.strip() for form in said.forms), said


def test_a_translation_keeps_spaces_at_its_ends_and_patterns_of_files() -> None:
    for said in german():
        for form in said.forms:
            assert form[:1].isspace() == said.source[:1].isspace(), said
            assert form[-1:].isspace() == said.source[-1:].isspace(), said
            assert re.findall(r"\*\.\w+", form) == re.findall(r"\*\.\w+", said.source), said


def test_no_two_entries_of_a_menu_share_a_name_or_a_shortcut(in_german: None) -> None:
    for menu in MENUS:
        mine = [spec for spec in ACTIONS if spec.menu == menu]
        titles = [tr(spec.title) for spec in mine]
        keys = [spec.keys for spec in mine if spec.keys]
        assert len(set(titles)) == len(titles), menu
        assert len(set(keys)) == len(keys), menu
        assert not [title for title in titles if "&" in title], "a letter of its own in a menu is not used"


def test_texts_counts_dates_and_numbers_are_german(in_german: None) -> None:
    assert tr("Settings") == "Einstellungen"
    assert tr("{n} accounts", one="{n} account", n=1) == "1 Konto"
    assert tr("{n} accounts", one="{n} account", n=7) == "7 Konten"
    assert date_words(date(2026, 10, 28)) == "28. Okt. 2026"
    assert day_range(date(2026, 10, 19), date(2026, 10, 28)).title == "19. bis 28. Okt. 2026"
    assert grouped(1_234_567) == "1.234.567"
    assert size_text(12_698_000) == "12,1 MiB"
    assert within(tr("Events")) == "Ereignisse"


EFFECTS = Effects(Fraction(-123_450), Fraction(23_450))
MORE = Reason(EffectKind.VOLUME, EFFECTS.extent), Reason(EffectKind.VALUE, EFFECTS.level)
POINT = Fraction(1, 100)
RATE = (
    Reason(EffectKind.MIX, Fraction(0)),
    Reason(EffectKind.RATE, POINT, (Fraction(3, 100), Fraction(1, 20))),
)


def why_of(metric: str, currency: str | None) -> Why:
    return Why(metric_named(metric), "country", currency, Fraction(0), Fraction(0), ())


def gross_of(key: str) -> Contribution:
    return Contribution(key, Fraction(1), Fraction(2), EFFECTS, Fraction(-1, 4), MORE)


def rate_of(key: str) -> Contribution:
    return Contribution(key, None, None, Effects(Fraction(0), POINT), Fraction(1), RATE)


def test_why_a_metric_changed_and_what_it_is_made_of_is_german(in_german: None) -> None:
    assert _spaced(contribution_words(why_of("gross", "EUR"), gross_of("DE"))) == (
        "DE senkt den Wert um 1.000,00 EUR, 25 % gegen die Änderung: −1.234,50 EUR durch die Anzahl, "
        "+234,50 EUR durch die Höhe der einzelnen."
    )
    assert _spaced(contribution_words(why_of("refund_rate", "EUR"), rate_of(""))) == (
        "unbekannt erhöht den Wert um 1,00 Prozentpunkte, 100 % der Änderung: +0,00 Prozentpunkte durch das "
        "Gewicht, +1,00 Prozentpunkte durch den eigenen Wert, von 3,00 % auf 5,00 %."
    )
    formulas = {metric.name: metric_formula(metric) for metric in METRICS}
    assert formulas["refund_rate"] == "Erstattungen ÷ Bruttoumsatz, nach Betrag"
    assert not [metric.name for metric in METRICS if formulas[metric.name] == metric.formula]


@pytest.mark.parametrize(
    ("metric", "currency", "one"), [("gross", "EUR", gross_of("DE")), ("refund_rate", "EUR", rate_of("DE"))]
)
def test_the_window_and_the_terminal_say_the_same_of_a_change(
    metric: str, currency: str, one: Contribution
) -> None:
    why = why_of(metric, currency)
    said = _spaced(contribution_words(why, one))
    assert said.replace(" %", "%") == sentence(why, one).replace(" %", "%")


def _spaced(text: str) -> str:
    return text.replace(THIN_SPACE, " ")


def test_english_needs_no_translation() -> None:
    assert tr("{n} accounts", one="{n} account", n=1) == "1 account"
    assert tr("{n} accounts", one="{n} account", n=7) == "7 accounts"
    assert tr("Open {name}", name="a {b}") == "Open a {b}"
    assert within("Events") == "events"


@pytest.mark.parametrize(
    ("choice", "system", "locale"),
    [
        ("system", "de_AT", "de_AT"),
        ("system", "en_IE", "en_IE"),
        ("system", "fr_FR", "en_US"),
        ("de", "de_CH", "de_CH"),
        ("de", "en_GB", "de_DE"),
        ("en", "de_DE", "en_US"),
        ("unknown", "de_DE", "de_DE"),
    ],
)
def test_the_locale_follows_the_language_and_where_it_can_the_system(
    choice: str, system: str, locale: str
) -> None:
    assert locale_of(choice, QLocale(system)).name() == locale


def test_the_language_is_chosen_in_the_settings_and_kept(desks: Callable[..., Desk], tmp_path: Path) -> None:
    desk = desks()
    desk.begin(None)
    desk.window.actions_of_window.do("settings.open")
    settings = desk.window.findChild(SettingsView)
    assert settings is not None
    assert [settings.language.itemText(at) for at in range(3)] == ["As the system", "English", "Deutsch"]
    settings.language.setCurrentIndex(CHOICES.index("de"))
    settings.language.activated.emit(CHOICES.index("de"))
    kept = tmp_path / "console.json"
    save_session(kept, desk.console.session)
    assert load_session(kept).language == "de"
    assert Session().language == "system"


def test_the_program_starts_in_german_with_qts_own_words(tmp_path: Path) -> None:
    asks = (
        "import json, sys\n"
        "from PySide6.QtWidgets import QDialogButtonBox\n"
        "from revroute_desktop.console.app import make_application\n"
        "from revroute_desktop.console.language import put_on\n"
        "from revroute_desktop.console.translate import tr\n"
        "app = make_application(['test'])\n"
        "locale = put_on(app, 'de')\n"
        "box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)\n"
        "cancel = box.button(QDialogButtonBox.StandardButton.Cancel).text()\n"
        "print(json.dumps([locale.name(), tr('Settings'), cancel]))\n"
    )
    said = _run([sys.executable, "-c", asks], tmp_path)
    assert json.loads(said) == ["de_DE", "Einstellungen", "Abbrechen"]


@pytest.mark.longest
def test_everything_that_is_read_went_through_translation_and_fits(books_file: Path, tmp_path: Path) -> None:
    found = json.loads(_run([sys.executable, "-m", "tests.gui.pseudo", str(books_file)], tmp_path))
    assert not found["untranslated"], json.dumps(found["untranslated"], ensure_ascii=False, indent=1)
    assert not found["cut"], json.dumps(found["cut"], ensure_ascii=False, indent=1)


def _run(arguments: list[str], folder: Path) -> str:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "REVROUTE_STATE_DIR": str(folder / "state"),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    done = subprocess.run(
        arguments, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=180
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout
