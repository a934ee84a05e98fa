"""`WhyPage`: the answer to "why 41.17?": the waterfall, what a cap did, and the facts behind it."""

from dataclasses import dataclass

from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.console.widgets.parts import Facts, Note, Words
from revroute_desktop.console.widgets.surfaces import Column, Line
from revroute_desktop.console.widgets.waterfall import Fall, Waterfall


@dataclass(frozen=True, slots=True)
class Why:
    """What the page says. `falls` begins after the gross amount."""

    question: str
    answer: str
    gross: Fall
    falls: tuple[Fall, ...]
    note: str = ""
    facts: tuple[tuple[str, str], ...] = ()


class WhyPage(Column):
    """Shows one `Why`, or a sentence why there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, gap=10)
        self._question = Words(look, role="hero")
        self._answer = Words(look, role="table", tone=Tone.SECOND, wrap=True)
        self._fall = Waterfall(look)
        self._note = Note(look)
        self._facts = Facts(look)
        self._line = Line(look)
        for widget in (self._question, self._answer, self._line, self._fall, self._note, self._facts):
            self.add(widget)

    def show_why(self, why: Why) -> None:
        """Show an explanation."""
        self._question.say(why.question)
        self._answer.say(why.answer)
        self._fall.show_falls(why.gross, why.falls)
        self._note.say(why.note)
        self._facts.show_facts(list(why.facts))
        self._show(True)

    def show_none(self, sentence: str) -> None:
        """Say why there is nothing to explain."""
        self._question.say("")
        self._answer.say(sentence)
        self._note.say("")
        self._facts.show_facts([])
        self._show(False)

    def _show(self, on: bool) -> None:
        for widget in (self._question, self._line, self._fall, self._facts):
            widget.setVisible(on)
