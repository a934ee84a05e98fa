"""Which format a log is in, told from its first lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from revroute_desktop.traffic.formats import apache, json_lines, load_balancer
from revroute_desktop.traffic.formats.parsed import Parsed, Unreadable
from revroute_desktop.traffic.formats.registry import parser_for

LINES_LOOKED_AT: Final = 200

_CHARACTERS: Final = 1 << 19
"""Characters looked at, so that noise in lines of any length is told in no time."""
_CLOUDFRONT_COLUMN: Final = "x-edge-location"
_APACHE_REASONS: Final = {
    "common": "address, time in brackets, request in quotes, status and size",
    "combined": "address, time in brackets, request, status, size, then referrer and agent in quotes",
    "vhost_combined": "a host before the address, then the fields of the combined format",
    "nginx": "the fields of the combined format and a list of addresses in quotes at the end",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """One format that the lines may be in.

    `score` is the share of lines that are requests in it, `reason` a clause for the person who confirms it.
    """

    name: str
    score: Fraction
    reason: str
    parsed: Parsed


def detect(lines: Sequence[str]) -> tuple[Guess, ...]:
    """Return the formats in which at least one of the first lines is a request, the likeliest first.

    Of formats with the same score the one whose marks are found comes first. Nothing fits: empty.
    """
    looked_at: list[str] = []
    left = _CHARACTERS
    for line in lines:
        if line.strip():
            looked_at.append(line)
            left -= len(line)
        if left < 0 or len(looked_at) == LINES_LOOKED_AT:
            break
    guesses = [guess for name, marks in _candidates(looked_at) if (guess := _try(name, marks, looked_at))]
    return tuple(sorted(guesses, key=lambda guess: -guess.score))


def _candidates(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return name and marks of each format worth trying, the most particular first."""
    found: list[tuple[str, str]] = []
    heads = [line.lstrip("\ufeff") for line in lines]
    fields = next((line for line in heads if line.lower().startswith("#fields:")), None)
    if fields is not None and _CLOUDFRONT_COLUMN in fields:
        return [("cloudfront", f"a #Fields line with {_CLOUDFRONT_COLUMN}")]
    if fields is not None:
        return [("w3c", "a #Fields line that names the columns")]
    if any(line.count("\t") >= 18 for line in heads):
        found.append(("cloudfront", "columns separated by tabs, in CloudFront's order"))
    if any(line.startswith("{") for line in heads):
        if any(map(json_lines.is_caddy, heads)):
            found.append(("caddy", "JSON with request, status and ts"))
        else:
            found.append(("nginx_json", _json_marks(heads)))
    if any(map(load_balancer.is_application, heads)):
        found.append(("alb", "the protocol first, then time, balancer, client and target"))
    else:
        found.append(("elb", "time, balancer, client and target"))
    found.append(("s3", "bucket owner, bucket and time in brackets, then operation and key"))
    family = _apache_family(heads)
    if family is not None:
        found.append((family, _APACHE_REASONS[family]))
    return found


def _try(name: str, marks: str, lines: Sequence[str]) -> Guess | None:
    parsed = parser_for(name)(lines, range(1, len(lines) + 1), [0] * len(lines))
    hits, all_lines = len(parsed.hits), len(parsed.hits) + len(parsed.refused)
    if not hits:
        return None
    return Guess(name, Fraction(hits, all_lines), f"{hits} of {all_lines} lines have {marks}", parsed)


def _json_marks(lines: Sequence[str]) -> str:
    for line in lines:
        try:
            names = json_lines.names_found(line)
        except Unreadable:
            continue
        if names:
            return "JSON with " + ", ".join(dict.fromkeys(names.values()))
    return "JSON"


def _apache_family(lines: Sequence[str]) -> str | None:
    """Return the form that most lines have."""
    counted = Counter(form for line in lines if (form := _form(line)) is not None)
    return counted.most_common(1)[0][0] if counted else None


def _form(line: str) -> str | None:
    try:
        texts = apache.texts_after(line)
        request = apache.read_line(line, "UTC")
        vhost = apache.names_host(line)
    except Unreadable:
        return None
    if len(texts) < 2:
        return "common"
    if vhost:
        return "vhost_combined"
    return "nginx" if len(texts) > 2 and texts[2] in ("", request.forwarded) else "combined"
