"""The filter field: chips that go off and are not lost, faults that keep the last good filter, completion."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.filter_chips import FilterHelp, chip_words
from revroute_desktop.console.widgets.filter_field import FilterField
from revroute_desktop.routing.event_fields import EVENT_FIELDS
from revroute_desktop.workspace.filters.language import read

# The completion's popup asks for things that the offscreen platform does not have.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def field(look: Look, qtbot: QtBot) -> Iterator[FilterField]:
    made = FilterField(look, EVENT_FIELDS)
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.clear()


@pytest.fixture
def sent(field: FilterField) -> list[str]:
    made: list[str] = []
    field.filtered.connect(made.append)
    return made


def write(qtbot: QtBot, field: FilterField, text: str) -> None:
    field._edit.setFocus()
    qtbot.keyClicks(field._edit, text)


def test_what_is_typed_filters_after_a_pause_and_becomes_chips_by_enter(
    qtbot: QtBot, field: FilterField, sent: list[str]
) -> None:
    write(qtbot, field, "kind:refund amount<0")
    qtbot.waitUntil(lambda: sent == ["kind:refund amount<0"])
    assert field._row.chips == []
    qtbot.keyClick(field._edit, Qt.Key.Key_Return)
    assert [chip.text() for chip in field._row.chips] == ["kind:refund", "amount<0"]
    assert field._edit.text() == ""
    assert sent == ["kind:refund amount<0"]


def test_a_chip_goes_off_and_on_without_being_lost(qtbot: QtBot, field: FilterField, sent: list[str]) -> None:
    field.set_text("kind:refund -country:DE")
    qtbot.mouseClick(field._row.chips[1], Qt.MouseButton.LeftButton, pos=field._row.chips[1].rect().center())
    qtbot.waitUntil(lambda: sent == ["kind:refund ~-country:DE"])
    assert "switched off" in field._row.chips[1].accessibleName()
    qtbot.keyClick(field._row.chips[1], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: sent[-1] == "kind:refund -country:DE")
    qtbot.keyClick(field._row.chips[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: sent[-1] == "-country:DE")


def test_a_fault_marks_its_place_and_keeps_the_last_good_filter(
    qtbot: QtBot, field: FilterField, sent: list[str]
) -> None:
    field.set_text("kind:refund")
    write(qtbot, field, "amount>much")
    qtbot.waitUntil(lambda: bool(field.fault))
    assert field.fault == "In amount, a number is expected, such as 100 or 19.90."
    assert (field._edit.fault.start, field._edit.fault.end) == (7, 11)
    assert (field.text, sent) == ("kind:refund", [])
    qtbot.keyClick(field._edit, Qt.Key.Key_Return)
    assert field._edit.text() == "amount>much"


def test_backspace_in_an_empty_line_brings_the_last_chip_back_to_be_typed(
    qtbot: QtBot, field: FilterField, sent: list[str]
) -> None:
    field.set_text("kind:refund source:shop")
    field._edit.setFocus()
    qtbot.keyClick(field._edit, Qt.Key.Key_Backspace)
    assert field._edit.text() == "source:shop"
    write(qtbot, field, "-a")
    qtbot.waitUntil(lambda: sent[-1:] == ["kind:refund source:shop-a"])


def test_fields_and_values_are_offered_and_asked_for_once(qtbot: QtBot, field: FilterField) -> None:
    asked: list[str] = []
    field.values_wanted.connect(asked.append)
    write(qtbot, field, "sou")
    assert field._edit.offers.item(0).text().startswith("source:")
    field._edit.insert_offer(field._edit.offers.index(0, 0))
    assert field._edit.text() == "source:"
    assert asked == ["source"]
    field.put_values("source", ("shop-a", "shop b"))
    assert [field._edit.offers.item(i).text() for i in range(2)] == ["shop-a", '"shop b"']
    field._edit.insert_offer(field._edit.offers.index(1, 0))
    assert field._edit.text() == 'source:"shop b"'
    assert asked == ["source"]
    field._edit.popup.hide()


def test_chips_that_do_not_fit_stand_in_a_menu(qtbot: QtBot, field: FilterField) -> None:
    field.set_text(" ".join(f"source:shop-{number}" for number in range(20)))
    field.resize(500, 60)
    hidden = [chip for chip in field._row.chips if not chip.isVisible()]
    assert hidden and field._row.more.isVisible()
    assert field._row.more.text() == f"{len(hidden)} more"


def test_a_filter_that_cannot_be_read_any_more_stands_as_typed(field: FilterField) -> None:
    field.set_text("colour:red")
    assert field._edit.text() == "colour:red"
    assert field.text == "" and field.fault


def test_help_lists_every_field_with_an_example_that_can_be_read(look: Look, qtbot: QtBot) -> None:
    popup = FilterHelp(look, EVENT_FIELDS, None)
    picked: list[str] = []
    popup.picked.connect(picked.append)
    for known in EVENT_FIELDS.fields:
        assert read(known.example, EVENT_FIELDS)[0].name == known.name
        assert popup.findChild(object, known.example) is not None
    popup.findChild(object, "amount>100").click()
    assert picked == ["amount>100"]
    popup.deleteLater()


def test_a_chip_says_its_condition_in_words() -> None:
    def says(text: str) -> tuple[str, str]:
        return chip_words(read(text, EVENT_FIELDS)[0])

    assert says("-country:DE,FR") == ("country", "not DE, FR")
    assert says("amount>=100") == ("amount", ">= 100")
    assert says("at:2026-01..2026-03") == ("at", "2026-01 to 2026-03")
    assert says("kind!=sale") == ("kind", "not sale")
    assert says('"two words"') == ("text", "two words")
