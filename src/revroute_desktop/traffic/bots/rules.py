"""What the operator decided of bots: count this one as people, count that one as a bot.

Rules hold for what is read from then on. What was read before is moved where the tables know who it was:
visits, and the requests of each bot by hour; sums by minute and by other dimensions stay as they were.
"""

import sqlite3
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.judged import Judged
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.rollups import Dimension
from revroute_desktop.traffic.visits_store import sums_follow
from revroute_desktop.workspace import Workspace

_LONGEST = 200
_NEVER_OVERRIDDEN = (int(BotClass.OWN_LOAD), int(BotClass.OWN_ADDRESS))


class RuleKind(StrEnum):
    """What a rule is about: the name of a verdict (crawler, range, behaviour), or words of a user agent."""

    NAME = "name"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class BotRule:
    """A decision of the operator; `bot` is the class to count as, PEOPLE for people."""

    kind: RuleKind
    text: str
    bot: BotClass
    reason: str = ""
    actor: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a new rule moved of what had been read before."""

    rule: BotRule
    visits: int
    requests: int


def load_rules(sql: sqlite3.Connection) -> tuple[BotRule, ...]:
    """Return all rules, the oldest first."""
    rows = sql.execute("SELECT kind, text, bot, reason, actor, at FROM desk_traffic_bot_rule ORDER BY id")
    return tuple(
        BotRule(RuleKind(kind), text, BotClass(bot), reason, actor, at)
        for kind, text, bot, reason, actor, at in rows
    )


def decide(workspace: Workspace, rule: BotRule, *, actor: str) -> Ruled:
    """Keep a rule, in place of an earlier one of the same text, and move what can be moved.

    Raises UserError for a rule without text or of a class that cannot be chosen.
    """
    text = rule.text.strip()[:_LONGEST]
    if not text:
        raise UserError(
            "Say which bot is meant: its name as the list of bots shows it, or words of its agent."
        )
    if rule.bot in (BotClass.OWN_LOAD, BotClass.OWN_ADDRESS, BotClass.BEHAVIOUR):
        raise UserError("One's own load and addresses are told by themselves; count as people or as a bot.")
    with workspace.desk() as desk:
        now = workspace.clock()
        desk.sql.execute(
            "INSERT INTO desk_traffic_bot_rule (kind, text, bot, reason, actor, at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (kind, text) DO UPDATE SET bot = excluded.bot, reason = excluded.reason,"
            " actor = excluded.actor, at = excluded.at",
            (rule.kind.value, text, int(rule.bot), rule.reason.strip(), actor, now),
        )
        kept = BotRule(rule.kind, text, rule.bot, rule.reason.strip(), actor, now)
        visits, requests = _move(desk.sql, text, rule.bot) if rule.kind is RuleKind.NAME else (0, 0)
        # Visits were changed: whoever reads a log meanwhile must not write them back as they were.
        desk.sql.execute("UPDATE desk_traffic_state SET steps = steps + 1")
    return Ruled(kept, visits, requests)


def take_back(workspace: Workspace, text: str) -> None:
    """Take the rules of a text away; raises UserError where there is none."""
    with workspace.desk() as desk:
        done = desk.sql.execute("DELETE FROM desk_traffic_bot_rule WHERE text = ?", (text.strip(),))
        if not done.rowcount:
            raise UserError(
                f"There is no rule for {text[:60]!r}; `revroute traffic bots` shows those there are."
            )


def apply_rules(judged: Judged, rules: tuple[BotRule, ...]) -> Judged:
    """Return a batch counted as the operator decided; one's own load and addresses stay what they are."""
    if not rules:
        return judged
    bot = judged.bot.copy()
    codes = judged.verdict.codes.copy()
    said = [*judged.verdict.values]
    open_to = ~np.isin(bot, _NEVER_OVERRIDDEN)
    for rule in rules:
        if rule.kind is RuleKind.NAME:
            meant = np.array([text == rule.text for text in judged.verdict.values], np.bool_)
            rows = meant[judged.verdict.codes] & (judged.bot != BotClass.PEOPLE)
        else:
            wanted = rule.text.lower()
            meant = np.array([wanted in text.lower() for text in judged.hits.agent.values], np.bool_)
            rows = meant[judged.hits.agent.codes]
        rows &= open_to
        bot[rows] = int(rule.bot)
        if rule.bot is BotClass.PEOPLE:
            codes[rows] = len(said)
            said.append("")
        elif rule.kind is RuleKind.AGENT:
            codes[rows] = len(said)
            said.append(rule.text)
    return replace(judged, bot=bot, verdict=Words(tuple(said), codes))


def _move(sql: sqlite3.Connection, name: str, bot: BotClass) -> tuple[int, int]:
    """Count visits and hourly requests of a verdict as another class; return how many of each."""
    row = sql.execute("SELECT id FROM desk_traffic_term WHERE text = ?", (name,)).fetchone()
    if row is None or not row[0]:
        return 0, 0
    (term,) = row
    people = "verdict = ? AND bot <> ? AND 0 IN (bot, ?)"
    with sums_follow(sql, people, (term, int(bot), int(bot))):
        visits = sql.execute(
            "UPDATE desk_traffic_visit SET bot = ? WHERE verdict = ? AND bot <> ?", (int(bot), term, int(bot))
        ).rowcount
    if bot is BotClass.PEOPLE:
        sql.execute("DELETE FROM desk_traffic_bot WHERE verdict = ?", (term,))
    else:
        sql.execute("UPDATE desk_traffic_bot SET bot = ? WHERE verdict = ?", (int(bot), term))
    _move_rows(sql, "desk_traffic_day", "day", term, bot)
    return visits, _move_rows(sql, "desk_traffic_hour", "hour", term, bot)


def _move_rows(sql: sqlite3.Connection, table: str, at: str, term: int, bot: BotClass) -> int:
    """Count the requests of a verdict by hour or day as another class; return how many there are."""
    which = (int(Dimension.VERDICT), term, int(bot))
    rows = sql.execute(
        f"SELECT {at}, sum(hits), sum(pages), sum(errors), sum(failures), sum(size) FROM {table}"
        f" WHERE dimension = ? AND term = ? AND bot <> ? GROUP BY {at}",
        which,
    ).fetchall()
    sql.execute(f"DELETE FROM {table} WHERE dimension = ? AND term = ? AND bot <> ?", which)
    sql.executemany(
        f"INSERT INTO {table} (dimension, {at}, term, bot, hits, pages, errors, failures, size)"
        f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dimension, {at}, term, bot) DO UPDATE SET"
        " hits = hits + excluded.hits, pages = pages + excluded.pages, errors = errors + excluded.errors,"
        " failures = failures + excluded.failures, size = size + excluded.size",
        ((int(Dimension.VERDICT), when, term, int(bot), *sums) for when, *sums in rows),
    )
    return sum(hits for _, hits, *_ in rows)
