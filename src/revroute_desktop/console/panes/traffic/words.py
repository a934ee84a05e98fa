"""What the traffic pane calls things: classes of bots, why somebody is one, formats, states of runs."""

from revroute_desktop.console.format import decimal, duration, grouped
from revroute_desktop.console.translate import later, tr
from revroute_desktop.console.widgets.cells import Tone
from revroute_desktop.traffic.bots.queries import OneBot
from revroute_desktop.traffic.bots.watch import Behaviour
from revroute_desktop.traffic.load.runs import RunState
from revroute_desktop.traffic.meaning.classes import BotClass

CLASSES: dict[BotClass, str] = {
    BotClass.PEOPLE: later("people"),
    BotClass.SEARCH: later("search engine"),
    BotClass.AI: later("AI crawler"),
    BotClass.SEO: later("SEO crawler"),
    BotClass.MONITORING: later("monitoring"),
    BotClass.PREVIEW: later("link preview"),
    BotClass.FEED: later("feed reader"),
    BotClass.TOOL: later("library or tool"),
    BotClass.OTHER: later("other bot"),
    BotClass.BEHAVIOUR: later("unnamed"),
    BotClass.RANGE: later("address on your list"),
    BotClass.OWN_LOAD: later("own load run"),
    BotClass.OWN_ADDRESS: later("own address"),
}

CHOSEN_CLASSES = (
    BotClass.OTHER,
    BotClass.SEARCH,
    BotClass.AI,
    BotClass.SEO,
    BotClass.MONITORING,
    BotClass.PREVIEW,
    BotClass.FEED,
    BotClass.TOOL,
)
"""What a person may count an agent as."""

_BEHAVIOURS = {
    Behaviour.ROBOTS: later("Says nothing of itself, but reads robots.txt"),
    Behaviour.RATE: later("More pages in 3 min than a person reads"),
    Behaviour.ERRORS: later("Nine of ten answers were errors"),
    Behaviour.NO_ASSETS: later("Pages, but not one image, style or script"),
    Behaviour.ONE_PATH: later("The same path again and again, never a referrer"),
}

STATES: dict[RunState, tuple[str, Tone]] = {
    RunState.RUNNING: (later("Running"), Tone.INFO),
    RunState.PASSED: (later("Passed"), Tone.POSITIVE),
    RunState.FAILED: (later("Failed"), Tone.NEGATIVE),
    RunState.STOPPED: (later("Stopped"), Tone.WARNING),
}


FORMATS = {
    "common": later("Common (Apache, nginx)"),
    "combined": later("Combined (Apache, nginx)"),
    "vhost_combined": later("Combined with virtual host"),
    "nginx": later("nginx main: combined with X-Forwarded-For"),
    "nginx_json": later("JSON lines (nginx)"),
    "caddy": later("JSON lines (Caddy)"),
    "w3c": later("W3C extended (IIS)"),
    "cloudfront": later("CloudFront standard"),
    "alb": later("AWS application load balancer"),
    "elb": later("AWS classic load balancer"),
    "s3": later("Amazon S3 server access"),
}
"""Formats that have a name, in the order in which they are offered."""

_OWN_WORDS = (
    *(later("desktop"), later("phone"), later("tablet"), later("direct"), later("internal")),
    *(later("reads robots.txt"), later("too fast for a person"), later("mostly errors")),
    *(later("loads no images or styles"), later("asks for one path again and again")),
)


def why_words(bot: BotClass, name: str) -> str:
    """Return why requests of a name are kept apart from people's."""
    if bot is BotClass.BEHAVIOUR:
        return tr(_BEHAVIOURS[name]) if name in _BEHAVIOURS else name
    if bot is BotClass.RANGE:
        return tr("Its address lies in a range on your list")
    if bot is BotClass.OWN_LOAD:
        return tr("Tagged by the run that caused it")
    if bot is BotClass.OWN_ADDRESS:
        return tr("Its address is one of your own")
    return tr("Its agent matches {name}", name=name)


def explained_words(bot: OneBot) -> str:
    """Return why one bot of a day is taken for one, by what it did."""
    figures, said = bot.figures, [why_words(bot.bot, bot.name)]
    if figures.peak > 1:
        peak = grouped(figures.peak)
        said.append(
            tr("{count} requests in 3 min", one="{count} request in 3 min", n=figures.peak, count=peak)
        )
    if figures.robots and bot.name != Behaviour.ROBOTS:
        said.append(tr("read robots.txt"))
    if figures.late:
        late = grouped(figures.late)
        said.append(tr("{count} requests before that count as a person's", n=figures.late, count=late))
    return "; ".join(said)


def format_words(name: str) -> str:
    """Return what a log format is called; a custom one stands as it was written."""
    return tr(FORMATS[name]) if name in FORMATS else name


def known_words(text: str) -> str:
    """Return what the program itself says of a visit in the chosen language; other texts as they are."""
    return tr(text) if text in _OWN_WORDS else text


def ago(seconds: float) -> str:
    """Say how long ago something was: 0.4 s, 14 s, 3:20."""
    if seconds < 10:
        return tr("{seconds} s", seconds=decimal(max(seconds, 0), 1))
    return tr("{seconds} s", seconds=round(seconds)) if seconds < 90 else duration(seconds)
