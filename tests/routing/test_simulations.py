"""Simulations that are kept, and what the editor of plans asks as one types."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from revroute_desktop.resources import resource_path
from revroute_desktop.routing.plans.live_check import compare_plans, completion_words, plan_findings
from revroute_desktop.routing.simulations import KEPT_MAX, keep_simulation, kept_simulations
from revroute_desktop.workspace import Workspace, create

PLAN = resource_path("plans", "creator-network.yaml").read_text(encoding="utf-8")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("REVROUTE_STATE_DIR", str(tmp_path / "state"))
    with create(tmp_path / "books.revroute", actor="desk-1") as made:
        yield made


def test_the_newest_simulations_are_kept_with_their_days_and_results(workspace: Workspace) -> None:
    for number in range(KEPT_MAX + 3):
        keep_simulation(workspace, "creators", "2026-10-01", "2026-10-31", {"events": number})
    with workspace.read() as session:
        kept = kept_simulations(session.sql)
    assert len(kept) == KEPT_MAX
    assert [found.result["events"] for found in kept[:2]] == [KEPT_MAX + 2, KEPT_MAX + 1]
    assert (kept[0].plan, kept[0].first, kept[0].last) == ("creators", "2026-10-01", "2026-10-31")


def test_findings_come_with_their_lines_and_a_good_plan_has_none(workspace: Workspace) -> None:
    assert plan_findings(workspace, PLAN) == []
    broken = PLAN.replace("percent:", "persent:", 1)
    (finding, *_) = plan_findings(workspace, broken)
    assert "percent" in finding.text and finding.line > 1
    assert plan_findings(workspace, "plan: [")[0].line >= 1


def test_changes_between_two_texts_are_told_in_words() -> None:
    assert compare_plans(PLAN, PLAN) == []
    (change,) = compare_plans(PLAN, PLAN.replace("percent: 2.9", "percent: 2.7", 1))
    assert "2.9" in change.before and "2.7" in change.after


def test_the_editor_offers_keys_words_and_accounts(workspace: Workspace) -> None:
    with workspace.read() as session:
        words = completion_words(session.sql)
    assert {"routes", "steps", "percent", "half_even"} <= set(words)
