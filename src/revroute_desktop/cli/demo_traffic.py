"""The demo's access log: two weeks of visitors, the buyers of the demo's last payments among them, and bots.

As with the revenue files, the same seed gives the same bytes on every machine. Addresses are of the ranges
that are kept for tests and documentation, names of crawlers are those that they give themselves.
"""

import csv
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from revroute_desktop.cli.demo_data import LAST_DAY, SEED, Item

LOG_FORMAT = (
    'nginx:$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
    '"$http_referer" "$http_user_agent" $request_time'
)
LOG_DAYS = 14
LINES_ABOUT = 30_000

_BEGIN = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, tzinfo=UTC) - timedelta(days=LOG_DAYS - 1)
_END = LOG_DAYS * 86_400
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BUYERS = 0.72
"""Share of payments whose page of thanks is in the log; the others were made in the app."""
_HOST = "https://northlight.example"
_HOURS = (3, 2, 1, 1, 1, 2, 3, 5, 6, 7, 8, 8, 9, 8, 8, 9, 10, 12, 15, 18, 20, 18, 12, 7)
_AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/137.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/137.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0",
)
_REFERRERS = (
    "-",
    "-",
    "-",
    "https://www.google.com/",
    "https://www.google.com/",
    "https://www.instagram.com/",
    "https://duckduckgo.com/",
    "https://old.reddit.com/r/livemusic/",
)
_OWN_CAMPAIGNS = (("newsletter-june", "newsletter", "email"), ("creator-links", "youtube", "social"))
_CREATORS = ("neon-kitten", "paper-moth", "lux-rose", "amber-fox", "kumo-neko", "lucky-raven")
_PAGES = ("/", "/live", "/shop", "/shop/poster-a2", "/about", "/help/billing", "/search?q=poster")
_ASSETS = ("/static/app.css", "/static/app.js", "/img/cover.webp")
_BOTS = (
    ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", 1500, "198.51.100.10"),
    ("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; "
     "+https://openai.com/gptbot)", 1060, "198.51.100.20"),
    ("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", 720, "198.51.100.30"),
    ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", 430, "198.51.100.40"),
    ("Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", 1340, "198.51.100.50"),
    ("python-requests/2.32.3", 210, "198.51.100.60"),
)  # fmt: skip
_LOAD_AGENT = "RevRoute-Load/1.0 (+load-20260628-0900)"


def write_demo_log(path: Path, files: Iterable[Path], seed: int = SEED) -> int:
    """Write the access log of the demo's shop; `files` are its revenue files. Returns how many lines."""
    shop = _Shop(random.Random(seed).random)
    for payment in _payments(files):
        if shop.draw() < _BUYERS:
            shop.buys(payment)
    while len(shop.lines) < LINES_ABOUT * 3 // 4:
        shop.looks_around()
    shop.bots()
    shop.scraper()
    shop.own_load()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line for _, line in sorted(shop.lines))
    return len(shop.lines)


@dataclass(frozen=True, slots=True)
class _Payment:
    """A payment whose buyer the log may have seen; `at` in seconds since the log's first day."""

    id: str
    at: int
    campaign: str
    creator: str


def _payments(files: Iterable[Path]) -> list[_Payment]:
    found = []
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if not row["id"].startswith("ch_") or not row["time"].startswith(str(_BEGIN.year)):
                    continue
                when = datetime.fromisoformat(row["time"].replace("Z", "+00:00"))
                at = int((when - _BEGIN).total_seconds())
                if 3600 < at < _END:
                    found.append(_Payment(row["id"], at, row["campaign"], row["attribute.creator"]))
    return sorted(found, key=lambda one: (one.at, one.id))


