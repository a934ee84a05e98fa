"""The formats by name, and the function that reads each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.formats import apache, json_lines, load_balancer, s3, w3c
from revroute_desktop.traffic.formats.custom import CustomFormat, parser_of
from revroute_desktop.traffic.formats.goaccess_format import compile_goaccess
from revroute_desktop.traffic.formats.nginx_format import compile_nginx
from revroute_desktop.traffic.formats.parsed import Parse
from revroute_desktop.workspace.zones import load_zone


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the name that commands take, and what it is called on screen."""

    name: str
    title: str


FORMATS: Final = (
    Format("common", "Common (Apache, nginx)"),
    Format("combined", "Combined (Apache, nginx)"),
    Format("vhost_combined", "Combined with virtual host"),
    Format("nginx", "nginx main: combined with X-Forwarded-For"),
    Format("nginx_json", "JSON lines (nginx)"),
    Format("caddy", "JSON lines (Caddy)"),
    Format("w3c", "W3C extended (IIS)"),
    Format("cloudfront", "CloudFront standard"),
    Format("alb", "AWS application load balancer"),
    Format("elb", "AWS classic load balancer"),
    Format("s3", "Amazon S3 server access"),
)
"""All formats that have a name, in the order in which people are offered them."""

APACHE_NAMES: Final = frozenset({"common", "combined", "vhost_combined", "nginx"})
"""The formats of one family, which the fast path reads and `apache.parse` reads with care."""

NGINX_PREFIX: Final = "nginx:"
GOACCESS_PREFIX: Final = "goaccess:"


@lru_cache(maxsize=64)
def parser_for(name: str, zone: str = "UTC") -> Parse:
    """Return what reads a format; `zone` (an IANA name) is that of times without an offset.

    A name that begins with `nginx:` or `goaccess:` is a custom format. Raises UserError for an unknown name,
    a custom format that cannot be read, or an unknown zone.
    """
    load_zone(zone)
    compiled = custom_format(name, zone)
    if compiled is not None:
        return parser_of(*compiled)
    if name in APACHE_NAMES:
        return partial(apache.parse, zone=zone)
    readers: dict[str, Parse] = {
        "nginx_json": partial(json_lines.parse_nginx, zone=zone),
        "caddy": json_lines.parse_caddy,
        "w3c": w3c.parse_w3c,
        "cloudfront": w3c.parse_cloudfront,
        "alb": load_balancer.parse,
        "elb": load_balancer.parse,
        "s3": s3.parse,
    }
    if name not in readers:
        known = ", ".join(known.name for known in FORMATS)
        raise UserError(
            f"There is no log format {name[:40]!r}; use one of {known}, "
            "or a format string after nginx: or goaccess:."
        )
    return readers[name]


def custom_format(
    name: str, zone: str = "UTC"
) -> tuple[CustomFormat, Callable[[dict[str, str]], int]] | None:
    """Return a custom format, compiled, with what reads the time of its lines; None for the name of another.

    Raises UserError for a custom format that cannot be read.
    """
    if name.startswith(NGINX_PREFIX):
        return compile_nginx(name.removeprefix(NGINX_PREFIX), zone)
    if name.startswith(GOACCESS_PREFIX):
        return compile_goaccess(name.removeprefix(GOACCESS_PREFIX), zone)
    return None
