"""Every model of the program keeps Qt's rules for models: a new one is not forgotten here."""

import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester

import revroute_desktop.console
from revroute_desktop.console.palette.offers import Kind, Offer
from revroute_desktop.console.shell.palette import OffersModel
from revroute_desktop.console.widgets.cells import Cell, Column
from revroute_desktop.console.widgets.live_model import LiveModel
from revroute_desktop.console.widgets.models import PagedModel, RowsModel
from revroute_desktop.console.widgets.tree_model import TreeModel

_COLUMNS = (Column("Id", "1000", right=True), Column("Name", "neon-kitten", grow=2))


def _rows(ids: list[int]) -> list[tuple[Cell, Cell]]:
    return [(Cell(str(i)), Cell(f"name {i}")) for i in ids]


def _offers(model: OffersModel, attach: Callable[[], object]) -> None:
    attach()
    made = tuple(Offer(Kind.ACTION, f"act-{number}", f"Act {number}") for number in range(5))
    for offers in (made, made[2:], (), made[:1]):
        model.show(offers)


def _held(model: RowsModel, attach: Callable[[], object]) -> None:
    attach()
    for ids in ([1, 2, 3], [1, 2, 3, 4], [9], []):
        model.show(_rows(ids), ids)
    model.show(_rows([1, 2]), ["a", "b"])
    model.show(_rows([3, 4]), ["a", "b"])


def _live(model: LiveModel, attach: Callable[[], object]) -> None:
    _held(model, attach)
    for ids in ([1, 2, 3, 4, 5], [5, 2, 6, 1], [6], [1, 6, 2]):
        model.show(_rows(ids), ids)


def _paged(model: PagedModel, attach: Callable[[], object]) -> None:
    attach()
    model.page_wanted.connect(lambda page, ids: model.put_page(model.version, page, _rows(ids.tolist())))
    model.show(np.arange(300, dtype=np.int64))
    model.show(np.arange(300, dtype=np.int64), boundary=(4, "Checkpoint 4"))
    model.refresh()
    model.show(np.arange(3, dtype=np.int64))
    model.show(np.empty(0, np.int64))


@dataclass(frozen=True)
class _Node:
    key: str
    accounts: int

    def below(self) -> Sequence["_Node"]:
        return [_Node(f"{self.key}:{number}", self.accounts - 1) for number in range(self.accounts)]

    def leads_to(self, key: object) -> bool:
        return isinstance(key, str) and (key == self.key or key.startswith(f"{self.key}:"))


def _tree(model: TreeModel, attach: Callable[[], object]) -> None:
    # Qt's tester fetches rows while it still takes a reset for going on: it comes after the reset.
    tops = [_Node("payee", 3), _Node("fees", 0)]
    model.show(tops, lambda node: (Cell(node.key), Cell(str(node.accounts))))
    attach()
    for key in ("payee:1:0", "payee:0", "fees", "nowhere"):
        found = model.find(key)
        assert found.isValid() == any(top.leads_to(key) for top in tops) or key == "nowhere"
        model.rowCount(found)


_MAKERS: dict[type, tuple[Callable[[QWidget], QAbstractItemModel], Callable[..., None]]] = {
    OffersModel: (OffersModel, _offers),
    LiveModel: (lambda parent: LiveModel(_COLUMNS, parent), _live),
    PagedModel: (lambda parent: PagedModel(_COLUMNS, parent), _paged),
    TreeModel: (lambda parent: TreeModel(_COLUMNS, parent), _tree),
}


def _models(base: type = QAbstractItemModel) -> Iterator[type]:
    """Yield the models of the program that no other one is made of."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("revroute_desktop.") and not kind.__subclasses__():
            yield kind
        yield from _models(kind)


def test_no_model_is_left_out() -> None:
    for module in pkgutil.walk_packages(revroute_desktop.console.__path__, "revroute_desktop.console."):
        import_module(module.name)
    assert {kind.__name__ for kind in _models()} == {kind.__name__ for kind in _MAKERS}


@pytest.mark.parametrize("kind", _MAKERS, ids=lambda kind: kind.__name__)
def test_a_model_keeps_the_rules_of_models(kind: type, qtmodeltester: ModelTester) -> None:
    make, use = _MAKERS[kind]
    parent = QWidget()
    model = make(parent)
    testers: list[QAbstractItemModelTester] = []

    def attach() -> None:
        # It follows every change as it is made; the one of pytest-qt looks at what stands then.
        mode = QAbstractItemModelTester.FailureReportingMode.Warning
        testers.append(QAbstractItemModelTester(model, mode, parent))

    use(model, attach)
    qtmodeltester.check(model)
    assert [tester.model() for tester in testers] == [model]
    parent.deleteLater()


def test_rows_that_are_held_keep_the_rules_of_models(qtmodeltester: ModelTester) -> None:
    parent = QWidget()
    model = RowsModel(_COLUMNS, parent)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers: list[QAbstractItemModelTester] = []
    _held(model, lambda: testers.append(QAbstractItemModelTester(model, mode, parent)))
    qtmodeltester.check(model)
    parent.deleteLater()
