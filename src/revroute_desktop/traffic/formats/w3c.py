"""W3C extended log files: IIS and others, and Amazon CloudFront's standard logs, which are of the same kind.

The draft of the W3C (https://www.w3.org/TR/WD-logfile.html) has directives on lines that begin with `#`;
`#Fields` names the columns of the lines below it and may come again with others. Times are UTC. IIS
(https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging) writes `+` for the spaces of a text and
time-taken in whole milliseconds; elsewhere it is seconds with decimals, as the draft has it. Where no
directive says who wrote the file, whole numbers are taken for milliseconds.

CloudFront (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html)
separates by tabs, writes texts in URL encoding and time-taken in seconds.

A block's state is the directives in force, so that reading goes on in the middle of a file.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from revroute_desktop.traffic.formats.parsed import Block, Parsed, Request, Unreadable
from revroute_desktop.traffic.formats.times import iso_time
from revroute_desktop.traffic.formats.values import (
    micros_of_seconds,
    silent,
    split_target,
    whole,
    without_port,
)
from revroute_desktop.traffic.hits import UNKNOWN

CLOUDFRONT_FIELDS: Final = (
    "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) "
    "cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol "
    "cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type "
    "cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte "
    "x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end"
)
"""The columns of CloudFront's standard logs, for files whose head was cut off."""

_TOKEN: Final = re.compile(r'"([^"]*(?:""[^"]*)*)"|(\S+)')
_MICROSOFT: Final = "internet information services"


@dataclass(frozen=True, slots=True)
class _Directives:
    fields: tuple[str, ...]
    day: str  # of #Date, for logs whose lines have the time alone
    milliseconds: bool  # whole numbers of time-taken are milliseconds


def parse_w3c(
    lines: Sequence[str], numbers: Sequence[int], offsets: Sequence[int], state: str = ""
) -> Parsed:
    """Read lines of a W3C extended log file, separated by spaces or tabs."""
    return _parse(lines, numbers, offsets, state, cloudfront=False)


def parse_cloudfront(
    lines: Sequence[str], numbers: Sequence[int], offsets: Sequence[int], state: str = ""
) -> Parsed:
    """Read lines of CloudFront's standard logs."""
    return _parse(lines, numbers, offsets, state or CLOUDFRONT_FIELDS, cloudfront=True)


def _parse(
    lines: Sequence[str], numbers: Sequence[int], offsets: Sequence[int], state: str, *, cloudfront: bool
) -> Parsed:
    block = Block()
    kept = {_name(line): line for line in state.split("\n") if line}
    directives = _directives(kept)
    for line, number, offset in zip(lines, numbers, offsets, strict=True):
        if line.startswith(("#", "\ufeff#")):
            block.skipped += 1
            directive = line.lstrip("\ufeff").rstrip()
            if _name(directive) in ("#fields", "#date", "#software"):
                kept[_name(directive)] = directive
                directives = _directives(kept)
            continue
        if not line.strip():
            block.skipped += 1
            continue
        try:
            if not directives.fields:
                raise Unreadable("no #Fields line before it says what its columns are")
            values = line.split("\t") if cloudfront else _tokens(line, len(directives.fields))
            if len(values) < len(directives.fields) and not (cloudfront and len(values) >= 19):
                raise Unreadable(f"there are {len(values)} columns of {len(directives.fields)}")
            row = dict(zip(directives.fields, values, strict=False))
            block.add(_request(row, directives, cloudfront=cloudfront), number, offset)
        except Unreadable as why:
            block.refuse(str(why), line, number, offset)
    return block.parsed("\n".join(kept.values()))


def _name(directive: str) -> str:
    return directive.partition(":")[0].lower()


def _directives(kept: dict[str, str]) -> _Directives:
    def value(name: str) -> str:
        return kept.get(name, "").partition(":")[2].strip()

    return _Directives(
        tuple(field.lower() for field in value("#fields").split()),
        value("#date").partition(" ")[0],
        _MICROSOFT in value("#software").lower() or not value("#software"),
    )


def _tokens(line: str, wanted: int) -> list[str]:
    values = line.split("\t") if "\t" in line else line.split()
    if len(values) == wanted or '"' not in line:
        return values
    return [
        found[1].replace('""', '"') if found[1] is not None else found[2] for found in _TOKEN.finditer(line)
    ]


def _request(row: dict[str, str], directives: _Directives, *, cloudfront: bool) -> Request:
    def text(*names: str) -> str:
        for name in names:
            if row.get(name, "-") != "-":
                return row[name]
        return ""

    day = text("date") or directives.day
    clock = text("time")
    if not day or not clock:
        raise Unreadable("there is no date and time")
    status = whole(text("sc-status"), "status")
    host, path, query = split_target(text("cs-uri-stem") or text("cs-uri"))
    agent, referrer = text("cs(user-agent)"), text("cs(referer)", "cs(referrer)")
    if cloudfront:
        agent, referrer = _decoded(agent), _decoded(referrer)
    elif " " not in agent:
        agent = agent.replace("+", " ")
    return Request(
        at=iso_time(f"{day}T{clock}Z"),
        address=text("c-ip", "c-dns"),
        forwarded=_decoded(text("x-forwarded-for", "cs(x-forwarded-for)")),
        host=without_port(text("x-host-header", "cs(host)", "cs-host")) or host,
        method=text("cs-method"),
        path=path,
        query=text("cs-uri-query") or query,
        status=status,
        size=whole(text("sc-bytes", "bytes"), "number of bytes"),
        latency=_taken(text("time-taken"), directives.milliseconds and not cloudfront),
        referrer=referrer,
        agent=agent,
    )


def _decoded(text: str) -> str:
    """Return a text of CloudFront, which encodes spaces and percent signs, these at times twice."""
    once = unquote(text)
    return silent(unquote(once) if "%20" in once else once)


def _taken(text: str, milliseconds: bool) -> int:
    if not milliseconds or "." in text:
        return micros_of_seconds(text)
    taken = whole(text, "time taken")
    return UNKNOWN if taken == UNKNOWN else taken * 1000
