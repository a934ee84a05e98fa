"""A page as a browser shows it, where there is one: nothing asked for, nothing cut off, printable."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from tests.documents.sample import HOSTILE, sample

from revroute_desktop.documents.page import as_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


def browse(folder: Path, page: str, *options: str) -> str:
    """Open a page in a browser of its own and return what it writes on standard output."""
    assert CHROMIUM is not None
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    words = [
        CHROMIUM,
        "--headless",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'own'}",
    ]
    words += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    # Whatever it asked for would be in the log of the network.
    words += [f"--log-net-log={folder / 'net.json'}", *options, file.as_uri()]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_a_page_with_hostile_names_shows_them_and_asks_for_nothing(tmp_path: Path) -> None:
    shown = browse(tmp_path, as_page(sample(HOSTILE[1], rows=4)), "--dump-dom")
    assert "Street 1" in shown and "&lt;img src=http" in shown and "<script" not in shown
    assert "evil.example" not in (tmp_path / "net.json").read_text(encoding="utf-8", errors="replace")


def test_a_page_fills_its_window_and_prints(tmp_path: Path) -> None:
    picture, paper = tmp_path / "page.png", tmp_path / "page.pdf"
    browse(tmp_path, as_page(sample()), "--window-size=900,1600", f"--screenshot={picture}")
    image = QImage(str(picture))
    assert image.width() == 900
    dark = sum(
        image.pixelColor(x, y).lightness() < 100 for x in range(60, 840, 5) for y in range(40, 1500, 5)
    )
    assert dark > 300, "there is text on it"
    assert all(image.pixelColor(895, y).lightness() > 200 for y in range(0, 1600, 40)), "nothing runs out"
    browse(tmp_path, as_page(sample()), f"--print-to-pdf={paper}")
    assert paper.read_bytes().count(b"/Type /Page\n") >= 2
