"""Bots in the workspace: figures of what was filtered out, and decisions of the operator."""

from pathlib import Path

import pytest
from tests.traffic.bots.visitors_at_work import BROWSER, asked, judged

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.bots.queries import bots_of, filtered_out
from revroute_desktop.traffic.bots.rules import BotRule, RuleKind, apply_rules, decide, load_rules, take_back
from revroute_desktop.traffic.import_logs import import_logs
from revroute_desktop.traffic.judged import Judge, Rules
from revroute_desktop.traffic.meaning.classes import BotClass
from revroute_desktop.traffic.reading.batches import Format, read_log
from revroute_desktop.traffic.take_in import Stream, TrafficWriter
from revroute_desktop.workspace import Workspace, open_workspace
from revroute_desktop.workspace.problems import Busy

EVER = (-(2**62), 2**62)
LINE = '{address} - - [10/Mar/2026:00:{minute:02}:00 +0000] "GET {path} HTTP/1.1" 200 100 "-" "{agent}"\n'


def log(path: Path, *lines: tuple[str, int, str, str]) -> Path:
    with path.open("a") as out:
        for address, minute, page, agent in lines:
            out.write(LINE.format(address=address, minute=minute, path=page, agent=agent))
    return path


def classes(workspace: Workspace) -> dict[int, int]:
    with workspace.read() as session:
        return dict(
            session.sql.execute("SELECT bot, sum(hits) FROM desk_traffic_visit GROUP BY bot ORDER BY bot")
        )


@pytest.fixture
def night(workspace: Workspace, tmp_path: Path) -> Workspace:
    path = log(
        tmp_path / "night.log",
        ("192.0.2.1", 1, "/", BROWSER),
        ("192.0.2.2", 2, "/robots.txt", BROWSER),
        ("192.0.2.2", 3, "/a", BROWSER),
        ("192.0.2.3", 4, "/a", "Googlebot/2.1"),
        ("192.0.2.3", 5, "/b", "Googlebot/2.1"),
        ("192.0.2.3", 6, "/c", "Googlebot/2.1"),
        ("192.0.2.4", 7, "/a", "ShopChecker 1.0"),
    )
    import_logs(workspace, [path], actor="ada")
    return workspace


def test_what_was_filtered_out_is_told_with_its_reason(night: Workspace) -> None:
    with night.read() as session:
        filtered = filtered_out(session.sql, *EVER)
        bots = bots_of(session.sql, *EVER)
    assert [(row.bot, row.name, row.hits, row.visits) for row in filtered] == [
        (BotClass.SEARCH, "Googlebot", 3, 1),
        (BotClass.BEHAVIOUR, "reads robots.txt", 2, 1),
    ]
    assert [(bot.name, bot.agent, bot.why) for bot in bots] == [
        ("Googlebot", "Googlebot/2.1", "matches Googlebot; 2 requests in 3 min"),
        ("reads robots.txt", BROWSER, "read robots.txt"),
    ]
    assert classes(night) == {0: 2, 1: 3, 9: 2}


def test_a_bot_may_be_counted_as_people(night: Workspace, tmp_path: Path) -> None:
    ruled = decide(night, BotRule(RuleKind.NAME, "Googlebot", BotClass.PEOPLE, "ours"), actor="ada")
    assert (ruled.visits, ruled.requests) == (1, 3)
    assert classes(night) == {0: 5, 9: 2}
    import_logs(night, [log(tmp_path / "more.log", ("192.0.2.9", 30, "/x", "Googlebot/2.1"))], actor="ada")
    assert classes(night) == {0: 6, 9: 2}
    with night.read() as session:
        assert [row.name for row in filtered_out(session.sql, *EVER)] == ["reads robots.txt"]
        assert [bot.name for bot in bots_of(session.sql, *EVER)] == ["reads robots.txt"]
        (rule,) = load_rules(session.sql)
    assert (rule.text, rule.bot, rule.reason, rule.actor) == ("Googlebot", BotClass.PEOPLE, "ours", "ada")


def test_a_bot_found_out_late_has_its_earlier_visits_of_the_day_too(
    workspace: Workspace, tmp_path: Path
) -> None:
    morning = log(tmp_path / "1.log", ("192.0.2.1", 1, "/", BROWSER), ("192.0.2.9", 1, "/", BROWSER))
    evening = log(tmp_path / "2.log", ("192.0.2.1", 59, "/robots.txt", BROWSER))
    import_logs(workspace, [morning, evening], actor="ada")
    assert classes(workspace) == {0: 1, 9: 2}
    with workspace.read() as session:
        (bot,) = bots_of(session.sql, *EVER)
        (filtered,) = filtered_out(session.sql, *EVER)
    assert bot.why == "read robots.txt"
    assert (filtered.hits, filtered.visits) == (2, 2)


