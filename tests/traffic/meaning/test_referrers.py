"""Where visitors came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.meaning.classes import ReferrerGroup
from revroute_desktop.traffic.meaning.referrers import ReferrerJudge, likely_own_hosts


@pytest.mark.parametrize(
    ("text", "group", "name"),
    [
        ("", ReferrerGroup.DIRECT, ""),
        ("-", ReferrerGroup.DIRECT, ""),
        ("nonsense", ReferrerGroup.DIRECT, ""),
        ("https://shop.example/cart", ReferrerGroup.INTERNAL, "shop.example"),
        ("https://WWW.Shop.Example:443/", ReferrerGroup.INTERNAL, "shop.example"),
        ("https://m.shop.example/", ReferrerGroup.INTERNAL, "m.shop.example"),
        ("https://notshop.example/", ReferrerGroup.OTHER, "notshop.example"),
        ("http://www.google.co.uk/search?q=x", ReferrerGroup.SEARCH, "Google"),
        ("https://mail.google.com/mail", ReferrerGroup.OTHER, "Gmail"),
        ("https://notgoogle.com/", ReferrerGroup.OTHER, "notgoogle.com"),
        ("android-app://com.google.android.googlequicksearchbox/", ReferrerGroup.SEARCH, "Google"),
        ("https://t.co/x", ReferrerGroup.SOCIAL, "X"),
        ("https://l.facebook.com/l.php", ReferrerGroup.SOCIAL, "Facebook"),
        ("https://chatgpt.com/", ReferrerGroup.ASSISTANT, "ChatGPT"),
        ("https://blog.example.org:8080?x", ReferrerGroup.OTHER, "blog.example.org"),
        ("https://user:pass@www.example.net/a", ReferrerGroup.OTHER, "example.net"),
    ],
)
def test_each_kind_of_referrer_is_told(text: str, group: ReferrerGroup, name: str) -> None:
    found = ReferrerJudge(["www.shop.example"]).judge([text])
    assert (found.group.tolist(), found.name.values) == ([group], (name,))


def test_the_logs_own_host_is_proposed_from_what_refers_most() -> None:
    texts = [
        "http://shop.example/a",
        "http://www.shop.example/b",
        "https://google.com/",
        "http://blog.example/",
    ]
    assert likely_own_hosts(texts, [50, 40, 500, 9]) == ("shop.example",)
    assert likely_own_hosts([], []) == ()


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    ReferrerJudge(["a.example"]).judge([text, f"http://{text}", f"https://[{text}"])
