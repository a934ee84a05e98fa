"""Routing before a plan is published."""

import pytest
from tests.cli.night import PLAN


@pytest.mark.parametrize("times", [1, 2])
def test_a_route_without_a_plan_says_that_none_is_published(imported, times):
    for _ in range(times):
        said = imported.said("route")
    assert "no plan is published yet" in said
    assert "revroute plan publish" in said
    imported.run("plan", "publish", PLAN, "--effective", "2199-01-01", "-w", imported.books)
    assert "no plan is published yet" not in imported.said("route")
