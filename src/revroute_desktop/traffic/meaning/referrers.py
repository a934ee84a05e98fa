"""Referrers: the group and the name of where a visitor came from."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.resources import resource_path
from revroute_desktop.traffic.formats.values import without_port
from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.meaning.classes import ReferrerGroup

_SECTIONS: Final = {
    "search": ReferrerGroup.SEARCH,
    "social": ReferrerGroup.SOCIAL,
    "assistant": ReferrerGroup.ASSISTANT,
    "other": ReferrerGroup.OTHER,
}
_SCHEMES: Final = frozenset({"http", "https", "android-app", "ios-app"})


@dataclass(frozen=True, slots=True)
class Referrers:
    """What distinct referrers say, one entry a text.

    `group` is a ReferrerGroup, CAMPAIGN never: that is told by the query of the request (`campaigns`). `name`
    is the name of the table of resources, else the host; "" for direct.
    """

    group: NDArray[np.int8]
    name: Words


class ReferrerJudge:
    """Judges referrers of a log whose own hosts are known; subdomains are the operator's too."""

    def __init__(self, own_hosts: Iterable[str] = ()) -> None:
        self._own = frozenset(host.lower().removeprefix("www.") for host in own_hosts if host)
        self.judge_one = lru_cache(maxsize=1 << 16)(self._judge_one)

    def judge(self, texts: Sequence[str]) -> Referrers:
        """Return what distinct referrers say."""
        found = [self.judge_one(text) for text in texts]
        index: dict[str, int] = {}
        codes = [index.setdefault(name, len(index)) for _, name in found]
        return Referrers(
            np.array([group for group, _ in found], np.int8), Words(tuple(index), np.array(codes, np.int32))
        )

    def _judge_one(self, text: str) -> tuple[ReferrerGroup, str]:
        host = host_of(text)
        if not host:
            return ReferrerGroup.DIRECT, ""
        bare = host.removeprefix("www.")
        if bare in self._own or any(suffix in self._own for suffix in _suffixes(bare)):
            return ReferrerGroup.INTERNAL, bare
        return _known(host) or (ReferrerGroup.OTHER, bare)


def host_of(text: str) -> str:
    """Return the host of a referrer in lower case, "" for what is no address of a page."""
    scheme, mark, rest = text.partition("://")
    if not mark or scheme.lower() not in _SCHEMES:
        return ""
    for sign in "/?#":
        rest = rest.partition(sign)[0]
    return without_port(rest.rpartition("@")[2]).lower().strip(".")[:253]


def likely_own_hosts(referrers: Sequence[str], hits: Sequence[int]) -> tuple[str, ...]:
    """Return the hosts that are probably the log's own, for a person to confirm, the likeliest first.

    A page's images, scripts and next pages name its own host as their referrer, so that nearly always has
    more hits than all others: hosts with a fifth of the referrers are named; search engines and the like
    are not.
    """
    counted: dict[str, int] = {}
    for text, count in zip(referrers, hits, strict=True):
        host = host_of(text).removeprefix("www.")
        if host and _known(host) is None:
            counted[host] = counted.get(host, 0) + count
    total = sum(counted.values())
    ordered = sorted(counted, key=lambda host: (-counted[host], host))
    return tuple(host for host in ordered if counted[host] * 5 >= total)


def _suffixes(host: str) -> list[str]:
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(1, len(labels) - 1)]


def _known(host: str) -> tuple[ReferrerGroup, str] | None:
    domains, anywhere = _table()
    for name in (host, *_suffixes(host)):
        if name in domains:
            return domains[name]
    labels = host.split(".")
    # google.com has the name second from the end, google.co.uk third, before a short second level.
    if len(labels) > 1 and labels[-2] in anywhere:
        return anywhere[labels[-2]]
    if len(labels) > 2 and len(labels[-2]) <= 3 and labels[-3] in anywhere:
        return anywhere[labels[-3]]
    return None


_Names = dict[str, tuple[ReferrerGroup, str]]


@lru_cache(maxsize=1)
def _table() -> tuple[_Names, _Names]:
    """Return the table of resources: by domain, and by a name that stands before any ending."""
    read = tomllib.loads(resource_path("traffic", "referrers.toml").read_text(encoding="utf-8"))
    domains: _Names = {}
    anywhere: _Names = {}
    for section, group in _SECTIONS.items():
        for name, entries in read[section].items():
            for entry in entries:
                if entry.endswith(".*"):
                    anywhere[entry[:-2]] = (group, name)
                else:
                    domains[entry] = (group, name)
    return domains, anywhere
