"""Verdicts as sentences."""

import pytest

from revroute_desktop.traffic.bots.watch import Behaviour
from revroute_desktop.traffic.bots.words import Figures, explain
from revroute_desktop.traffic.meaning.classes import BotClass


@pytest.mark.parametrize(
    ("bot", "verdict", "figures", "sentence"),
    [
        (
            BotClass.SEARCH,
            "Googlebot",
            Figures(900, 800, 0, 0, 0, 412),
            "matches Googlebot; 412 requests in 3 min",
        ),
        (BotClass.SEO, "AhrefsBot", Figures(1, 1, 0, 0, 1, 1), "matches AhrefsBot; read robots.txt"),
        (
            BotClass.RANGE,
            "datacentre",
            Figures(9, 9, 0, 0, 0, 9),
            "its address is in the range datacentre; 9 requests in 3 min",
        ),
        (BotClass.BEHAVIOUR, Behaviour.ROBOTS, Figures(1, 0, 0, 0, 1, 1), "read robots.txt"),
        (
            BotClass.BEHAVIOUR,
            Behaviour.RATE,
            Figures(500, 500, 0, 0, 0, 412, 80),
            "412 requests in 3 min, images and styles not counted; "
            "80 requests before that counted as a person's",
        ),
        (BotClass.BEHAVIOUR, Behaviour.ERRORS, Figures(20, 0, 0, 19, 0, 1), "19 of 20 requests were errors"),
        (
            BotClass.BEHAVIOUR,
            Behaviour.NO_ASSETS,
            Figures(30, 30, 0, 0, 0, 1),
            "30 pages and not one image, style or script",
        ),
        (
            BotClass.BEHAVIOUR,
            Behaviour.ONE_PATH,
            Figures(64, 64, 0, 0, 0, 1),
            "64 requests of one path, none with a referrer",
        ),
    ],
)
def test_a_verdict_is_explained_by_the_figures_that_led_to_it(
    bot: BotClass, verdict: str, figures: Figures, sentence: str
) -> None:
    assert explain(bot, verdict, figures) == sentence
