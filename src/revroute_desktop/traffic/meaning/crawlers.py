"""Named crawlers, by the list of crawler-user-agents (https://github.com/monperrus/crawler-user-agents).

The list has 1,500 patterns. Each has a text that an agent must hold, nearly always the whole pattern; three
letters of it, the rarest among all, lead from an agent to the few patterns that are worth a look.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from revroute_desktop.traffic.meaning.classes import BotClass

_CLASSES: Final = {
    "search-engine": BotClass.SEARCH,
    "ai-crawler": BotClass.AI,
    "seo": BotClass.SEO,
    "monitoring": BotClass.MONITORING,
    "social-preview": BotClass.PREVIEW,
    "feed-reader": BotClass.FEED,
    "http-library": BotClass.TOOL,
    "browser-automation": BotClass.TOOL,
}
# A crawler that has several tags is what comes first here: who gathers texts for a model is told apart first.
_PRECEDENCE: Final = (
    "ai-crawler",
    "search-engine",
    "social-preview",
    "feed-reader",
    "monitoring",
    "seo",
    "http-library",
    "browser-automation",
)
_ESCAPED: Final = re.compile(r"\\([^A-Za-z0-9])")
_SPECIAL: Final = re.compile(r"[\\^$*+?()\[\]{}|.]")
_UNSURE: Final = re.compile(r"\([^()]*\)|\[[^\]]*\][*+?]?|\\[A-Za-z][*+?]?|.[*?]|[\^$+.]")
# Letters that every browser's agent has lead nowhere, so a pattern is not to be found by them.
_COMMON: Final = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 "
    "Safari/537.36 (Macintosh; Intel Mac OS X 10_15_7) Version/17.1 Mobile/15E148 (iPhone; CPU iPhone OS "
    "17_1 like Mac OS X) (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0 (Linux; Android 13; "
    "SM-G991B Build/ compatible; MSIE Trident Edg/ OPR/ Ubuntu en-US .NET CLR bot http://www. https:// .com"
)
_Test: TypeAlias = "tuple[int, str, re.Pattern[str] | None]"


@dataclass(frozen=True, slots=True)
class Crawler:
    """A crawler of the list: the name it goes by, and its class."""

    name: str
    bot: BotClass


class _List:
    """The compiled list."""

    def __init__(self, patterns: list[tuple[str, Crawler]]) -> None:
        self._crawlers = [crawler for _, crawler in patterns]
        # Place in the list, a text that an agent must hold, and the expression where that is not all.
        tests = [
            (place, text, None if text == _plain(alternative) else re.compile(alternative))
            for place, (pattern, _) in enumerate(patterns)
            for alternative in _alternatives(pattern)
            for text in [_required(alternative)]
        ]
        self._always = [test for test in tests if len(test[1]) < 3]
        self._by_letters = _index([test for test in tests if len(test[1]) >= 3])

    def find(self, agent: str) -> Crawler | None:
        """Return the first crawler of the list whose pattern an agent holds."""
        by_letters = self._by_letters
        best = len(self._crawlers)
        for letters in by_letters.keys() & {agent[at : at + 3] for at in range(len(agent) - 2)}:
            for place, text, expression in by_letters[letters]:
                if place < best and text in agent and (expression is None or expression.search(agent)):
                    best = place
        for place, text, expression in self._always:
            if place < best and text in agent and (expression is None or expression.search(agent)):
                best = place
        return self._crawlers[best] if best < len(self._crawlers) else None


def _index(tests: list[_Test]) -> dict[str, list[_Test]]:
    """Return the tests by the letters that lead to them: of each text, the three that are rarest."""
    counted = Counter(letters for _, text, _ in tests for letters in _threes(text))
    common = set(_threes(_COMMON))
    index: defaultdict[str, list[_Test]] = defaultdict(list)
    for test in tests:
        rarest = min(_threes(test[1]), key=lambda letters: (letters in common, counted[letters]))
        index[rarest].append(test)
    return dict(index)


def find_crawler(agent: str) -> Crawler | None:
    """Return the crawler that an agent names, None where it names none of the list."""
    return _load().find(agent)


def _threes(text: str) -> list[str]:
    return [text[at : at + 3] for at in range(len(text) - 2)]


@lru_cache(maxsize=1)
def _load() -> _List:
    # Late: reading the list takes 20 ms that only an import of traffic is to pay.
    from crawleruseragents import CRAWLER_USER_AGENTS_DATA

    return _List(
        [
            (entry["pattern"], Crawler(_name(entry["pattern"]), _class(entry.get("tags", []))))
            for entry in CRAWLER_USER_AGENTS_DATA
        ]
    )


def _class(tags: list[str]) -> BotClass:
    return next((_CLASSES[tag] for tag in _PRECEDENCE if tag in tags), BotClass.OTHER)


def _alternatives(pattern: str) -> list[str]:
    """Return what stands between the bars of a pattern that has some outside of parentheses."""
    return [pattern] if "(" in pattern else pattern.split("|")


def _plain(pattern: str) -> str | None:
    """Return a pattern as the text that it is, None where it is more than a text."""
    return None if _SPECIAL.search(_ESCAPED.sub("", pattern)) else _ESCAPED.sub(r"\1", pattern)


def _required(pattern: str) -> str:
    """Return the longest text that whatever matches the pattern surely holds."""
    # An escaped sign is moved out of the way of those that mean something, and back afterwards.
    away = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found[1])), pattern)
    pieces = _UNSURE.sub("\0", away).split("\0")
    longest = max(pieces, key=len)
    return "".join(chr(ord(sign) - 0xE000) if ord(sign) >= 0xE000 else sign for sign in longest)


def _name(pattern: str) -> str:
    """Return a pattern as a name for people: `Googlebot\\/` is Googlebot, `[wW]get` is wget."""
    text = _alternatives(pattern)[0]
    text = re.sub(r"\(\^\| \)|\(\[\^-\]\|\$\)|\\d(?:\\\.)?[+]?", "", text)
    text = re.sub(r"\[\\s\\S\]\*", " ", text)
    text = re.sub(r"\[(.)[^\]]*\]", r"\1", text)
    text = re.sub(r"\((\w+)\|[^)]*\)", r"\1", text)
    return _ESCAPED.sub(r"\1", text).strip("^$/ ")
