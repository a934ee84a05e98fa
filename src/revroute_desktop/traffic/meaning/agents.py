"""User agents: which program, on what device, and whether it says that it is no person.

A crawler of the list is named by it. Of the rest, nearly all have one of few shapes that large browsers use;
what has another is given to ua-parser (https://github.com/ua-parser/uap-core), whose rules take a third of a
millisecond a text and so are kept for these. A test holds the shapes to what ua-parser says.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.traffic.hits import Words
from revroute_desktop.traffic.meaning.classes import BotClass, Device
from revroute_desktop.traffic.meaning.crawlers import find_crawler

LONGEST: Final = 512
"""Characters of an agent that are looked at: what a browser sends has half of that."""

OWN_LOAD_MARK: Final = "RevRoute-Load/"
"""What every request of a load run says of itself."""

_KIT: Final = r"AppleWebKit/[\d.]+ \(KHTML, like Gecko\)"
_DESK: Final = r"\((?:Windows NT|Windows;|Macintosh|X11)[^()]*\)"
_SHAPES: Final = re.compile(
    r"Mozilla/[45]\.0 (?:"
    rf"(?P<chrome>{_DESK} {_KIT} Chrome/[\d.]+ Safari/[\d.]+)"
    rf"|(?P<edge>{_DESK} {_KIT} Chrome/[\d.]+ Safari/[\d.]+ Edge?/[\d.]+)"
    rf"|(?P<opera>{_DESK} {_KIT} Chrome/[\d.]+ Safari/[\d.]+ OPR/[\d.]+)"
    rf"|(?P<firefox>{_DESK} Gecko/[\d.]+ Firefox/[\d.]+)"
    rf"|(?P<safari>\(Macintosh[^()]*\) {_KIT} Version/[\d.]+ Safari/[\d.]+)"
    rf"|(?P<ios>\((?:iPhone|iPad|iPod)[^()]*\) {_KIT} Version/[\d.]+ Mobile/\w+ Safari/[\d.]+)"
    rf"|(?P<android>\(Linux; Android [^()]*\) {_KIT} Chrome/[\d.]+ Mobile Safari/[\d.]+)"
    rf"|(?P<tablet>\(Linux; Android [^()]*\) {_KIT} Chrome/[\d.]+ Safari/[\d.]+)"
    r"|(?P<ie>\((?:compatible; MSIE \d+\.\d+; Windows NT[^()]*|Windows NT[^()]*Trident/7[^()]*rv:11[\d.]*)\)"
    r"(?: like Gecko)?)"
    r")"
)
_FAMILIES: Final = {
    "chrome": "Chrome",
    "edge": "Edge",
    "opera": "Opera",
    "firefox": "Firefox",
    "safari": "Safari",
    "ios": "Mobile Safari",
    "android": "Chrome Mobile",
    "tablet": "Chrome",
    "ie": "IE",
}
# Words within the first parentheses that make another program of a browser's shape.
_OTHERWISE: Final = re.compile(
    r"IEMobile|Xbox|; wv\)|Maemo|Fennec|WebTV|Lunascape|maxthon|AOL|Avant|TencentTraveler|Qihoo|Iron|SE 2"
    r"|chromeframe",
    re.IGNORECASE,
)
_ITSELF: Final = re.compile(
    r"(?<!cu)bots?\b|bot[/_-]|crawl|spider|scrap|fetch(?!\w*rc)|archiver|validator|feed ?parser|monitor"
    r"|\+https?://|https?://\S*(?:bot|crawl|spider)",
    re.IGNORECASE,
)
_TABLET: Final = re.compile(
    r"iPad|Tablet|Kindle|Silk/|PlayBook|Nexus (?:7|9|10)\b|SM-[TX]\d|GT-P\d|Xoom", re.IGNORECASE
)
_PHONE: Final = re.compile(
    r"iPhone|iPod|Mobile|Phone|MIDP|Opera Mini|Opera Mobi|BlackBerry|BB10|Symbian|webOS|UP\.Browser|WAP|Nokia"
    r"|SonyEricsson|Profile/|IEMobile",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d+")
_MOST_FAMILIES: Final = 1 << 15
_families: dict[str, str] = {}
_SITE: Final = re.compile(r"https?://(?:www\.)?([^/\s;,)]+)", re.IGNORECASE)
_ELSEWHERE: Final = re.compile(r"TV\b|SmartTV|PlayStation|Xbox|Nintendo|CrKey|Roku|Watch", re.IGNORECASE)
_DESKTOP: Final = re.compile(r"Windows|Macintosh|Mac OS X|X11|CrOS|Linux|BSD|SunOS", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agent:
    """What one user agent says: the program's family, the device, the class of bot it says it is (PEOPLE when
    none) and the name it says that by.
    """

    family: str
    device: Device
    bot: BotClass
    crawler: str


@dataclass(frozen=True, slots=True)
class Agents:
    """What distinct user agents say, one entry a text."""

    family: Words
    device: NDArray[np.int8]
    bot: NDArray[np.int8]
    crawler: tuple[str, ...]


def judge_agents(texts: Sequence[str]) -> Agents:
    """Return what distinct user agents say."""
    found = [judge_agent(text) for text in texts]
    index: dict[str, int] = {}
    codes = [index.setdefault(agent.family, len(index)) for agent in found]
    return Agents(
        Words(tuple(index), np.array(codes, np.int32)),
        np.array([agent.device for agent in found], np.int8),
        np.array([agent.bot for agent in found], np.int8),
        tuple(agent.crawler for agent in found),
    )


def judge_agent(text: str) -> Agent:
    """Return what one user agent says, by its first `LONGEST` characters; an empty one says nothing."""
    return _judge(text[:LONGEST])


@lru_cache(maxsize=1 << 16)
def _judge(text: str) -> Agent:
    if text in ("", "-"):
        return Agent("", Device.OTHER, BotClass.PEOPLE, "")
    if OWN_LOAD_MARK in text:
        return Agent("RevRoute-Load", Device.OTHER, BotClass.OWN_LOAD, "RevRoute-Load")
    shape = _SHAPES.fullmatch(text)
    if shape is not None:
        comment = text[text.index("(") : text.index(")") + 1]
        agent = _of_shape(str(shape.lastgroup), comment)
        if agent is not None:
            return agent
    crawler = find_crawler(text)
    if crawler is not None:
        return Agent(crawler.name, device_of(text), crawler.bot, crawler.name)
    itself = _ITSELF.search(text)
    family = _family(text)
    if itself is not None:
        return Agent(family, device_of(text), BotClass.OTHER, _name_of_itself(text, itself))
    return Agent(family, device_of(text), BotClass.PEOPLE, "")


def device_of(text: str) -> Device:
    """Return the device that an agent's words tell of."""
    if _ELSEWHERE.search(text):
        return Device.OTHER
    if _TABLET.search(text):
        return Device.TABLET
    if "Android" in text:
        # Browsers of phones say Mobile, those of tablets do not; apps (Dalvik) say neither.
        return Device.TABLET if "Mobile" not in text and text.startswith("Mozilla/") else Device.PHONE
    if _PHONE.search(text):
        return Device.PHONE
    return Device.DESKTOP if _DESKTOP.search(text) else Device.OTHER


