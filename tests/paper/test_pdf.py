"""A PDF has its fonts in it, cuts no row, counts its pages, and fits both sizes of paper."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QPainter
from tests.documents.sample import HOSTILE, sample

from revroute_desktop.paper.pdf import Paper, page_picture, write_pdf
from revroute_desktop.paper.strips import Strip, paginate

pytestmark = pytest.mark.usefixtures("qapp")
BOXES = {Paper.A4: (595, 842), Paper.LETTER: (612, 792)}


def nothing(painter: QPainter, y: float) -> None:
    """Draw nothing."""


@pytest.mark.parametrize("paper", Paper)
def test_a_pdf_has_its_fonts_and_the_size_that_was_asked_for(tmp_path: Path, paper: Paper) -> None:
    path = tmp_path / "a.pdf"
    pages = write_pdf(sample(), path, paper)
    data = path.read_bytes()
    assert pages >= 4 and data.count(b"/Type /Page\n") == pages
    fonts = set(re.findall(rb"/BaseFont /(\S+)", data))
    assert any(b"IBMPlexSans" in one for one in fonts) and any(b"IBMPlexMono" in one for one in fonts)
    assert data.count(b"/FontFile2") == len(re.findall(rb"/Type /FontDescriptor", data)) > 0
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert box is not None and (round(float(box[1])), round(float(box[2]))) == BOXES[paper]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_set_as_text(tmp_path: Path, name: str) -> None:
    assert write_pdf(sample(name, rows=4), tmp_path / "a.pdf") >= 2


def test_a_page_can_be_looked_at_before_it_is_printed() -> None:
    image = page_picture(sample(), 400)
    assert image.width() == 400 and image.height() == 566
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, 400, 4) for y in range(0, 566, 4))
    assert dark > 40, "there is something on it"


def test_a_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="PDF"):
        write_pdf(sample(rows=1), tmp_path / "nowhere" / "a.pdf")


def test_no_display_is_needed(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from tests.documents.sample import sample;"
        "from revroute_desktop.paper.pdf import write_pdf;"
        f"print(write_pdf(sample(rows=2), Path({str(tmp_path / 'a.pdf')!r})))"
    )
    environment = {"PATH": "/usr/bin", "PYTHONPATH": ":".join(sys.path), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60
    )
    assert done.returncode == 0 and done.stderr == "" and int(done.stdout) >= 2


STRIPS = st.lists(
    st.builds(
        Strip,
        height=st.integers(1, 40).map(float),
        draw=st.just(nothing),
        before=st.integers(0, 10).map(float),
        keep=st.booleans(),
        apart=st.booleans(),
    ),
    max_size=60,
)


@settings(max_examples=100)
@given(STRIPS)
def test_every_strip_stands_once_in_order_and_whole(strips: list[Strip]) -> None:
    pages = paginate(strips, 80, 100)
    placed = [one for page in pages for one in page]
    assert [id(one.strip) for one in placed] == [id(one) for one in strips]
    for number, page in enumerate(pages):
        assert page or not strips
        for one, after in pairwise(page):
            assert one.top + one.strip.height <= after.top
        if page:
            assert page[-1].top + page[-1].strip.height <= (100 if number else 80)


def test_what_belongs_together_stays_on_a_page_and_a_head_comes_again() -> None:
    head = Strip(10, nothing, keep=True)
    rows = [Strip(10, nothing, head=head, keep=number == 18) for number in range(20)]
    pages = paginate([Strip(60, nothing), head, *rows], 100, 100)
    assert [len(page) for page in pages] == [5, 10, 9]
    assert all(page[0].strip is head for page in pages[1:])
    kept = paginate([Strip(95, nothing), Strip(10, nothing, keep=True), Strip(10, nothing)], 100, 100)
    assert [len(page) for page in kept] == [1, 2]
