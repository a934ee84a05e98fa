"""What the list of events says: counts, sums."""

from pathlib import Path

from tests.routing.imports.import_samples import bring, row

from revroute_desktop.routing.event_fields import EVENT_FIELDS
from revroute_desktop.routing.event_pages import EventFilter, EventSums, event_sums
from revroute_desktop.routing.imports.erase_payer import erase_payer
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.filters.compile import condition
from revroute_desktop.workspace.filters.language import read
from revroute_desktop.workspace.filters.offers import offered_values


def sums(workspace: Workspace, wanted: EventFilter) -> EventSums:
    with workspace.read() as session:
        return event_sums(session.sql, wanted)


def test_a_file_that_was_undone_and_came_in_again_is_summed_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = row(1) + row(2, "-3.00", kind="fee") + row(3, "4.00", currency="USD")
    bring(workspace, tmp_path / "a.csv", text)
    assert sums(workspace, EventFilter()) == EventSums(3, {978: 700, 840: 400}, 0)
    undo_import(workspace, 1, actor="ada", reason="wrong file")
    assert sums(workspace, EventFilter()) == EventSums(3, {978: 0, 840: 0}, 3)
    bring(workspace, tmp_path / "a.csv", text)
    assert sums(workspace, EventFilter()) == EventSums(6, {978: 700, 840: 400}, 3)
    assert sums(workspace, EventFilter(terms=read("state:waiting", EVENT_FIELDS))) == EventSums(
        3, {978: 700, 840: 400}, 0
    )
    assert sums(workspace, EventFilter(terms=read("state:undone", EVENT_FIELDS), currency=840)) == EventSums(
        1, {840: 0}, 1
    )


def test_an_event_of_a_known_id_is_found_without_a_look_at_the_others(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = row(1) + row(2) + row(2, source="other") + row(3)
    bring(workspace, tmp_path / "a.csv", text)
    assert found(workspace, "id=2") == 2 and found(workspace, "-id=2") == 2
    assert found(workspace, "id=2 source:other") == 1 and found(workspace, "id=2,3") == 3
    undo_import(workspace, 1, actor="ada", reason="wrong file")
    bring(workspace, tmp_path / "a.csv", text)
    assert found(workspace, "id=2") == 4, "those that were undone are found too"
    where = condition(read("id=2", EVENT_FIELDS), EVENT_FIELDS, "UTC")
    with workspace.read() as session:
        plan = session.sql.execute(
            f"EXPLAIN QUERY PLAN SELECT e.id FROM event e{where.where}", where.parameters
        ).fetchall()
    assert not [step[3] for step in plan if step[3].startswith("SCAN e")], plan


def found(workspace: Workspace, text: str) -> int:
    return sums(workspace, EventFilter(terms=read(text, EVENT_FIELDS))).count


def test_events_are_found_by_attribute_and_by_payer_until_the_payer_is_erased(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = "source,id,time,kind,amount,currency,payer,attribute.order,attribute.Tier-1\n"
    lines = (
        f"shop,e{n},2026-03-0{n}T00:00:00Z,sale,5.00,EUR,{who},{order},{tier}\n"
        for n, (who, order, tier) in enumerate(
            (("mia@x.org", 123, "gold"), ("noah@x.org", 124, ""), ("", "", "gold")), 1
        )
    )
    file = tmp_path / "shop.csv"
    file.write_text(head + "".join(lines), encoding="utf-8")
    import_revenue(workspace, file, "generic", actor="ada")
    assert found(workspace, "attr.order:123") == 1 and found(workspace, "attr.order:12*") == 2
    assert found(workspace, "-attr.order:123") == 2 and found(workspace, "attr.Tier-1:GOLD") == 2
    assert found(workspace, "attr.nothing:1") == 0 and found(workspace, "mia") == 0
    assert found(workspace, "payer:MIA@x.org") == 1 and found(workspace, "payer:*@x.org") == 2
    family, payer = EVENT_FIELDS.family, EVENT_FIELDS.field("payer")
    order = EVENT_FIELDS.field("attr.order")
    assert family is not None and payer is not None and order is not None
    with workspace.read() as session:
        assert offered_values(session.sql, family) == ("Tier-1", "order")
        assert offered_values(session.sql, order) == ("123", "124")
        # Nobody is offered the names of people.
        assert offered_values(session.sql, payer) == ()
    erase_payer(workspace, "mia@x.org", actor="ada", reason="asked for")
    assert found(workspace, "payer:mia@x.org") == 0 and found(workspace, "-payer:mia@x.org") == 3
