"""Campaigns: what the query of a landing page says of the link that led there.

`utm_source`, `utm_medium`, `utm_campaign` as Google Analytics has them
(https://support.google.com/analytics/answer/10917952), and the click numbers that advertising systems add,
which say the system but not the campaign.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_plus

import numpy as np

from revroute_desktop.traffic.hits import Words

LONGEST: Final = 100
"""Characters kept of a campaign, source or medium: whoever writes the link could write anything."""

_HINT: Final = re.compile(r"utm_|clid=|clsrc=|braid=|_fat_id=|(?:^|&)ref=|mc_cid=", re.IGNORECASE)
_CLICKS: Final = {
    "gclid": ("google", "cpc"),
    "gbraid": ("google", "cpc"),
    "wbraid": ("google", "cpc"),
    "gclsrc": ("google", "cpc"),
    "dclid": ("google", "display"),
    "msclkid": ("bing", "cpc"),
    "fbclid": ("facebook", "social"),
    "ttclid": ("tiktok", "cpc"),
    "twclid": ("x", "cpc"),
    "li_fat_id": ("linkedin", "cpc"),
    "yclid": ("yandex", "cpc"),
    "igshid": ("instagram", "social"),
    "mc_cid": ("mailchimp", "email"),
}


@dataclass(frozen=True, slots=True)
class Campaign:
    """What one query says: campaign, source and medium as written, "" where it is silent."""

    name: str
    source: str
    medium: str

    @property
    def label(self) -> str:
        """How the campaign is called where only one word is shown; "" for none."""
        return self.name or "/".join(part for part in (self.source, self.medium) if part)


NO_CAMPAIGN: Final = Campaign("", "", "")


@dataclass(frozen=True, slots=True)
class Campaigns:
    """What distinct queries say, one entry a query; `label` is "" where there is no campaign."""

    label: Words
    campaigns: tuple[Campaign, ...]


def judge_campaigns(queries: Sequence[str]) -> Campaigns:
    """Return what distinct queries say."""
    found = tuple(judge_campaign(query) for query in queries)
    index: dict[str, int] = {}
    codes = [index.setdefault(campaign.label, len(index)) for campaign in found]
    return Campaigns(Words(tuple(index), np.array(codes, np.int32)), found)


def judge_campaign(query: str) -> Campaign:
    """Return the campaign of one query."""
    return _judge(query) if query and _HINT.search(query) else NO_CAMPAIGN


@lru_cache(maxsize=1 << 15)
def _judge(query: str) -> Campaign:
    said: dict[str, str] = {}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if value:
            said.setdefault(name.lower(), _word(value))
    source, medium = said.get("utm_source", ""), said.get("utm_medium", "")
    click = next((system for name, system in _CLICKS.items() if name in said), None)
    if click is not None:
        source, medium = source or click[0], medium or click[1]
    if not source:
        source = said.get("ref", "")
    name = said.get("utm_campaign", "") or said.get("utm_id", "") or said.get("mc_cid", "")
    return Campaign(name, source, medium) if name or source or medium else NO_CAMPAIGN


def _word(text: str) -> str:
    """Return a value as text without control characters, which a report could not show."""
    plain = unquote_plus(text, errors="replace")
    return "".join(sign for sign in plain if sign.isprintable()).strip()[:LONGEST]
