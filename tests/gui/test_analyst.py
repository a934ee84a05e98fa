"""An analyst's walk through the pane, on the demo and on the shop's real year, in both themes."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from tests.analytics.conftest import demo_file, shop_file  # noqa: F401 - fixtures
from tests.gui.analyst.analyst import Analyst, picture_of_page, pictures_of_pdf
from tests.gui.conftest import Desk

from revroute_desktop.console.books.period import Period
from revroute_desktop.console.theme.look import Look

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")

JUNE = Period(12 * 2026 + 5)
OCTOBER = Period(12 * 2011 + 9)


def kept(tmp_path: Path, name: str) -> Path:
    """Where pictures go: to a folder that is asked for, else to one that is thrown away."""
    folder = Path(os.environ["REVROUTE_PICTURES"]) / name if "REVROUTE_PICTURES" in os.environ else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def walk(desk: Desk, period: Period, folder: Path) -> Analyst:
    analyst = Analyst(desk, period, folder)
    analyst.opens()
    analyst.compares()
    analyst.brushes()
    analyst.asks_why()
    analyst.forecasts()
    analyst.acknowledges()
    pdf, page = analyst.reports()
    assert pdf.read_bytes().startswith(b"%PDF")
    assert 'src="http' not in page.read_text("utf-8") and 'href="http' not in page.read_text("utf-8")
    pictures = [*analyst.pictures, *pictures_of_pdf(pdf, folder)]
    shot = picture_of_page(page, folder)
    pictures += [shot] if shot is not None else []
    for path in pictures:
        image = QImage(str(path))
        assert not image.isNull() and image.width() > 300
    return analyst


def copied(path: Path, folder: Path) -> Path:
    copy = folder / path.name
    copy.write_bytes(path.read_bytes())
    return copy


@pytest.mark.longest
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("books", "period"), [("demo", JUNE), ("shop", OCTOBER)])
def test_the_walk(
    request: pytest.FixtureRequest,
    desks: Callable[..., Desk],
    look: Look,
    tmp_path: Path,
    books: str,
    period: Period,
    theme: str,
) -> None:
    file: Path = request.getfixturevalue(f"{books}_file")
    look.choose(theme)
    desk = desks()
    desk.begin(copied(file, tmp_path))
    analyst = walk(desk, period, kept(tmp_path, f"{books}-{theme}"))
    assert len(analyst.pictures) >= 7
