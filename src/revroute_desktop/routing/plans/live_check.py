"""What an editor of plans asks as one types: findings, the words that fit, and what changed."""

import json
import sqlite3
from collections.abc import Iterator
from functools import cache
from typing import Any

from revroute_desktop.errors import UserError
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.plans.diff import Change, plan_diff
from revroute_desktop.routing.plans.findings import Finding, PlanError
from revroute_desktop.routing.plans.publish import check_for_workspace
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.workspace import Workspace


def plan_findings(workspace: Workspace, text: str) -> list[Finding]:
    """Return what keeps a text from being published here, by line; nothing when it could be."""
    try:
        with workspace.read() as session:
            check_for_workspace(session, text)
    except PlanError as error:
        return list(error.findings)
    except UserError as error:
        return [Finding(1, f"cannot be published: {error}")]
    return []


def compare_plans(before: str, after: str) -> list[Change]:
    """Return the changes from one text to another; raises PlanError where one of them is not a plan."""
    return plan_diff(read_plan(before), read_plan(after))


def completion_words(sql: sqlite3.Connection) -> tuple[str, ...]:
    """Return what an editor may offer: keys and words of plans, and the codes of accounts."""
    accounts = [code for (code,) in sql.execute("SELECT code FROM account ORDER BY code LIMIT 2000")]
    return (*_schema_words(), *accounts)


@cache
def _schema_words() -> tuple[str, ...]:
    text = resource_path("schemas", "plan.schema.json").read_text("utf-8")
    return tuple(sorted(set(_words(json.loads(text)))))


def _words(schema: Any) -> Iterator[str]:
    """Yield the names of properties and the words of enumerations, wherever they stand in a schema."""
    if isinstance(schema, list):
        for part in schema:
            yield from _words(part)
    if not isinstance(schema, dict):
        return
    for key, part in schema.items():
        if key == "properties" and isinstance(part, dict):
            yield from part
        if key == "enum" and isinstance(part, list):
            yield from (word for word in part if isinstance(word, str))
        yield from _words(part)
