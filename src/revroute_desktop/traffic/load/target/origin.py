"""A target as a person writes it: scheme, host and port."""

from urllib.parse import urlsplit

from revroute_desktop.errors import UserError
from revroute_desktop.traffic.load.model import Target

_PORTS = {"http": 80, "https": 443}


def read_origin(text: str) -> Target:
    """Return the target that a text such as https://shop.example names; raises UserError."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    plain = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _PORTS or not host or not plain or port == 0:
        raise UserError(
            f"{text[:80]!r} is no origin; write scheme, host and port alone, as https://shop.example or "
            "http://127.0.0.1:8080."
        )
    try:
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise UserError(f"{host[:80]!r} is no name of a host; check how it is written.") from None
    return Target(parts.scheme, host, port or _PORTS[parts.scheme])
