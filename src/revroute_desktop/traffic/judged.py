"""What a batch of requests means, row by row: who was at work, what was asked for, where it came from."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.formats.forwarded import clients, read_networks
from revroute_desktop.traffic.formats.parsed import words
from revroute_desktop.traffic.hits import Hits, Words
from revroute_desktop.traffic.meaning.addresses import (
    NO_LABEL,
    AddressJudge,
    AddressRules,
    Countries,
    read_ranges,
)
from revroute_desktop.traffic.meaning.agents import judge_agents
from revroute_desktop.traffic.meaning.arrivals import by_campaign
from revroute_desktop.traffic.meaning.campaigns import judge_campaigns
from revroute_desktop.traffic.meaning.classes import REFERRER_TITLES, BotClass, Device, ReferrerGroup
from revroute_desktop.traffic.meaning.paths import PathJudge, PathRule
from revroute_desktop.traffic.meaning.referrers import ReferrerJudge
from revroute_desktop.traffic.reading.columns import take_hits

_READING: Final = frozenset({"GET", "HEAD", "POST", ""})


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator said of the own traffic, as plain data.

    `own` and `trusted` are networks of the house and of its proxies, `bot_ranges` ranges of bots with a label
    each, one a line, `countries` the path of a MaxMind file, `hosts` the operator's own hosts. Raw addresses
    are kept for `address_days` days, 0 for never.
    """

    own: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    bot_ranges: str = ""
    countries: str | None = None
    hosts: tuple[str, ...] = ()
    paths: tuple[PathRule, ...] = ()
    address_days: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """A batch of hits with what each of them means; "" where nothing is known.

    `address` is the client behind trusted proxies, `visitor` what a visitor counts by: of IPv6 the /64. `bot`
    is a `BotClass`; `verdict` names the bot, or says why a request is not taken for a person's. `group` is
    the path group, `referrer` the group of referrers and `source` the name of the one. A `page` is what a
    person reads, an `asset` what a page needs (images, styles, scripts); `robots` marks requests of
    robots.txt.
    """

    hits: Hits
    address: Words
    visitor: Words
    bot: NDArray[np.int64]
    verdict: Words
    group: Words
    referrer: Words
    source: Words
    campaign: Words
    country: Words
    device: Words
    page: NDArray[np.bool_]
    asset: NDArray[np.bool_]
    robots: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.hits)


class Judge:
    """Judges batches by the operator's rules; each distinct text is judged once."""

    def __init__(self, rules: Rules) -> None:
        """Raise UserError for rules that cannot be read."""
        countries = Countries(Path(rules.countries)) if rules.countries else None
        self._trusted = read_networks(rules.trusted)
        self._addresses = AddressJudge(
            AddressRules(read_networks(rules.own), read_ranges(rules.bot_ranges), countries)
        )
        self._referrers = ReferrerJudge(rules.hosts)
        self._paths = PathJudge(rules.paths)

    def judge(self, hits: Hits) -> Judged:
        """Return what the hits mean."""
        address = clients(hits.address, hits.forwarded, self._trusted)
        networks = self._addresses.judge(address.values)
        agents = judge_agents(hits.agent.values)
        paths = self._paths.judge(hits.path.values)
        bot = agents.bot.astype(np.int64)[hits.agent.codes]
        verdict = words(agents.crawler)
        codes = verdict.codes[hits.agent.codes]
        said = [*verdict.values]
        labelled = (networks.label != NO_LABEL)[address.codes] & (bot == BotClass.PEOPLE)
        if labelled.any():
            bot[labelled] = BotClass.RANGE
            codes[labelled] = networks.label[address.codes][labelled] + len(said)
            said += networks.labels
        load = bot == BotClass.OWN_LOAD
        own = networks.own[address.codes] & ~load
        bot[own] = BotClass.OWN_ADDRESS
        codes[own] = len(said)
        said.append("own address")
        asset, robots = paths.asset[hits.path.codes], paths.robots[hits.path.codes]
        reading = np.array([method in _READING for method in hits.method.values], np.bool_)
        fine = ((hits.status >= 200) & (hits.status < 300)) | (hits.status == 304)
        campaigns = judge_campaigns(hits.query.values)
        referrer, source = by_campaign(*self._came_from(hits.referrer), campaigns, hits.query.codes)
        return Judged(
            hits=hits,
            address=address,
            visitor=_by(words(networks.visitor), address.codes),
            bot=bot,
            verdict=Words(tuple(said), codes),
            group=_by(paths.group, hits.path.codes),
            referrer=referrer,
            source=source,
            campaign=_by(campaigns.label, hits.query.codes),
            country=_by(networks.country, address.codes),
            device=_by(words([Device(number).name.lower() for number in agents.device]), hits.agent.codes),
            page=fine & ~asset & ~robots & reading[hits.method.codes],
            asset=asset,
            robots=robots,
        )

    def _came_from(self, referrer: Words) -> tuple[Words, Words]:
        found = self._referrers.judge(referrer.values)
        groups = [REFERRER_TITLES[ReferrerGroup(number)] for number in found.group]
        names = [
            found.name.values[code] if group > ReferrerGroup.INTERNAL else title
            for code, group, title in zip(found.name.codes.tolist(), found.group, groups, strict=True)
        ]
        return _by(words(groups), referrer.codes), _by(words(names), referrer.codes)


def take_judged(judged: Judged, rows: NDArray[np.bool_]) -> Judged:
    """Return the marked rows of a batch."""
    if rows.all():
        return judged
    columns: dict[str, Any] = {"hits": take_hits(judged.hits, rows)}
    for field in fields(Judged)[1:]:
        column = getattr(judged, field.name)
        columns[field.name] = (
            Words(column.values, column.codes[rows]) if isinstance(column, Words) else column[rows]
        )
    return Judged(**columns)


def _by(judged: Words, codes: NDArray[np.int32]) -> Words:
    """Return for each row what was judged of its word."""
    return Words(judged.values, judged.codes[codes])
