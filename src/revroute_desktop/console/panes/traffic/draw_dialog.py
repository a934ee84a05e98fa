"""Drawing a scenario from one's own traffic: how many times its rates, and in how many minutes."""

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.translate import tr
from revroute_desktop.console.widgets.dialog import Dialog
from revroute_desktop.console.widgets.number_field import NumberField
from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.from_traffic import Wish, draw_scenario
from revroute_desktop.traffic.load.model import Target
from revroute_desktop.traffic.load.scenario_faults import ScenarioError
from revroute_desktop.traffic.load.scenario_file import parse_scenario
from revroute_desktop.workspace import Sql

_EVER = 1 << 62  # microseconds, further than any log reaches
_FACTOR_MOST = 1_000_000.0
_DAY_MINUTES = 1_440


@dataclass(frozen=True, slots=True)
class DrawAsked:
    """How many times the rates of the traffic, and how long the busiest day takes, in minutes."""

    factor: float
    minutes: int


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A scenario's text, or why there is none."""

    text: str = ""
    fault: str = ""


class DrawDialog(Dialog):
    """Asks for factor and minutes; the presenter draws aside."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(
            look,
            parent,
            tr("Draw from traffic"),
            tr(
                "The load follows the busiest day of the imported logs: when its visitors came, and which "
                "pages they asked for. Bots are left out."
            ),
            tr("Draw"),
            "traffic",
        )
        self.factor = QLineEdit("1")
        self.field(tr("Times the rates of the traffic"), self.factor)
        self.minutes = NumberField(1, _DAY_MINUTES)
        self.minutes.put(10)
        self.field(tr("The day takes, in minutes"), self.minutes)

    @property
    def asked(self) -> DrawAsked | None:
        """What the form says; None where the factor is no number above 0."""
        try:
            factor = float(self.factor.text().strip().replace(",", "."))
        except ValueError:
            return None
        return DrawAsked(factor, self.minutes.value) if 0 < factor <= _FACTOR_MOST else None

    def problem(self) -> str:
        return "" if self.asked else tr("Write the factor as a number above 0, such as 3 or 0.5.")


def drawn_text(sql: Sql, zone: str, target: Target, asked: DrawAsked) -> DrawnText:
    """Draw a scenario from all traffic of a workspace. Runs aside."""
    wish = Wish(target, -_EVER, _EVER, factor=asked.factor, seconds=asked.minutes * 60.0)
    try:
        drawn = draw_scenario(sql, zone, wish)
        parse_scenario(drawn.text)
    except ScenarioError as error:
        return DrawnText(fault=error.faults[0].text)
    except UserError as error:
        return DrawnText(fault=str(error))
    return DrawnText(drawn.text)
