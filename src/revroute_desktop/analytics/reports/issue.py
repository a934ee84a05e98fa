"""What every report is made with, and the document that comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.reports.seal import Seal, foot_of, seal_section
from revroute_desktop.analytics.reports.template import Template
from revroute_desktop.analytics.reports.words import instant_words
from revroute_desktop.documents.model import Document, Section


@dataclass(frozen=True, slots=True)
class Issue:
    """One report to be made: its period, when (`now`, microseconds UTC), under which state of the log, from
    the file of which name (`workspace`), and as the template has it.
    """

    period: Period
    now: int
    seal: Seal
    workspace: str
    template: Template = field(default_factory=Template)

    def document(
        self, title: str, facts: tuple[tuple[str, str], ...], sections: Sequence[Section]
    ) -> Document:
        """Return the document, which ends with how it is checked, and says where its period is not over."""
        period = self.period
        zone = period.zone
        return Document(
            title=title,
            facts=facts,
            sections=(*sections, seal_section(self.seal, self.workspace, zone)),
            letterhead=self.template.letterhead,
            chip=f"Not over yet: as of {instant_words(self.now, zone)}" if period.end > self.now else "",
            foot=foot_of(self.seal, zone),
        )