@lru_cache(maxsize=1 << 15)
def _of_shape(shape: str, comment: str) -> Agent | None:
    """Return what an agent of a browser's shape says, whose first parentheses alone are free; None
    where these tell of another program.
    """
    if _OTHERWISE.search(comment) or _ITSELF.search(comment) or find_crawler(comment) is not None:
        return None
    if shape in ("ios", "android", "tablet"):
        device = device_of(f"Mozilla/5.0 {comment}{' Mobile' if shape != 'tablet' else ''}")
        return Agent(_FAMILIES[shape], device, BotClass.PEOPLE, "")
    return Agent(_FAMILIES[shape], Device.DESKTOP, BotClass.PEOPLE, "")


def _family(text: str) -> str:
    """Return the family by ua-parser. Agents that differ in their numbers alone are of one."""
    form = _NUMBER.sub("0", text)
    known = _families.get(form)
    if known is None:
        # Late: ua-parser takes 25 ms to import and 150 ms for its rules, which few logs need at all.
        import ua_parser

        found = ua_parser.parse_user_agent(text)
        known = str(found.family) if found is not None else "Other"
        if len(_families) >= _MOST_FAMILIES:
            _families.clear()
        _families[form] = known
    return known


def _name_of_itself(text: str, itself: "re.Match[str]") -> str:
    """Return what a program calls itself: `BeetleBot` of `(compatible; BeetleBot; )`. Where only an address
    of its makers tells it, it is the first product of the text, or their site.
    """
    word = itself[0]
    place = 0 if "://" in word else max(text.rfind(sign, 0, itself.start() + 1) for sign in " ;(,+") + 1
    name: str = re.split(r"[\s;(),/]", text[place:].lstrip(), maxsplit=1)[0]
    site = _SITE.search(text)
    if name == "Mozilla" and site is not None:
        return site[1][:60]
    return name[:60] or text[:60]
