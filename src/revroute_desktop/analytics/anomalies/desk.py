"""The rules that the operator set by hand, among the settings of the desk."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from revroute_desktop.analytics.anomalies.rules import Rule, read_rule
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.settings import put_setting, setting

_RULES: Final = "analytics.rules"
_LAST: Final = "analytics.rules.last"
_RULES_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class KeptRule:
    """A rule with the number by which it is taken away."""

    number: int
    rule: Rule


def kept_rules(sql: sqlite3.Connection) -> tuple[KeptRule, ...]:
    """Return the rules in the order in which they were set."""
    return tuple(KeptRule(one["number"], read_rule(one["text"])) for one in setting(sql, _RULES) or [])


def add_rule(workspace: Workspace, text: str) -> KeptRule:
    """Keep a rule. Raises UserError for one that cannot be read, is there already or is one too many."""
    return _put(workspace, text, None)


def change_rule(workspace: Workspace, number: int, text: str) -> KeptRule:
    """Put another rule in the place of one; it takes a number of its own, since what the old one told was
    about something else. Raises UserError as `add_rule` and `drop_rule` do.
    """
    return _put(workspace, text, number)


def _put(workspace: Workspace, text: str, instead: int | None) -> KeptRule:
    rule = read_rule(text)
    with workspace.read() as session:
        known = kept_rules(session.sql)
        last = setting(session.sql, _LAST) or 0
    same = next((one for one in known if one.rule.text == rule.text), None)
    if same is not None and same.number == instead:
        return same
    if same is not None:
        raise UserError(f"The rule {rule.text!r} is there already.")
    # A number is never given twice: alerts go by it.
    made = KeptRule(max([last, *(one.number for one in known)]) + 1, rule)
    if instead is None:
        if len(known) >= _RULES_MOST:
            raise UserError(f"There are {_RULES_MOST} rules already; take one away first.")
        _keep(workspace, (*known, made), made.number)
        return made
    if all(one.number != instead for one in known):
        raise _unknown(instead)
    _keep(workspace, tuple(made if one.number == instead else one for one in known), made.number)
    return made


def drop_rule(workspace: Workspace, number: int) -> None:
    """Take a rule away. Raises UserError where there is none of that number."""
    with workspace.read() as session:
        known = kept_rules(session.sql)
    left = tuple(one for one in known if one.number != number)
    if len(left) == len(known):
        raise _unknown(number)
    _keep(workspace, left)


def _unknown(number: int) -> UserError:
    return UserError(f"There is no rule {number}; `revroute anomalies --rules` lists them.")


def _keep(workspace: Workspace, rules: tuple[KeptRule, ...], last: int | None = None) -> None:
    with workspace.desk() as desk:
        put_setting(desk.sql, _RULES, [{"number": one.number, "text": one.rule.text} for one in rules])
        if last is not None:
            put_setting(desk.sql, _LAST, last)
