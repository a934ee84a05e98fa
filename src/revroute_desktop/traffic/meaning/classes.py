"""The few classes into which traffic is divided; numbers as tables keep them, never given another meaning."""

from enum import IntEnum


class Device(IntEnum):
    """What a person holds or sits before."""

    OTHER = 0
    DESKTOP = 1
    PHONE = 2
    TABLET = 3


class BotClass(IntEnum):
    """Who asks: PEOPLE is everybody of whom nothing else is known; the operator's own are kept apart."""

    PEOPLE = 0
    SEARCH = 1
    AI = 2
    SEO = 3
    MONITORING = 4
    PREVIEW = 5
    FEED = 6
    TOOL = 7
    OTHER = 8
    BEHAVIOUR = 9
    RANGE = 10
    OWN_LOAD = 11
    OWN_ADDRESS = 12


BOT_TITLES: dict[BotClass, str] = {
    BotClass.PEOPLE: "people",
    BotClass.SEARCH: "search engines",
    BotClass.AI: "AI crawlers",
    BotClass.SEO: "SEO crawlers",
    BotClass.MONITORING: "monitoring",
    BotClass.PREVIEW: "link previews",
    BotClass.FEED: "feed readers",
    BotClass.TOOL: "libraries and tools",
    BotClass.OTHER: "other bots",
    BotClass.BEHAVIOUR: "bots by behaviour",
    BotClass.RANGE: "address ranges of bots",
    BotClass.OWN_LOAD: "own load runs",
    BotClass.OWN_ADDRESS: "own addresses",
}
"""What each class is called in answers and reports."""


class ReferrerGroup(IntEnum):
    """Where a visitor came from."""

    DIRECT = 0
    INTERNAL = 1
    SEARCH = 2
    SOCIAL = 3
    CAMPAIGN = 4
    OTHER = 5
    ASSISTANT = 6


REFERRER_TITLES: dict[ReferrerGroup, str] = {
    ReferrerGroup.DIRECT: "direct",
    ReferrerGroup.INTERNAL: "internal",
    ReferrerGroup.SEARCH: "search",
    ReferrerGroup.SOCIAL: "social",
    ReferrerGroup.CAMPAIGN: "campaign",
    ReferrerGroup.OTHER: "other sites",
    ReferrerGroup.ASSISTANT: "AI assistants",
}
"""What each group is called in answers and reports."""