def test_behaviour_may_be_forgiven(night: Workspace, tmp_path: Path) -> None:
    decide(night, BotRule(RuleKind.NAME, "reads robots.txt", BotClass.PEOPLE), actor="ada")
    import_logs(night, [log(tmp_path / "more.log", ("192.0.2.8", 30, "/robots.txt", BROWSER))], actor="ada")
    assert classes(night) == {0: 5, 1: 3}


def test_people_may_be_counted_as_a_bot_by_their_agent(night: Workspace, tmp_path: Path) -> None:
    decide(night, BotRule(RuleKind.AGENT, "shopchecker", BotClass.MONITORING), actor="ada")
    import_logs(night, [log(tmp_path / "more.log", ("192.0.2.4", 40, "/a", "ShopChecker 1.0"))], actor="ada")
    with night.read() as session:
        assert (BotClass.MONITORING, "shopchecker", 1) in [
            (row.bot, row.name, row.hits) for row in filtered_out(session.sql, *EVER)
        ]


def test_a_later_decision_takes_the_place_of_the_earlier_and_can_be_taken_back(night: Workspace) -> None:
    decide(night, BotRule(RuleKind.NAME, "Googlebot", BotClass.PEOPLE), actor="ada")
    decide(night, BotRule(RuleKind.NAME, "Googlebot", BotClass.SEO), actor="bob")
    with night.read() as session:
        assert [(rule.bot, rule.actor) for rule in load_rules(session.sql)] == [(BotClass.SEO, "bob")]
    assert classes(night) == {0: 2, 3: 3, 9: 2}
    take_back(night, "Googlebot")
    with night.read() as session:
        assert load_rules(session.sql) == ()
    with pytest.raises(UserError, match="no rule for 'Googlebot'"):
        take_back(night, "Googlebot")


def test_a_decision_that_cannot_be_made_is_told(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="which bot is meant"):
        decide(workspace, BotRule(RuleKind.NAME, "  ", BotClass.PEOPLE), actor="ada")
    with pytest.raises(UserError, match="told by themselves"):
        decide(workspace, BotRule(RuleKind.NAME, "x", BotClass.OWN_LOAD), actor="ada")


def test_ones_own_load_and_addresses_stay_what_they_are() -> None:
    batch = judged(
        [asked("10.0.0.1", agent="curl/8"), asked(agent="RevRoute-Load/0.2"), asked(agent="curl/8")],
        Rules(own=("10.0.0.0/8",)),
    )
    rules = (
        BotRule(RuleKind.AGENT, "curl", BotClass.PEOPLE),
        BotRule(RuleKind.AGENT, "RevRoute", BotClass.PEOPLE),
    )
    assert apply_rules(batch, rules).bot.tolist() == [int(BotClass.OWN_ADDRESS), int(BotClass.OWN_LOAD), 0]
    assert apply_rules(batch, ()) is batch


def bring(writer: TrafficWriter, path: Path) -> None:
    for batch in read_log(path, Format("combined"), judge=Judge(Rules()), known=writer.known()):
        writer.write(Stream(str(path), Format("combined")), batch)


def by_minute(workspace: Workspace) -> list[tuple[int, int]]:
    with workspace.read() as session:
        return session.sql.execute(
            "SELECT bot, hits FROM desk_traffic_minute ORDER BY minute, bot"
        ).fetchall()


def test_a_decision_taken_back_while_a_log_is_read_takes_no_request_off_that_was_never_put_on(
    workspace: Workspace, tmp_path: Path
) -> None:
    writer = TrafficWriter(workspace)
    decide(workspace, BotRule(RuleKind.AGENT, "ShopChecker", BotClass.MONITORING), actor="ada")
    bring(writer, log(tmp_path / "a.log", ("192.0.2.4", 1, "/a", "ShopChecker 1.0")))
    take_back(workspace, "ShopChecker")
    bring(writer, log(tmp_path / "b.log", ("192.0.2.4", 2, "/robots.txt", "ShopChecker 1.0")))
    assert by_minute(workspace) == [(BotClass.MONITORING, 1), (BotClass.BEHAVIOUR, 1)]


def test_what_was_seen_of_visitors_outlives_a_workspace_that_was_busy(
    workspace: Workspace, tmp_path: Path
) -> None:
    with open_workspace(workspace.path, wait=0.1) as patient:
        writer = TrafficWriter(patient)
        bring(writer, log(tmp_path / "a.log", ("192.0.2.4", 1, "/a", BROWSER)))
        path = log(tmp_path / "b.log", ("192.0.2.4", 2, "/robots.txt", BROWSER))
        with workspace.desk(), pytest.raises(Busy):
            bring(writer, path)
        bring(writer, path)
    # The request before robots.txt is the bot's too, since it is still at hand.
    assert by_minute(workspace) == [(BotClass.BEHAVIOUR, 1), (BotClass.BEHAVIOUR, 1)]
