"""What a window wrote down for a job goes once the books have the run; what is the operator's own stays."""

import os
from pathlib import Path

import pytest

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.kept_scenarios import KEPT_SECONDS, forget_scenario, keep_scenario
from revroute_desktop.workspace.memory import state_folder

TEXT = "data: {file: articles.csv}\nauthority: shop.pem\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("articles.csv", "shop.pem", "other.csv", "scenario.yaml"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_a_scenario_is_kept_beside_the_files_that_it_names(own: Path) -> None:
    path = keep_scenario(TEXT, own, 7)
    assert path.read_text(encoding="utf-8") == TEXT
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "articles.csv",
        "scenario.yaml",
        "shop.pem",
    ]


def test_it_goes_with_its_folder_and_an_operator_s_file_stays(own: Path) -> None:
    first, second = keep_scenario(TEXT, own, 7), keep_scenario(TEXT, own, 8)
    forget_scenario(own / "scenario.yaml")
    forget_scenario(first)
    assert (own / "scenario.yaml").exists() and second.exists() and not first.parent.exists()


def test_one_of_which_no_run_came_goes_after_a_month(own: Path) -> None:
    old = keep_scenario(TEXT, own, 7)
    os.utime(old.parent, (0, old.stat().st_mtime - KEPT_SECONDS - 60))
    new = keep_scenario(TEXT, own, 8)
    assert new.exists() and not old.parent.exists()


def test_a_place_that_cannot_be_written_is_told(own: Path) -> None:
    state_folder().mkdir(parents=True, exist_ok=True)
    (state_folder() / "scenarios").write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError, match="can't be written"):
        keep_scenario(TEXT, own, 7)
