"""Bots told by what they do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.bots.visitors_at_work import asked, judged, numbers

from revroute_desktop.traffic.bots import recent
from revroute_desktop.traffic.bots.watch import Behaviour, BehaviourWatch, Limits
from revroute_desktop.traffic.judged import Judged
from revroute_desktop.traffic.meaning.classes import BotClass


def verdicts(batch: Judged) -> list[str]:
    return [batch.verdict.values[code] for code in batch.verdict.codes.tolist()]


def watch(requests: list, watcher: BehaviourWatch | None = None) -> Judged:
    batch = judged(requests)
    return (watcher or BehaviourWatch()).watch(batch, numbers(batch)).judged


def with_pictures(count: int = 1_100) -> list:
    """People of another address whose pages have pictures."""
    return [
        asked(
            f"198.51.100.{n % 200}",
            "/a.png" if n % 2 else f"/page/x{n}",
            at=n * 60,
            referrer="http://a.example/",
        )
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("requests", "name"),
    [
        ([asked(path="/robots.txt"), asked(path="/a", at=5)], Behaviour.ROBOTS),
        ([asked(path=f"/p{n}", at=n, referrer="http://a.example/") for n in range(130)], Behaviour.RATE),
        ([asked(path=f"/p{n}", at=n * 60, status=404) for n in range(20)], Behaviour.ERRORS),
        ([asked(path="/poll", at=n * 60) for n in range(25)], Behaviour.ONE_PATH),
        ([*with_pictures(), *(asked(path=f"/p{n}", at=n * 60) for n in range(25))], Behaviour.NO_ASSETS),
    ],
)
def test_each_behaviour_gives_a_bot_away(requests: list, name: str) -> None:
    found = watch(requests)
    own = [place for place, request in enumerate(requests) if request.address == "192.0.2.1"]
    assert {verdicts(found)[place] for place in own} == {name}
    assert set(found.bot[own].tolist()) == {int(BotClass.BEHAVIOUR)}
    others = np.setdiff1d(np.arange(len(requests)), own)
    assert not found.bot[others].any()


@pytest.mark.parametrize(
    "requests",
    [
        [asked(path=f"/p{n}", at=n * 20, referrer="http://a.example/") for n in range(100)],
        [asked(path=f"/i{n}.png", at=n // 10, referrer="http://a.example/") for n in range(500)],
        [
            asked(path=f"/p{n}", at=n * 60, status=404 * (n % 2) or 200, referrer="http://a/")
            for n in range(60)
        ],
        [asked(path="/poll", at=n * 60, referrer="http://a.example/") for n in range(60)],
    ],
)
def test_what_people_do_is_no_bots_behaviour(requests: list) -> None:
    assert not watch(requests).bot.any()


def test_a_crawler_that_names_itself_keeps_its_name() -> None:
    found = watch([asked(path="/robots.txt", agent="Googlebot/2.1")])
    assert (verdicts(found), found.bot.tolist()) == (["Googlebot"], [int(BotClass.SEARCH)])


def test_what_shows_late_is_counted_anew_and_counts_from_then_on() -> None:
    watcher = BehaviourWatch(Limits(one_path=5))
    first = judged([asked(path="/poll", at=n * 60) for n in range(4)] + [asked("198.51.100.7", "/poll")])
    assert not watcher.watch(first, numbers(first)).judged.bot.any()
    second = judged([asked(path="/poll", at=300)])
    watched = watcher.watch(second, numbers(second))
    assert watched.judged.bot.tolist() == [int(BotClass.BEHAVIOUR)]
    assert (watched.bots.hits.tolist(), watched.bots.late.tolist()) == ([5], [0])
    (recount,) = watched.recounts
    assert (recount.before.bot.tolist(), recount.after.bot.tolist()) == (
        [0] * 4,
        [int(BotClass.BEHAVIOUR)] * 4,
    )
    assert verdicts(recount.after) == [Behaviour.ONE_PATH] * 4
    third = judged([asked(path="/other", at=360)])
    again = watcher.watch(third, numbers(third))
    assert (again.judged.bot.tolist(), again.recounts) == ([int(BotClass.BEHAVIOUR)], ())


def test_what_is_no_more_at_hand_is_told_as_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "_BATCHES", 1)
    watcher = BehaviourWatch(Limits(one_path=3))
    for at in (0, 60):
        batch = judged([asked(path="/poll", at=at)])
        watcher.watch(batch, numbers(batch))
    last = judged([asked(path="/poll", at=120)])
    watched = watcher.watch(last, numbers(last))
    assert (watched.bots.late.tolist(), len(watched.recounts)) == ([1], 1)


def test_a_new_watch_goes_on_with_the_bots_it_is_given() -> None:
    first = judged([asked(path="/robots.txt")])
    bots = BehaviourWatch().watch(first, numbers(first)).bots
    watcher = BehaviourWatch()
    watcher.recall(bots)
    assert verdicts(watch([asked(path="/a", at=60)], watcher)) == [Behaviour.ROBOTS]


def test_ones_own_load_is_no_bot_and_not_listed() -> None:
    batch = judged([asked(path="/robots.txt", agent="RevRoute-Load/0.2 (+x)")])
    watched = BehaviourWatch().watch(batch, numbers(batch))
    assert watched.judged.bot.tolist() == [int(BotClass.OWN_LOAD)]
    assert len(watched.bots) == 0


def test_nothing_read_is_nothing_found() -> None:
    watched = BehaviourWatch().watch(judged([]), np.zeros(0, np.int64))
    assert (len(watched.judged), len(watched.bots)) == (0, 0)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(1, 900)), min_size=1, max_size=80),
    st.integers(0, 80),
)
def test_sums_are_the_same_however_a_log_is_cut(rows: list, cut: int) -> None:
    paths = ("/a", "/b.png", "/c")
    ordered = sorted(rows, key=lambda row: row[2])
    # All read robots.txt at first, so that all are listed.
    requests = [asked(f"192.0.2.{who}", "/robots.txt") for who in range(5)]
    requests += [asked(f"192.0.2.{who}", paths[what], at=at) for who, what, at in ordered]
    at_once, in_parts = BehaviourWatch(), BehaviourWatch()
    batch = judged(requests)
    together = at_once.watch(batch, numbers(batch)).bots
    parts = [judged(requests[: 5 + cut]), judged(requests[5 + cut :])]
    found = [in_parts.watch(part, numbers(part)).bots for part in parts]
    for name in ("hits", "assets", "robots", "errors", "first_at", "last_at", "peak", "behaviour"):
        newest: dict[int, int] = {}
        for bots in found:
            newest |= dict(zip(bots.visitor.tolist(), getattr(bots, name).tolist(), strict=True))
        assert newest == dict(
            zip(together.visitor.tolist(), getattr(together, name).tolist(), strict=True)
        ), name
