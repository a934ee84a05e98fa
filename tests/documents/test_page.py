"""A page holds what it was given as text and nothing else, and needs nothing from elsewhere."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.documents.sample import HOSTILE, sample

from revroute_desktop.documents.charts import Curve, line_chart
from revroute_desktop.documents.page import as_page
from revroute_desktop.documents.scale import decade_marks, round_marks, short
from revroute_desktop.documents.text import parts_of, shortened

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "section", "div", "span", "img"),
    *("p", "strong", "small", "b", "i", "br", "h1", "h2", "h3", "dl", "dt", "dd", "ul", "li", "pre", "code"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
    *("svg", "line", "path", "text", "tspan", "rect", "circle"),
}


class Seen(HTMLParser):
    """Tags, attributes and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("src", "href", "xlink:href", "action", "data", "srcset"):
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def stands_alone(page: str) -> Seen:
    """Check that a page refers to nothing outside itself and does nothing, and return what it holds."""
    seen = Seen(page)
    assert seen.tags <= TAGS, seen.tags - TAGS
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert all(link.startswith("data:image/") for link in seen.links)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None and not re.search(r"url\(|@import|http", style[1])
    assert "default-src 'none'" in page
    return seen


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_a_name(name: str) -> None:
    seen = stands_alone(as_page(sample(name, rows=3)))
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    assert shown in seen.text


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_text_can_stand_anywhere(name: str) -> None:
    stands_alone(as_page(sample(name, rows=1)))


def test_without_its_style_a_page_reads_from_top_to_bottom() -> None:
    text = Seen(re.sub(r"<style>.*?</style>", "", as_page(sample()), flags=re.DOTALL)).text
    places = [text.index(part) for part in ("Street 1", "0 Plain name", "Together", "second line", "Apart")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_chart_is_xml_whatever_it_shows(name: str) -> None:
    picture = line_chart(name, name, [Curve(name, [1.0, 2.0])], lambda place: name)
    assert ElementTree.fromstring(picture.svg).tag.endswith("svg")
    assert not re.search(r"d=\"\"|nan|inf", picture.svg)


def test_a_chart_of_nothing_says_so() -> None:
    assert "Nothing was measured" in line_chart("a", "", [Curve("b", [None])], str).svg
    assert "Nothing was measured" in line_chart("a", "", [], str).svg


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12))
@example(0.0, 5e-324)
@example(1e12, 1e-9)
def test_marks_are_round_and_enclose(low: float, more: float) -> None:
    high = low + more
    marks = round_marks(low, high)
    assert marks == sorted(marks) and 2 <= len(marks) <= 9
    slack = (marks[1] - marks[0]) * 1e-6
    assert marks[0] <= low + slack and (marks[-1] >= high - slack or high == low)


def test_numbers_of_axes_are_short() -> None:
    assert [short(value) for value in (0, 950, 12_000, 1_500_000, -2_000)] == [
        "0",
        "950",
        "12 k",
        "1.5 M",
        "\u22122 k",
    ]
    assert decade_marks(1, 100) == [1, 2, 5, 10, 20, 50, 100]


def test_texts_are_cut_in_the_middle_and_typed_parts_are_told_apart() -> None:
    assert shortened("abcdefghij", 5) == "ab\u2026ij"
    assert parts_of("say `x` now") == [("say ", False), ("x", True), (" now", False)]
    assert parts_of("one ` alone") == [("one ` alone", False)]
