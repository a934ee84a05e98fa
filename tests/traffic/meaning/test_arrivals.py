"""Arrivals by a campaign."""

from revroute_desktop.traffic.formats.parsed import words
from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.meaning.arrivals import by_campaign
from revroute_desktop.traffic.meaning.campaigns import judge_campaigns


def texts(column: Words) -> list[str]:
    return [column.values[code] for code in column.codes.tolist()]


def test_who_comes_by_a_campaign_is_in_its_group_and_the_site_itself_brings_nobody() -> None:
    rows = [
        ("direct", "direct", "utm_campaign=spring&utm_source=newsletter"),
        ("search", "Google", "gclid=x"),
        ("internal", "internal", "utm_campaign=spring&utm_source=banner"),
        ("direct", "direct", "utm_campaign=spring"),
        ("direct", "direct", "page=2"),
    ]
    query = words([row[2] for row in rows])
    referrer, source = by_campaign(
        words([row[0] for row in rows]),
        words([row[1] for row in rows]),
        judge_campaigns(query.values),
        query.codes,
    )
    assert texts(referrer) == ["campaign", "campaign", "internal", "campaign", "direct"]
    assert texts(source) == ["newsletter", "Google", "internal", "direct", "direct"]


def test_without_campaigns_nothing_changes() -> None:
    referrer, source = words(["direct"]), words(["direct"])
    found = by_campaign(referrer, source, judge_campaigns(("",)), words([""]).codes)
    assert found == (referrer, source)
