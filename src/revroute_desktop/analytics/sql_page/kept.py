"""Questions that are kept with a workspace, and some that are there from the beginning."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from revroute_desktop.analytics.sql_page.ask import LONGEST
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.settings import remember_setting, setting

_KEY: Final = "sql.questions"
_MOST: Final = 200
_NAME_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Question:
    """A question by its name."""

    name: str
    text: str


READY: Final = (
    Question(
        "Revenue by day",
        "SELECT substr(occurred_at, 1, 10) AS day, currency, COUNT(*) AS events, SUM(amount) AS amount\n"
        "FROM events\nWHERE state <> 'undone'\nGROUP BY 1, 2\nORDER BY 1 DESC, 2",
    ),
    Question(
        "Refunds and chargebacks by product",
        "SELECT product, currency, kind, COUNT(*) AS events, SUM(amount) AS amount\n"
        "FROM events\nWHERE kind IN ('refund', 'chargeback')\nGROUP BY 1, 2, 3\nORDER BY amount",
    ),
    Question(
        "Largest balances",
        "SELECT account, currency, -own AS in_its_favour, -held AS held\n"
        "FROM balances\nWHERE type = 'liability'\nORDER BY in_its_favour DESC\nLIMIT 50",
    ),
    Question(
        "What an account got by kind",
        "SELECT day, kind, currency, COUNT(*) AS lines, -SUM(amount) AS amount\n"
        "FROM postings\nWHERE account LIKE 'payee:%'\nGROUP BY 1, 2, 3\nORDER BY 1 DESC\nLIMIT 500",
    ),
    Question(
        "Where visits come from",
        "SELECT referrer, campaign, COUNT(*) AS visits, SUM(pages) AS pages\n"
        "FROM visits\nWHERE class = 'people'\nGROUP BY 1, 2\nORDER BY visits DESC",
    ),
    Question(
        "What was done in the books",
        "SELECT at, actor, action, subject\nFROM log\nORDER BY number DESC\nLIMIT 200",
    ),
)
"""Questions to begin with."""


def kept_questions(sql: sqlite3.Connection) -> tuple[Question, ...]:
    """Return the questions that were kept, by name."""
    found = [Question(str(one["name"]), str(one["text"])) for one in setting(sql, _KEY) or []]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def keep_question(workspace: Workspace, name: str, text: str) -> None:
    """Keep a question under a name, in place of another of that name. Raises UserError for one that has
    none or is too long, and where there are too many.
    """
    name = name.strip()
    if not name or len(name) > _NAME_LONGEST:
        raise UserError(f"Give the question a name of at most {_NAME_LONGEST} letters.")
    if not text.strip() or len(text) > LONGEST:
        raise UserError(f"A question is one SELECT of at most {LONGEST:,} characters.")
    with workspace.read() as session:
        others = [one for one in kept_questions(session.sql) if one.name != name]
    if len(others) >= _MOST:
        raise UserError(f"There are {_MOST} questions already; take one away first.")
    _keep(workspace, [*others, Question(name, text)])


def drop_question(workspace: Workspace, name: str) -> None:
    """Take a question away; raises UserError where there is none of that name."""
    with workspace.read() as session:
        known = kept_questions(session.sql)
    left = [one for one in known if one.name != name]
    if len(left) == len(known):
        raise UserError(f"There is no question {name[:80]!r}.")
    _keep(workspace, left)


def _keep(workspace: Workspace, questions: list[Question]) -> None:
    remember_setting(workspace, _KEY, [{"name": one.name, "text": one.text} for one in questions])
