"""What the list of events says: counts, sums."""

from pathlib import Path

from tests.routing.imports.import_samples import bring, row

from revroute_desktop.routing.event_fields import EVENT_FIELDS
from revroute_desktop.routing.event_pages import EventFilter, EventSums, event_sums
from revroute_desktop.routing.imports.undo_import import undo_import
from revroute_desktop.workspace import Workspace
from revroute_desktop.workspace.filters.language import read


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
