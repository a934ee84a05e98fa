"""The operator's rules of traffic, kept among the desk's settings."""

import sqlite3
from dataclasses import asdict, fields
from typing import Any, Final

from revroute_desktop.traffic.judged import Judge, Rules
from revroute_desktop.traffic.meaning.paths import PathRule
from revroute_desktop.workspace.settings import put_setting, setting

_KEY: Final = "traffic.rules"


def load_rules(sql: sqlite3.Connection) -> Rules:
    """Return the rules that were saved, or those of a workspace where nothing was said yet."""
    said: dict[str, Any] | None = setting(sql, _KEY)
    if said is None:
        return Rules()
    known = {field.name for field in fields(Rules)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in said.items()
        if name in known
    }
    values["paths"] = tuple(PathRule(**rule) for rule in values.get("paths", ()))
    return Rules(**values)


def save_rules(sql: sqlite3.Connection, rules: Rules) -> None:
    """Keep rules for the imports to come; raises UserError for rules that cannot be read."""
    Judge(rules)
    put_setting(sql, _KEY, asdict(rules))
