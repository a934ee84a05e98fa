"""A chart becomes a file: a picture twice as fine, real vectors, or the figures behind it."""

import csv
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from revroute_desktop.console.screenshots.chart_samples import FORMS, sample
from revroute_desktop.console.theme.look import Look
from revroute_desktop.console.widgets.charts.chart_export import export_chart
from revroute_desktop.console.widgets.charts.form import Form
from revroute_desktop.errors import UserError

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=FORMS)
def chart(look: Look, request: pytest.FixtureRequest) -> Iterator[Form]:
    form: str = request.param
    made = FORMS[form](look, "Net revenue")  # type: ignore[arg-type]
    made.resize(480, 240)
    made.show()
    made.show_data(sample(form))
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()


def test_a_chart_is_written_as_picture_vectors_and_figures(chart: Form, tmp_path: Path) -> None:
    for suffix in ("png", "svg", "csv", "json"):
        export_chart(chart, tmp_path / f"net.{suffix}")
    picture = QImage(str(tmp_path / "net.png"))
    assert picture.width() == 960 and picture.height() > 480

    svg = (tmp_path / "net.svg").read_bytes()
    tree = ET.fromstring(svg)
    assert not tree.findall(f".//{SVG}image"), "no raster inside"
    texts = [element.text for element in tree.iter(f"{SVG}text")]
    assert "Net revenue" in texts
    shapes = [e for tag in ("path", "polyline", "polygon", "rect") for e in tree.iter(f"{SVG}{tag}")]
    assert len(shapes) > 5
    assert QSvgRenderer(QByteArray(svg)).isValid()

    with (tmp_path / "net.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == len(chart.table.text().splitlines()) and len(set(map(len, rows))) == 1
    objects = json.loads((tmp_path / "net.json").read_text(encoding="utf-8"))
    assert len(objects) == len(rows) - 1 and list(objects[0]) == rows[0]


def test_a_file_that_can_t_be_written_is_told_in_a_sentence(look: Look, tmp_path: Path) -> None:
    chart = FORMS["ranking"](look, "By payee")  # type: ignore[arg-type]
    chart.show_data(sample("ranking"))
    with pytest.raises(UserError, match=r"a chart ends in \.png"):
        export_chart(chart, tmp_path / "net.bmp")
    with pytest.raises(UserError, match="can't be written"):
        export_chart(chart, tmp_path / "missing" / "net.png")
    assert not list(tmp_path.iterdir())
    chart.deleteLater()
