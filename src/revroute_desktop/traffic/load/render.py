"""Requests as bytes: what never changes is built once, what holds values is put together when it is sent."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, quote_plus

from revroute_desktop.traffic.load.headers import identity
from revroute_desktop.traffic.load.model import Request, Target, Template

Values = Mapping[str, str]

_BODIES: Final = ("POST", "PUT", "PATCH")
_LINE: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class ValueRefused(Exception):
    """A value from a file or an answer that would break the request it belongs to."""


class Rendered:
    """One request of a scenario, ready to send: `fixed` holds its bytes where no value is needed."""

    __slots__ = ("_body", "_escape", "_headers", "_identity", "_method", "_path", "_tail", "fixed")

    def __init__(self, request: Request, target: Target, run: str) -> None:
        self._method = request.method
        self._path = request.path
        self._headers = request.headers
        self._body = request.body
        self._escape = _body_escape(request)
        own = [("Host", target.netloc), *identity(run)]
        given = {name.lower() for name, _ in request.headers}
        if "accept" not in given:
            own.append(("Accept", "*/*"))
        self._identity = "".join(f"{name}: {value}\r\n" for name, value in own)
        texts = [request.path, *(value for _, value in request.headers)]
        texts += [] if request.body is None else [request.body]
        self.fixed = None if any(text.names for text in texts) else self.data({})

    def data(self, values: Values) -> bytes:
        """Return the request with the values in their places; raises ValueRefused for one that cannot be."""
        try:
            return self._data(values)
        except UnicodeEncodeError as error:
            raise ValueRefused("a value is no Unicode text") from error

    def _data(self, values: Values) -> bytes:
        lines = [f"{self._method} {_filled(self._path, values, _in_path)} HTTP/1.1\r\n", self._identity]
        lines += [f"{name}: {_filled(value, values, _in_header)}\r\n" for name, value in self._headers]
        body = b""
        if self._body is not None:
            body = _filled(self._body, values, self._escape).encode()
        if body or self._method in _BODIES:
            lines.append(f"Content-Length: {len(body)}\r\n")
        lines.append("\r\n")
        return "".join(lines).encode() + body


def _filled(template: Template, values: Values, escape: Callable[[str], str]) -> str:
    if not template.names:
        return template.parts[0]
    pieces = [template.parts[0]]
    for name, part in zip(template.names, template.parts[1:], strict=True):
        value = values.get(name)
        if value is None:
            raise ValueRefused(f"${{{name}}} has no value")
        pieces += (escape(value), part)
    return "".join(pieces)


def _in_path(value: str) -> str:
    return quote(value, safe="")


def _in_header(value: str) -> str:
    if _LINE.search(value):
        raise ValueRefused("a value with a line break cannot stand in a header")
    return value


def _in_json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


def _as_is(value: str) -> str:
    return value


def _body_escape(request: Request) -> Callable[[str], str]:
    kinds = [value.text for name, value in request.headers if name.lower() == "content-type"]
    kind = kinds[0] if kinds else ""
    if "json" in kind:
        return _in_json
    return quote_plus if "x-www-form-urlencoded" in kind else _as_is
