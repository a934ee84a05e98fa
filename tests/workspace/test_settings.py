"""What is remembered beside the books."""

from revroute_desktop.workspace import create
from revroute_desktop.workspace.settings import is_demo, remember_setting, setting


def test_a_setting_is_read_as_it_was_remembered_and_replaced_by_the_next(tmp_path):
    with create(tmp_path / "a.revroute", actor="ada") as workspace:
        with workspace.read() as session:
            assert setting(session.sql, "columns") is None and not is_demo(session.sql)
        for value in ({"order": ["Größe"]}, [1, 2]):
            remember_setting(workspace, "columns", value)
            with workspace.read() as session:
                assert setting(session.sql, "columns") == value
