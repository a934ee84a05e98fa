"""What user agents say."""

import re
from pathlib import Path

import pytest
import ua_parser
from crawleruseragents import CRAWLER_USER_AGENTS_DATA
from hypothesis import given
from hypothesis import strategies as st

from revroute_desktop.traffic.meaning.agents import judge_agent, judge_agents
from revroute_desktop.traffic.meaning.classes import BotClass, Device
from revroute_desktop.traffic.meaning.crawlers import find_crawler

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/120.0.0.0 Safari/537.36"
PATTERNS = [re.compile(entry["pattern"]) for entry in CRAWLER_USER_AGENTS_DATA]


@pytest.mark.parametrize(
    ("text", "family", "device"),
    [
        (CHROME, "Chrome", Device.DESKTOP),
        (f"{CHROME} Edg/120.0.0.0", "Edge", Device.DESKTOP),
        (f"{CHROME} OPR/106.0.0.0", "Opera", Device.DESKTOP),
        (
            "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
            "Firefox",
            Device.DESKTOP,
        ),
        ("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko", "IE", Device.DESKTOP),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {KIT} Version/17.1 Safari/605.1.15",
            "Safari",
            Device.DESKTOP,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/17.1 Mobile/15E148 Safari/604.1",
            "Mobile Safari",
            Device.PHONE,
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/16.6 Mobile/15E148 Safari/604.1",
            "Mobile Safari",
            Device.TABLET,
        ),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {KIT} Chrome/120.0.0.0 Mobile Safari/537.36",
            "Chrome Mobile",
            Device.PHONE,
        ),
        (f"Mozilla/5.0 (Linux; Android 10; K) {KIT} Chrome/120.0.0.0 Safari/537.36", "Chrome", Device.TABLET),
        (
            f"Mozilla/5.0 (Linux; Android 9; AFTT) {KIT} Silk/81.2 like Chrome/81.0 Safari/537.36",
            "Amazon Silk",
            Device.TABLET,
        ),
        (
            "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1/34.1; U; en) Presto/2.8.119 Version/11.10",
            "Opera Mini",
            Device.PHONE,
        ),
        ("", "", Device.OTHER),
        ("-", "", Device.OTHER),
    ],
)
def test_browsers_are_told_with_their_device(text: str, family: str, device: Device) -> None:
    agent = judge_agent(text)
    assert (agent.family, agent.device, agent.bot) == (family, device, BotClass.PEOPLE)


