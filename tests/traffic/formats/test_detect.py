"""The format of a log, told from its first lines."""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.traffic.formats.test_published_formats import CADDY, CLOUDFRONT, CLOUDFRONT_HEAD, IIS, S3

from revroute_desktop.traffic.formats.detect import detect

COMBINED = '192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326 "-" "Mozilla/4.08"'


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (COMBINED, "combined"),
        (COMBINED.partition(' "-"')[0], "common"),
        (f"shop.example:80 {COMBINED}", "vhost_combined"),
        (f'{COMBINED} "-"', "nginx"),
        (f'{COMBINED} "10.0.0.1"', "nginx"),
        (IIS, "w3c"),
        (CLOUDFRONT_HEAD + CLOUDFRONT, "cloudfront"),
        (CLOUDFRONT, "cloudfront"),
        (S3, "s3"),
        (CADDY, "caddy"),
        ('{"msec":1704161045.1,"request_uri":"/","request_method":"GET","status":200}', "nginx_json"),
    ],
)
def test_each_format_is_told(text: str, name: str) -> None:
    guess = detect(text.split("\n"))[0]
    assert (guess.name, guess.score) == (name, 1)
    assert guess.reason.startswith("1 of 1 lines have ")
    assert len(guess.parsed.hits) == 1


def test_the_shared_logs_are_told(shared_data: Path) -> None:
    folder = shared_data / "access-logs"
    found = {
        path.name: (
            detect(path.read_text().split("\n"))[0].name,
            detect(path.read_text().split("\n"))[0].score,
        )
        for path in folder.glob("*.log")
    }
    assert found == {
        "beats_nginx_test.log": ("combined", 1),
        "elastic_apache_combined_10k.log": ("combined", 1),
        "lnav_access_samples.log": ("combined", Fraction(3, 4)),
        "lnav_alb_samples.log": ("alb", 1),
    }


def test_a_broken_line_lowers_the_score_and_is_told_in_the_reason() -> None:
    guess = detect([COMBINED, "garbage", COMBINED])[0]
    assert guess.score == Fraction(2, 3)
    assert guess.reason.startswith("2 of 3 lines have address, time in brackets")


def test_noise_is_no_format() -> None:
    assert detect(["\x00\x01\x02", "nothing at all"]) == ()
    assert detect([]) == ()
