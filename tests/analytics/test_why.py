"""What is said to have caused a change adds up to it exactly, whatever the figures."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.analytics.costs import import_costs
from revroute_desktop.analytics.effects import Effects, effects_on_ratio, effects_on_sum
from revroute_desktop.analytics.metrics.catalogue import METRICS
from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.model import Metric
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.why import explain_change
from revroute_desktop.analytics.why_words import sentence
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace

AMOUNTS = st.integers(-(10**15), 10**15)
PARTS = st.dictionaries(st.sampled_from("abcdef"), st.tuples(AMOUNTS, st.integers(0, 10**9)))
WEIGHED = PARTS.filter(lambda parts: sum(divisor for _, divisor in parts.values()) > 0)
JUNE = Period(date(2026, 6, 1), date(2026, 6, 30), "Europe/Berlin")
WEEK = Period(date(2026, 6, 18), date(2026, 6, 23), "Europe/Berlin")
NEXT = Period(date(2026, 6, 24), date(2026, 6, 29), "Europe/Berlin")


def ratio(parts: dict[str, tuple[int, int]]) -> Fraction:
    return Fraction(sum(part[0] for part in parts.values()), sum(part[1] for part in parts.values()))


def total(effects: dict[str, Effects]) -> Fraction:
    return sum((effect.whole for effect in effects.values()), Fraction(0))


@given(PARTS, PARTS)
def test_contributions_to_a_sum_add_up_exactly(before, now) -> None:
    found = effects_on_sum(before, now)
    for key, effect in found.items():
        assert effect.whole == now.get(key, (0, 0))[0] - before.get(key, (0, 0))[0]
    assert total(found) == sum(p[0] for p in now.values()) - sum(p[0] for p in before.values())


@given(WEIGHED, WEIGHED)
def test_contributions_to_a_ratio_add_up_exactly(before, now) -> None:
    assert total(effects_on_ratio(before, now)) == ratio(now) - ratio(before)


@given(WEIGHED, WEIGHED)
def test_looking_backwards_gives_the_same_with_the_other_sign(before, now) -> None:
    for effects in (effects_on_sum, effects_on_ratio):
        forth, back = effects(before, now), effects(now, before)
        assert all(
            (one.extent, one.level) == (-back[key].extent, -back[key].level) for key, one in forth.items()
        )


@given(WEIGHED, st.integers(1, 50))
def test_more_of_everything_alike_changes_no_ratio(parts, times) -> None:
    now = {key: (value * times, divisor * times) for key, (value, divisor) in parts.items()}
    assert all(one == Effects(Fraction(0), Fraction(0)) for one in effects_on_ratio(parts, now).values())
    assert all(one.level == 0 or not parts[key][1] for key, one in effects_on_sum(parts, now).items())


def test_mix_and_rate_are_told_apart() -> None:
    moved = effects_on_ratio({"dear": (50, 100), "cheap": (10, 100)}, {"dear": (25, 50), "cheap": (15, 150)})
    assert all(one.level == 0 for one in moved.values()), "no rate changed"
    assert sum(one.extent for one in moved.values()) == Fraction(40, 200) - Fraction(60, 200)
    dearer = effects_on_ratio({"a": (50, 100), "b": (10, 100)}, {"a": (70, 100), "b": (10, 100)})
    assert dearer == {"a": Effects(Fraction(0), Fraction(1, 10)), "b": Effects(Fraction(0), Fraction(0))}


@pytest.mark.parametrize(
    "metric", [one for one in METRICS if one.additive and one.by], ids=lambda one: one.name
)
def test_every_metric_is_explained_by_each_of_its_dimensions(
    request: pytest.FixtureRequest, tmp_path: Path, metric: Metric
) -> None:
    demo: Workspace = request.getfixturevalue("demo_copy" if metric.given else "demo")
    if metric.given:
        with demo.read() as session:
            visits = show(session.sql, "visits", NEXT, by="campaign", against=WEEK, now=2**62).figures
        known = [one.key for one in visits if one.key and one.before.part and one.now.part]
        assert known, "a campaign with visits in both weeks"
        costs = tmp_path / "costs.csv"
        costs.write_text(
            "day,campaign,amount,currency\n"
            + "".join(f"2026-06-{day},{name},{day}.01,EUR\n" for name in known for day in (19, 20, 25))
        )
        import_costs(demo, costs, actor="ada")
    with demo.read() as session:
        shown = show(session.sql, metric.name, NEXT, against=WEEK, now=2**62)
        whole = {one.currency: one for one in shown.whole}
        for by in metric.by:
            for why in explain_change(session.sql, metric.name, NEXT, WEEK, by):
                added = sum((one.effects.whole for one in why.contributions), Fraction(0))
                assert added == why.change == why.now - why.before
                same = whole[why.currency]
                for ours, theirs in ((why.now, same.now), (why.before, same.before)):
                    # The whole is the metric's own figure, also where that has too few rows to be told.
                    assert ours * (theirs.over or 1) == theirs.part, (metric.name, by, why.currency)


def test_the_largest_stands_first_and_says_so(demo: Workspace) -> None:
    with demo.read() as session:
        for why in explain_change(session.sql, "gross", JUNE, JUNE.before, "country"):
            sizes = [abs(one.effects.whole) for one in why.contributions]
            assert sizes == sorted(sizes, reverse=True)
            assert "by their number" in sentence(why, why.contributions[0])
        rate = explain_change(session.sql, "average_order", JUNE, JUNE.before, "source")
        assert "by its weight" in sentence(rate[0], rate[0].contributions[0])


def test_what_is_told_of_a_key_are_its_effects(demo: Workspace) -> None:
    kinds = {
        "gross": ["volume", "value"],
        "average_order": ["mix", "rate"],
        "sales": [],
    }
    with demo.read() as session:
        for name, told in kinds.items():
            for why in explain_change(session.sql, name, JUNE, JUNE.before, "source"):
                assert sum(one.share or 0 for one in why.contributions) == (1 if why.change else 0)
                for one in why.contributions:
                    if one.effects.whole:
                        assert [str(reason.kind) for reason in one.reasons] == told
                    assert not one.reasons or sum(r.amount for r in one.reasons) == one.effects.whole


def test_what_is_no_sum_of_parts_has_no_contributions(demo: Workspace) -> None:
    with demo.read() as session:
        with pytest.raises(UserError, match="no sum of parts"):
            explain_change(session.sql, "payers", JUNE, JUNE.before, "country")
        with pytest.raises(UserError, match="can't be told apart"):
            explain_change(session.sql, "take_rate", JUNE, JUNE.before, "country")
        with pytest.raises(UserError, match="not enough data"):
            early = Period(date(2020, 1, 1), date(2020, 1, 31), "Europe/Berlin")
            explain_change(session.sql, "error_rate", early, early.before, "path")
