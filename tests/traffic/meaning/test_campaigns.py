"""Campaigns from the query of a landing page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.meaning.campaigns import LONGEST, judge_campaign, judge_campaigns


@pytest.mark.parametrize(
    ("query", "label", "source", "medium"),
    [
        ("a=b", "", "", ""),
        ("utm_source=news&utm_medium=email&utm_campaign=Spring+Sale", "Spring Sale", "news", "email"),
        ("UTM_Source=News", "News", "News", ""),
        ("gclid=abc", "google/cpc", "google", "cpc"),
        ("gclid=abc&utm_campaign=brand&utm_source=adwords", "brand", "adwords", "cpc"),
        ("utm_campaign=%E2%82%AC%00", "€", "", ""),
        ("utm_campaign=", "", "", ""),
        ("ref=hn", "hn", "hn", ""),
        ("preference=1", "", "", ""),
        ("x=1&fbclid=y", "facebook/social", "facebook", "social"),
    ],
)
def test_the_query_names_campaign_source_and_medium(query: str, label: str, source: str, medium: str) -> None:
    found = judge_campaign(query)
    assert (found.label, found.source, found.medium) == (label, source, medium)


def test_equal_campaigns_are_one_word() -> None:
    found = judge_campaigns(["utm_campaign=a&x=1", "utm_campaign=a&x=2", ""])
    assert found.label.values == ("a", "")
    assert found.label.codes.tolist() == [0, 0, 1]


@given(st.text(max_size=300))
def test_whatever_a_link_says_stays_short_and_printable(text: str) -> None:
    found = judge_campaign(f"utm_campaign={text}&utm_source={text}")
    assert len(found.name) <= LONGEST
    assert found.name.isprintable()