@dataclass(slots=True)
class _Shop:
    """Gathers lines as (time, line); `draw` gives numbers from 0 to below 1."""

    draw: Callable[[], float]
    lines: list[tuple[int, str]] = field(default_factory=list)

    def buys(self, payment: _Payment) -> None:
        """Let somebody come, look at some pages and pay at the time of the payment."""
        pages = 2 + int(self.draw() * 4)
        at = payment.at - 20 - int(self.draw() * 60) * pages
        who, agent = self._person()
        landing, referrer = self._arrival(f"/c/{payment.creator}", payment.campaign)
        at = self._page(at, who, agent, landing, referrer)
        for _ in range(pages):
            at = self._page(min(at, payment.at - 5), who, agent, self._pick(_PAGES), f"{_HOST}/")
        self._page(payment.at, who, agent, f"/thanks?order_id={payment.id}", f"{_HOST}/checkout")

    def looks_around(self) -> None:
        """Let somebody come and leave again."""
        hour = self._pick([h for h, weight in enumerate(_HOURS) for _ in range(weight)])
        at = int(self.draw() * LOG_DAYS) * 86_400 + hour * 3600 + int(self.draw() * 3600)
        who, agent = self._person()
        campaign = "summer-live-2026" if self.draw() < 0.25 and at < 5 * 86_400 else ""
        landing, referrer = self._arrival(f"/c/{self._pick(_CREATORS)}", campaign)
        at = self._page(at, who, agent, landing, referrer)
        for _ in range(int(self.draw() * self.draw() * 9)):
            at = self._page(at, who, agent, self._pick(_PAGES), f"{_HOST}/")

    def bots(self) -> None:
        """Let those come who say what they are."""
        for agent, requests, address in _BOTS:
            for number in range(requests):
                at = int((number + self.draw()) * _END / requests)
                path = "/robots.txt" if number % 60 == 0 else f"/c/{self._pick(_CREATORS)}"
                self._line(at, f"{address}", agent, path, 200, "-", 4_000 + int(self.draw() * 9_000))

    def scraper(self) -> None:
        """Let one come who says that it is a person, and reads pages without their images."""
        for number in range(412):
            at = 9 * 86_400 + 3 * 3600 + number * 180 // 412
            path = f"/shop/article-{number}"
            self._line(at, "203.0.113.7", _AGENTS[0], path, 200, "-", 9_000)

    def own_load(self) -> None:
        """A load run of the operator's own."""
        for number in range(1200):
            at = 11 * 86_400 + 9 * 3600 + number // 4
            self._line(at, "192.0.2.14", _LOAD_AGENT, "/shop", 200, "-", 5_200)

    def _page(self, at: int, who: str, agent: str, path: str, referrer: str) -> int:
        """Let a page be read with what it loads; returns when the next one is."""
        status = 404 if self.draw() < 0.004 else 500 if self.draw() < 0.0015 else 200
        self._line(at, who, agent, path, status, referrer, 6_000 + int(self.draw() * 20_000))
        for asset in _ASSETS[: 1 + int(self.draw() * 2)]:
            self._line(at + 1, who, agent, asset, 200, f"{_HOST}{path}", 12_000)
        return at + 8 + int(self.draw() * 70)

    def _arrival(self, page: str, campaign: str) -> tuple[str, str]:
        """Return where somebody lands and what sent them."""
        if campaign:
            return f"{page}?utm_source=instagram&utm_medium=social&utm_campaign={campaign}", _REFERRERS[5]
        if self.draw() < 0.12:
            name, source, medium = self._pick(_OWN_CAMPAIGNS)
            return f"{page}?utm_source={source}&utm_medium={medium}&utm_campaign={name}", "-"
        return (page if self.draw() < 0.7 else "/"), self._pick(_REFERRERS)

    def _person(self) -> tuple[str, str]:
        number = int(self.draw() * 65_000)
        address = (
            f"2001:db8:{number:x}::{1 + number % 9:x}"
            if self.draw() < 0.3
            else f"198.18.{number >> 8}.{number & 255}"
        )
        return address, self._pick(_AGENTS)

    def _line(self, at: int, who: str, agent: str, path: str, status: int, referrer: str, size: int) -> None:
        when = _BEGIN + timedelta(seconds=at)
        stamp = f"{when.day:02}/{_MONTHS[when.month - 1]}/{when:%Y:%H:%M:%S} +0000"
        # Most answers are quick; busy evenings and a few unlucky ones are not.
        busy = 1 + _HOURS[when.hour] / 20
        took = (
            0.012 * busy + 0.05 * busy * self.draw() ** 3 + (0.4 * self.draw() if self.draw() < 0.02 else 0)
        )
        said = f'[{stamp}] "GET {path} HTTP/1.1" {status} {size} "{referrer}" "{agent}" {took:.3f}'
        self.lines.append((at, f"{who} - - {said}\n"))

    def _pick(self, items: Sequence[Item]) -> Item:
        return items[int(self.draw() * len(items))]
