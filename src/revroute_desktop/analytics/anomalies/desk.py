"""What the operator said about anomalies, among the settings of the desk: rules and acknowledgements."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from revroute_desktop.analytics.anomalies.rules import Rule, read_rule
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.settings import remember_setting, setting

_RULES: Final = "analytics.rules"
_ACKNOWLEDGED: Final = "analytics.acknowledged"
_KEPT: Final = 2_000
"""Newest acknowledgements that are kept."""
_RULES_MOST: Final = 100
_NOTE_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class KeptRule:
    """A rule with the number by which it is taken away."""

    number: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Who looked at an anomaly and when (microseconds UTC), and what they noted."""

    at: int
    actor: str
    note: str


def kept_rules(sql: sqlite3.Connection) -> tuple[KeptRule, ...]:
    """Return the rules in the order in which they were set."""
    return tuple(KeptRule(one["number"], read_rule(one["text"])) for one in setting(sql, _RULES) or [])


def add_rule(workspace: Workspace, text: str) -> KeptRule:
    """Keep a rule. Raises UserError for one that cannot be read, is there already or is one too many."""
    rule = read_rule(text)
    with workspace.read() as session:
        known = kept_rules(session.sql)
    if any(one.rule.text == rule.text for one in known):
        raise UserError(f"The rule {rule.text!r} is there already.")
    if len(known) >= _RULES_MOST:
        raise UserError(f"There are {_RULES_MOST} rules already; take one away first.")
    made = KeptRule(max((one.number for one in known), default=0) + 1, rule)
    _keep(workspace, (*known, made))
    return made


def drop_rule(workspace: Workspace, number: int) -> None:
    """Take a rule away. Raises UserError where there is none of that number."""
    with workspace.read() as session:
        known = kept_rules(session.sql)
    left = tuple(one for one in known if one.number != number)
    if len(left) == len(known):
        raise UserError(f"There is no rule {number}; `revroute anomalies --rules` lists them.")
    _keep(workspace, left)


def _keep(workspace: Workspace, rules: tuple[KeptRule, ...]) -> None:
    remember_setting(workspace, _RULES, [{"number": one.number, "text": one.rule.text} for one in rules])


def acknowledgements(sql: sqlite3.Connection) -> dict[str, Acknowledged]:
    """Return what was acknowledged, by the anomaly's name."""
    return {name: Acknowledged(**said) for name, said in (setting(sql, _ACKNOWLEDGED) or {}).items()}


def acknowledge(workspace: Workspace, name: str, *, actor: str, note: str = "") -> None:
    """Keep that somebody looked at an anomaly, so that it is not told again. Raises UserError for a long
    note.
    """
    if len(note) > _NOTE_LONGEST:
        raise UserError(f"A note has {_NOTE_LONGEST} characters at most, this one has {len(note):,}.")
    with workspace.read() as session:
        said = dict(setting(session.sql, _ACKNOWLEDGED) or {})
    said.pop(name, None)
    said[name] = {"at": workspace.clock(), "actor": actor, "note": note}
    newest = list(said.items())[-_KEPT:]
    remember_setting(workspace, _ACKNOWLEDGED, dict(newest))
