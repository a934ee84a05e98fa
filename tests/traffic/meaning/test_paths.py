"""Groups of paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.meaning.paths import DEEPEST, PathJudge, PathRule, group_of


@pytest.mark.parametrize(
    ("path", "group", "asset"),
    [
        ("/", "/", False),
        ("", "(no path)", False),
        ("/order/4711/items", "/order/{number}/items", False),
        ("/order/", "/order/", False),
        ("/a/550e8400-e29b-41d4-a716-446655440000", "/a/{uuid}", False),
        ("/x/d41d8cd98f00b204e9800998ecf8427e", "/x/{hash}", False),
        ("/blog/2024-05-17/how-to-make-a-very-long-title", "/blog/{date}/{slug}", False),
        ("/presentations/logstash-monitorama-2013/", "/presentations/logstash-monitorama-2013/", False),
        ("/user-12345", "/user-{number}", False),
        ("/%7Epetef/", "/~petef/", False),
        ("/1/2/3/4/5/6/7/8", "/{number}/{number}/{number}/{number}/{number}/{number}/…", False),
        ("/css/app.css", "*.css", True),
        ("/images/jordan-80.PNG", "*.png", True),
        ("/files/price-list.pdf", "*.pdf", False),
        ("/.env", "/.env", False),
        ("/robots.txt", "/robots.txt", False),
    ],
)
def test_what_varies_becomes_a_placeholder(path: str, group: str, asset: bool) -> None:
    found = PathJudge().judge([path])
    assert (found.group.values, found.asset.tolist()) == ((group,), [asset])
    assert found.robots.tolist() == [path == "/robots.txt"]


def test_rules_of_the_operator_come_first() -> None:
    judge = PathJudge([PathRule("/shop/*/reviews", "reviews"), PathRule("/shop/**", "shop")])
    found = judge.judge(["/shop/shoe/reviews", "/shop/shoe/sizes/44.png", "/other"])
    assert [found.group.values[code] for code in found.group.codes.tolist()] == ["reviews", "shop", "/other"]
    assert found.asset.tolist() == [False, True, False]


def test_a_rule_without_a_pattern_is_told() -> None:
    with pytest.raises(UserError, match="needs a pattern"):
        PathJudge([PathRule(" ", "x")])


@given(st.text(max_size=200))
def test_a_group_is_of_bounded_depth_and_no_text_raises(text: str) -> None:
    assert len(group_of("/" + text).strip("/").split("/")) <= DEEPEST + 1
    PathJudge([PathRule("/a*b/**", "x")]).judge([text])


def test_an_escaped_control_character_does_not_become_one() -> None:
    assert group_of("/a%0Ab/%1B[2Jc") == "/a\ufffdb/\ufffd[2Jc"
