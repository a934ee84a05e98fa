"""A small shop that a load test can be tried on: what it answers to each path. Pure."""

import json
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, unquote

_HTML: Final = "text/html; charset=utf-8"
_JSON: Final = "application/json"
_TEXT: Final = "text/plain; charset=utf-8"

CATEGORIES: Final = ("lamps", "chairs", "mugs", "prints")
PRODUCTS: Final = {
    f"{category[:3]}-{number}": (category, f"{category.capitalize()[:-1]} no. {number}", 990 + 350 * number)
    for category in CATEGORIES
    for number in range(1, 13)
}
"""Category, name and price in cents by article number."""

_ASSETS: Final = {
    "/assets/shop.css": ("text/css", "body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:50rem}\n"),
    "/assets/shop.js": ("text/javascript", "document.documentElement.classList.add('ready')\n"),
    "/assets/logo.svg": (
        "image/svg+xml",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>\n',
    ),
    "/favicon.ico": ("image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>\n'),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as the shop sees it; names of headers are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """An answer of the shop."""

    status: int
    kind: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Shop:
    """The shop: its pages, and the orders of this run, which it forgets when it ends.

    `tokens` has the text of each path below /.well-known/ that proves who owns the server.
    """

    tokens: dict[str, str] = field(default_factory=dict)
    orders: int = 0
    _carts: int = 0

    def answer(self, asked: Asked) -> Page:
        """Return what a request gets."""
        path = unquote(asked.target.partition("?")[0], errors="replace")
        if path == "/echo":
            return _echo(asked)
        if path.startswith("/api/"):
            return self._api(asked, path)
        if asked.method not in ("GET", "HEAD"):
            return _page(405, _TEXT, "Only GET here.\n", ("Allow", "GET, HEAD"))
        if path in self.tokens:
            return _page(200, _TEXT, self.tokens[path])
        if path in _ASSETS:
            return _page(200, *_ASSETS[path], ("Cache-Control", "max-age=3600"))
        match path.strip("/").split("/"):
            case [""]:
                links = "".join(f'<li><a href="/c/{name}">{name}</a></li>' for name in CATEGORIES)
                return _html("A small shop", f"<ul>{links}</ul>", ("Set-Cookie", "visit=1; Path=/"))
            case ["c", category] if category in CATEGORIES:
                links = "".join(
                    f'<li><a href="/shop/{number}">{name}</a> {price / 100:.2f} EUR</li>'
                    for number, (kind, name, price) in PRODUCTS.items()
                    if kind == category
                )
                return _html(category.capitalize(), f"<ul>{links}</ul>")
            case ["shop", number] if number in PRODUCTS:
                _, name, price = PRODUCTS[number]
                return _html(name, f'<p data-sku="{number}">{price / 100:.2f} EUR</p>')
            case ["robots.txt"]:
                return _page(200, _TEXT, "User-agent: *\nDisallow: /api/\n")
            case ["health"]:
                return _page(200, _TEXT, "ok\n")
        return _html("Nothing here", "<p>This shop has no such page.</p>", status=404)

    def _api(self, asked: Asked, path: str) -> Page:
        match asked.method, path.split("/")[2:]:
            case "GET", ["products"]:
                return _json(200, {"items": [_product(number) for number in PRODUCTS]})
            case "GET", ["products", number] if number in PRODUCTS:
                return _json(200, _product(number))
            case "POST", ["cart"]:
                wanted = _fields(asked).get("sku")
                if wanted not in PRODUCTS:
                    return _json(422, {"error": "sku names no product"})
                self._carts += 1
                return _json(201, {"cart": f"cart-{self._carts}", "total": PRODUCTS[wanted][2]})
            case "POST", ["checkout"]:
                cart = _fields(asked).get("cart", "")
                number = cart.removeprefix("cart-")
                if not (cart.startswith("cart-") and number.isdecimal() and 0 < int(number) <= self._carts):
                    return _json(422, {"error": "cart names no cart"})
                self.orders += 1
                return _json(201, {"order": f"order-{self.orders}", "cart": cart})
            case _, ["products" | "cart" | "checkout", *_]:
                return _json(405 if asked.method not in ("GET", "POST") else 404, {"error": "not here"})
        return _json(404, {"error": "no such path"})


def _fields(asked: Asked) -> dict[str, str]:
    """Return the fields of a body in JSON or as a form has them; none where it is neither."""
    text = asked.body.decode("utf-8", "replace")
    if "json" not in asked.headers.get("content-type", ""):
        return dict(parse_qsl(text))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {key: str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _product(number: str) -> dict[str, object]:
    category, name, price = PRODUCTS[number]
    return {"sku": number, "category": category, "name": name, "price": price, "currency": "EUR"}


def _echo(asked: Asked) -> Page:
    return _json(
        200,
        {
            "method": asked.method,
            "target": asked.target,
            "headers": asked.headers,
            "body": asked.body.decode("utf-8", "replace"),
        },
    )


def _html(title: str, body: str, *headers: tuple[str, str], status: int = 200) -> Page:
    text = (
        f'<!doctype html><html lang="en"><head><title>{title}</title><link rel="stylesheet" '
        f'href="/assets/shop.css"></head><body><h1>{title}</h1>{body}</body></html>\n'
    )
    return _page(status, _HTML, text, *headers)


def _json(status: int, value: object) -> Page:
    return _page(status, _JSON, json.dumps(value) + "\n")


def _page(status: int, kind: str, text: str, *headers: tuple[str, str]) -> Page:
    return Page(status, kind, text.encode(), headers)
