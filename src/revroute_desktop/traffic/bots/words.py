"""A verdict as a sentence, from the figures that led to it."""

from dataclasses import dataclass

from revroute_desktop.traffic.bots.watch import Behaviour
from revroute_desktop.traffic.meaning.classes import BotClass


@dataclass(frozen=True, slots=True)
class Figures:
    """What a bot did on a day; `peak` is the most requests other than assets within three minutes."""

    hits: int
    pages: int
    assets: int
    errors: int
    robots: int
    peak: int
    late: int = 0


def explain(bot: BotClass, verdict: str, figures: Figures) -> str:
    """Return why somebody is taken for a bot: `matches Googlebot; 412 requests in 3 min`."""
    said = [_reason(bot, verdict, figures)]
    if verdict != Behaviour.RATE:
        said.append(f"{_counted(figures.peak, 'request')} in 3 min" if figures.peak > 1 else "")
    if figures.robots and verdict != Behaviour.ROBOTS:
        said.append("read robots.txt")
    if figures.late:
        said.append(f"{_counted(figures.late, 'request')} before that counted as a person's")
    return "; ".join(part for part in said if part)


def _reason(bot: BotClass, verdict: str, figures: Figures) -> str:
    if bot is BotClass.RANGE:
        return f"its address is in the range {verdict}"
    if bot is not BotClass.BEHAVIOUR:
        return f"matches {verdict}"
    if verdict == Behaviour.RATE:
        return f"{_counted(figures.peak, 'request')} in 3 min, images and styles not counted"
    if verdict == Behaviour.ERRORS:
        return f"{figures.errors} of {_counted(figures.hits, 'request')} were errors"
    if verdict == Behaviour.NO_ASSETS:
        return f"{_counted(figures.pages, 'page')} and not one image, style or script"
    if verdict == Behaviour.ONE_PATH:
        return f"{_counted(figures.hits, 'request')} of one path, none with a referrer"
    return "read robots.txt" if verdict == Behaviour.ROBOTS else verdict


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
