"""What is wrong with a plan, and where: findings by line, route and step, and the error with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from revroute_desktop.errors import UserError

FINDINGS_SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a plan. `message` is a predicate: what is said of the step, the route or the plan."""

    line: int
    message: str
    route: str | None = None
    step: str | None = None

    @property
    def text(self) -> str:
        """The finding as a sentence, such as "Line 54: tips, step fee, can take more than the event." """
        if self.route is None:
            subject = "the plan"
        elif self.step is None:
            subject = f"route {self.route}"
        else:
            subject = f"{self.route}, step {self.step},"
        return f"Line {self.line}: {subject} {self.message}"


class PlanError(UserError):
    """A plan that cannot be used; `findings` are in the order of their lines."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings, key=lambda finding: finding.line)
        lines = [finding.text for finding in self.findings[:FINDINGS_SHOWN_MAX]]
        if len(self.findings) > FINDINGS_SHOWN_MAX:
            lines.append(f"{len(self.findings) - FINDINGS_SHOWN_MAX} more lines are at fault.")
        super().__init__("\n".join(lines))
