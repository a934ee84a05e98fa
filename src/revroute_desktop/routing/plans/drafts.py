"""Drafts of plans: texts on the desk, as far as somebody has written them."""

from dataclasses import dataclass

from revroute_desktop.errors import UserError
from revroute_desktop.routing.plans.text import TEXT_BYTES_MAX
from revroute_desktop.workspace import Workspace

NAME_LENGTH_MAX = 80


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """One draft; `changed_at` is microseconds UTC."""

    name: str
    text: str
    changed_at: int


def save_draft(workspace: Workspace, name: str, text: str) -> PlanDraft:
    """Keep a text as the draft of a name, in place of an older one; it need not be a plan yet.

    Raises UserError for a name that is empty or too long, or a text beyond 1 MiB.
    """
    if not name.strip() or len(name) > NAME_LENGTH_MAX:
        raise UserError(f"A draft needs a name of 1 to {NAME_LENGTH_MAX} characters.")
    if len(text.encode(errors="surrogatepass")) > TEXT_BYTES_MAX:
        raise UserError(
            f"The draft {name!r} is longer than 1 MiB. A plan is written by hand; check the text."
        )
    draft = PlanDraft(name, text, workspace.clock())
    with workspace.desk() as desk:
        desk.sql.execute(
            "INSERT INTO desk_plan_draft (name, text, changed_at) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (name) DO UPDATE SET text = ?2, changed_at = ?3",
            (draft.name, draft.text, draft.changed_at),
        )
    return draft


def load_draft(workspace: Workspace, name: str) -> PlanDraft:
    """Return the draft of a name; raises UserError when there is none."""
    with workspace.read() as session:
        row = session.sql.execute(
            "SELECT name, text, changed_at FROM desk_plan_draft WHERE name = ?", (name,)
        ).fetchone()
    if row is None:
        raise UserError(f"There is no draft {name[:NAME_LENGTH_MAX]!r}. List the drafts to see their names.")
    return PlanDraft(*row)


def list_drafts(workspace: Workspace) -> list[PlanDraft]:
    """Return all drafts, the last changed first."""
    with workspace.read() as session:
        rows = session.sql.execute(
            "SELECT name, text, changed_at FROM desk_plan_draft ORDER BY changed_at DESC, name"
        ).fetchall()
    return [PlanDraft(*row) for row in rows]


def drop_draft(workspace: Workspace, name: str) -> None:
    """Throw a draft away; one that is not there is gone already."""
    with workspace.desk() as desk:
        desk.sql.execute("DELETE FROM desk_plan_draft WHERE name = ?", (name,))
