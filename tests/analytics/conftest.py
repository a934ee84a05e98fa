"""Books with a past: a small demo, and the shop's year that was published."""

import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from tests.once import made_once

from revroute_desktop.cli.demo import make_demo
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.imports.import_revenue import import_revenue
from revroute_desktop.routing.plans.publish import publish_plan
from revroute_desktop.routing.route import route
from revroute_desktop.work import never, silent
from revroute_desktop.workspace import Workspace, create, open_workspace


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "demo.revroute", _make_demo)


def _make_demo(path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(path.parent / "state"))
        make_demo(path, actor="ada", progress=silent, cancelled=never, events=12_000)


@pytest.fixture
def demo(demo_file: Path) -> Iterator[Workspace]:
    with open_workspace(demo_file) as workspace:
        yield workspace


@pytest.fixture
def demo_copy(demo_file: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The demo, for tests that write to it."""
    with open_workspace(Path(shutil.copy(demo_file, tmp_path / "demo.revroute"))) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    revenue = shared_data / "revenue" / "uci_online_retail.csv.xz"
    return made_once(tmp_path_factory, "shop.revroute", partial(_make_shop, revenue))


def _make_shop(revenue: Path, path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVROUTE_STATE_DIR", str(path.parent / "state"))
        with create(path, zone="Europe/London", name="shop", actor="ada") as workspace:
            import_revenue(
                workspace, revenue, "uci-online-retail", actor="ada", progress=silent, cancelled=never
            )
            text = resource_path("plans", "shop.yaml").read_text("utf-8")
            publish_plan(workspace, text, effective=date(2010, 1, 1), actor="ada", reason="the first plan")
            route(workspace, actor="ada", progress=silent, cancelled=never)


@pytest.fixture
def shop(shop_file: Path) -> Iterator[Workspace]:
    with open_workspace(shop_file) as workspace:
        yield workspace
