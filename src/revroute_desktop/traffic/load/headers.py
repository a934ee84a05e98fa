"""What a scenario may not say in headers: who it is, where it comes from, and how a request is framed."""

from typing import Final

from revroute_desktop import __version__

AGENT: Final = "User-Agent"
RUN: Final = "X-RevRoute-Run"

_FORWARDING: Final = frozenset(
    {
        "cdn-loop",
        "cf-connecting-ip",
        "cf-connecting-ipv6",
        "cf-ipcountry",
        "cf-pseudo-ipv4",
        "client-ip",
        "fastly-client-ip",
        "fly-client-ip",
        "forwarded",
        "forwarded-for",
        "proxy-client-ip",
        "remote-addr",
        "remote-user",
        "true-client-ip",
        "via",
        "wl-proxy-client-ip",
        "x-appengine-user-ip",
        "x-azure-clientip",
        "x-azure-socketip",
        "x-client-ip",
        "x-cluster-client-ip",
        "x-envoy-external-address",
        "x-nf-client-connection-ip",
        "x-original-forwarded-for",
        "x-original-remote-addr",
        "x-originating-ip",
        "x-proxyuser-ip",
        "x-real-ip",
        "x-remote-addr",
        "x-remote-ip",
        "x-vercel-forwarded-for",
        "x-vercel-ip",
    }
)
_FORWARDING_PREFIXES: Final = ("x-forwarded", "proxy-", "x-client", "cf-", "x-real-", "cloudfront-")
_FORWARDING_PARTS: Final = ("client-ip", "clientip", "real-ip", "source-ip", "remote-addr", "connecting-ip")
_IMITATING_PREFIXES: Final = ("sec-ch-", "sec-fetch-")
_OWN: Final = frozenset({AGENT.lower(), "x-revroute-run"})
_FRAMING: Final = frozenset(
    {
        "connection",
        "content-length",
        "expect",
        "http2-settings",
        "keep-alive",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
_TOKEN: Final = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz")


def refusal(name: str) -> str | None:
    """Return why a scenario may not set this header, as what follows "headers: NAME "; None where it may."""
    plain = name.lower().replace("_", "-")
    if not name or not set(name.lower()) <= _TOKEN:
        return "is not the name of a header; write letters, digits and dashes."
    if plain in _OWN:
        return "is set by the engine and says that this is a load test; leave it out."
    if plain in ("host", "x-host", "x-original-host", "x-forwarded-host"):
        return "is the target's and cannot be another; leave it out."
    if plain in _FRAMING:
        return "is set by the engine as the request needs it; leave it out."
    if plain in ("referer", "referrer"):
        return "would forge where a visitor came from, which a load test never does; leave it out."
    if plain.startswith(_IMITATING_PREFIXES):
        return "would imitate a browser, which a load test never does; leave it out."
    forwards = plain.startswith(_FORWARDING_PREFIXES) or any(part in plain for part in _FORWARDING_PARTS)
    if plain in _FORWARDING or forwards:
        return "would forge the sender's address, which a load test never does; leave it out."
    return None


def identity(run: str) -> list[tuple[str, str]]:
    """Return the headers by which every request of a run says what it is."""
    return [(AGENT, f"RevRoute-Load/{__version__} (+{run})"), (RUN, run)]
