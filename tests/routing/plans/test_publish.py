"""Publishing: a version is frozen, named by its hash, in force from local midnight, written once."""

import hashlib
import json
from datetime import date

import pytest
from tests.routing.plans.plan_samples import REST, only, plan, route

from revroute_desktop.errors import UserError
from revroute_desktop.routing.plans.drafts import drop_draft, list_drafts, load_draft, save_draft
from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.publish import Published, publish_plan
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.routing.plans.versions import find_version, load_version, plan_versions
from revroute_desktop.workspace import Workspace

FIRST = date(2026, 6, 1)


def publish(workspace: Workspace, text: str, effective: date = FIRST, reason: str = "") -> Published:
    return publish_plan(workspace, text, effective=effective, actor="ada", reason=reason)


def entries(workspace: Workspace) -> list[tuple]:
    with workspace.read() as session:
        return session.sql.execute(
            "SELECT actor, action, subject, reason, payload FROM audit_entry WHERE action = 'plan.publish'"
        ).fetchall()


def test_a_version_is_named_by_the_hash_of_its_text_and_begins_at_local_midnight(workspace):
    published = publish(workspace, only(), reason="the new year")
    version = published.version
    assert published.new
    assert version.hash == hashlib.sha256(only().encode()).hexdigest()
    assert version.effective == FIRST
    # British summer time: one hour before midnight UTC.
    assert version.in_force_at == 1_780_268_400 * 1_000_000
    with workspace.read() as session:
        assert plan_versions(session.sql) == [version]
    ((actor, action, subject, reason, payload),) = entries(workspace)
    assert (actor, action, subject, reason) == ("ada", "plan.publish", "Test", "the new year")
    said = json.loads(payload)
    assert (
        said.pop("rows")["count"] == 8
    )  # the version, two routes, one step and four kinds of the negative table
    assert said == {
        "version": 1,
        "name": "Test",
        "hash": version.hash,
        "effective": "2026-06-01",
        "in_force_at": version.in_force_at,
    }


@pytest.mark.parametrize("year", [1, 1969, 2201, 2500, 9999])
def test_a_version_comes_into_force_in_years_in_which_events_occur(workspace, year):
    with pytest.raises(UserError, match="from 1970-01-01 to 2200-12-31"):
        publish(workspace, only(), date(year, 12, 31))
    assert entries(workspace) == []


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2200, 12, 31)])
def test_a_version_comes_into_force_on_the_first_and_last_day_that_there_are(workspace, day):
    assert publish(workspace, only(), day).version.effective == day


def test_the_same_text_with_the_same_date_is_written_once(workspace):
    first = publish(workspace, only())
    again = publish(workspace, only())
    assert (again.version, again.new) == (first.version, False)
    assert len(entries(workspace)) == 1
    assert publish(workspace, only(), date(2026, 7, 1)).new


def test_a_workspace_has_one_plan(workspace):
    publish(workspace, only())
    with pytest.raises(UserError, match="goes by the plan 'Test', and a workspace has one plan"):
        publish(workspace, only().replace("plan: Test", "plan: Other"))


def test_a_plan_with_findings_is_not_published(workspace):
    with pytest.raises(PlanError, match="Line 11: main, step a, names misc:a"):
        publish(workspace, only("id: a\npercent: 5\nof: gross\nto: misc:a"))
    assert entries(workspace) == []


def test_accounts_of_the_workspace_count_when_the_plan_makes_none(workspace):
    with pytest.raises(PlanError, match="names treasury:main, which is not there"):
        publish(workspace, only().replace("make: true", "make: false"))


def test_a_step_keeps_its_meaning_against_every_earlier_version_b14(workspace):
    cap = "percent: 5\nof: gross\nto: fees:p\ncaps: [{per: month, amount: {EUR: 1, JPY: 1}}]"
    publish(workspace, only(f"id: a\n{cap}"))
    publish(workspace, only(), date(2026, 7, 1))
    with pytest.raises(PlanError, match="changes the period or keys of a cap under an id"):
        publish(workspace, only(f"id: a\n{cap.replace('month', 'week')}"), date(2026, 8, 1))


def test_routes_and_steps_get_numbers_that_the_engine_runs_by(workspace):
    text = plan(route("id: a\nkeep: suspense:x", id="first", when="{kind: tip}"), route(REST, id="second"))
    version = publish(workspace, text).version
    with workspace.read() as session:
        loaded = load_version(session.sql, version)
        codes = dict(session.sql.execute("SELECT id, code FROM plan_route").fetchall())
        steps = dict(session.sql.execute("SELECT id, code FROM plan_step").fetchall())
    assert loaded.plan == read_plan(text)
    assert [codes[number] for number in (*loaded.route_ids, loaded.negative_route)] == [
        "first",
        "second",
        "(negative)",
    ]
    assert [[steps[number] for number in route] for route in loaded.step_ids] == [["a"], ["rest"]]
    assert sorted(steps.values()) == ["a", "adjustment", "chargeback", "fee", "refund", "rest"]


def test_a_version_is_found_by_its_number_or_the_beginning_of_its_hash(workspace):
    version = publish(workspace, only()).version
    later = publish(workspace, only(), date(2026, 7, 1)).version
    with workspace.read() as session:
        assert find_version(session.sql, version.hash[:12].upper()) == later
        assert find_version(session.sql, "1") == version
        for name in ("", "3", version.hash[:3], "0" * 64):
            with pytest.raises(UserError, match="There is no plan version"):
                find_version(session.sql, name)


def test_drafts_are_kept_on_the_desk_as_they_are(workspace):
    assert list_drafts(workspace) == []
    save_draft(workspace, "next", "plan: half wri")
    save_draft(workspace, "other", "x")
    kept = save_draft(workspace, "next", "plan: half written")
    assert load_draft(workspace, "next") == kept
    assert {draft.name for draft in list_drafts(workspace)} == {"next", "other"}
    drop_draft(workspace, "next")
    drop_draft(workspace, "next")
    with pytest.raises(UserError, match="There is no draft 'next'"):
        load_draft(workspace, "next")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_draft_needs_a_name(workspace, name):
    with pytest.raises(UserError, match="A draft needs a name"):
        save_draft(workspace, name, "x")


def test_a_draft_is_no_longer_than_a_plan_may_be(workspace):
    with pytest.raises(UserError, match="longer than 1 MiB"):
        save_draft(workspace, "big", "x" * (1 << 20) + "x")