@pytest.mark.parametrize(
    ("text", "name", "bot"),
    [
        (
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "Googlebot",
            BotClass.SEARCH,
        ),
        (f"Mozilla/5.0 {KIT}; compatible; GPTBot/1.0; +https://openai.com/gptbot)", "GPTBot", BotClass.AI),
        ("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "AhrefsBot", BotClass.SEO),
        (
            "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
            "UptimeRobot",
            BotClass.MONITORING,
        ),
        (
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "facebookexternalhit",
            BotClass.PREVIEW,
        ),
        (
            "Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)",
            "Feedly",
            BotClass.FEED,
        ),
        ("curl/8.4.0", "curl", BotClass.TOOL),
        ("python-requests/2.31.0", "python-requests", BotClass.TOOL),
        ("Mozilla/5.0 (compatible; BeetleBot; )", "BeetleBot", BotClass.OTHER),
        ("UniversalFeedParser/4.2 +http://feedparser.org/", "UniversalFeedParser", BotClass.OTHER),
        ("RevRoute-Load/0.2 (+4711)", "RevRoute-Load", BotClass.OWN_LOAD),
    ],
)
def test_a_program_that_names_itself_is_told_by_name_and_class(text: str, name: str, bot: BotClass) -> None:
    agent = judge_agent(text)
    assert (agent.crawler, agent.bot) == (name, bot)


def test_a_crawler_in_a_browsers_shape_is_still_a_crawler() -> None:
    text = f"Mozilla/5.0 (X11; Linux x86_64; compatible; bingbot/2.0) {KIT} Chrome/120.0.0.0 Safari/537.36"
    assert judge_agent(text).crawler == "bingbot"
    named = text.replace("bingbot/2.0", "MyNewBot/1.0")
    assert (judge_agent(named).crawler, judge_agent(named).bot) == ("MyNewBot", BotClass.OTHER)


def test_a_telephone_called_cubot_is_no_bot() -> None:
    agent = judge_agent(
        f"Mozilla/5.0 (Linux; Android 9; CUBOT X19) {KIT} Chrome/120.0.0.0 Mobile Safari/537.36"
    )
    assert (agent.bot, agent.device) == (BotClass.PEOPLE, Device.PHONE)


def test_what_a_browsers_shape_fixes_is_no_crawlers_pattern() -> None:
    # Only the first parentheses of such an agent are searched for crawlers.
    fixed = (
        f"Mozilla/5.0 () {KIT} Chrome/120.0.0.0 Safari/537.36 Edg/120.0 Edge/18.1 OPR/106.0 Gecko/20100101 "
        "Firefox/120.0 Version/17.1 Mobile/15E148 Safari/604.1 like Gecko Chrome/120.0 Mobile Safari/537.36"
    )
    assert find_crawler(fixed) is None


def test_a_crawler_is_the_first_of_the_list_whose_pattern_is_found() -> None:
    instances = [text for entry in CRAWLER_USER_AGENTS_DATA for text in entry.get("instances", [])][::3]
    assert len(instances) > 500
    for text in instances:
        first = next(pattern for pattern in PATTERNS if pattern.search(text))
        found = find_crawler(text)
        assert found is not None, text
        if re.fullmatch(r"[\w\\/-]+", first.pattern):
            assert found.name == first.pattern.replace("\\", "").strip("/"), text


@given(st.lists(st.sampled_from(PATTERNS), max_size=3), st.text(max_size=40))
def test_a_text_is_a_crawler_exactly_where_a_pattern_is_found(
    patterns: list[re.Pattern[str]], text: str
) -> None:
    plain = [re.sub(r"\\(.)", r"\1", pattern.pattern) for pattern in patterns]
    agent = text[:20] + " ".join(plain) + text[20:]
    assert (find_crawler(agent) is not None) == any(pattern.search(agent) for pattern in PATTERNS)


def test_families_are_those_of_ua_parser(shared_data: Path) -> None:
    log = (shared_data / "access-logs" / "elastic_apache_combined_10k.log").read_text()
    texts = sorted({line.rsplit('" "', 1)[-1].rstrip('"') for line in log.splitlines()})
    agents = judge_agents(texts)
    differ = [
        text
        for text, code, crawler in zip(texts, agents.family.codes.tolist(), agents.crawler, strict=True)
        if not crawler and text != "-"
        for found in [ua_parser.parse_user_agent(text)]
        if agents.family.values[code] != (found.family if found else "Other")
    ]
    assert differ == []
    assert len(agents.device) == len(agents.bot) == len(texts) == 559


@given(st.text(max_size=100))
def test_no_text_raises(text: str) -> None:
    assert judge_agent(text).bot in BotClass


def test_agents_that_differ_in_their_numbers_alone_are_of_one_family(shared_data: Path) -> None:
    log = (shared_data / "access-logs" / "elastic_apache_combined_10k.log").read_text()
    texts = {line.rsplit('" "', 1)[-1].rstrip('"') for line in log.splitlines()}
    families: dict[str, set[str]] = {}
    for text in texts:
        found = ua_parser.parse_user_agent(text)
        families.setdefault(re.sub(r"\d+", "0", text), set()).add(found.family if found else "Other")
    assert len(families) < len(texts)
    assert [form for form, names in families.items() if len(names) > 1] == []


def test_an_agent_of_any_length_is_judged_by_its_beginning() -> None:
    assert judge_agent("Googlebot/2.1 " + "x" * 100_000).crawler == "Googlebot"
    assert judge_agent("x" * 100_000 + "Googlebot/2.1").crawler == ""
