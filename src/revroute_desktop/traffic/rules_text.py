"""The operator's rules of traffic as a short YAML text, which people read, change and give back."""

import json
from pathlib import Path
from typing import Final

from revroute_desktop.errors import UserError
from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.text import Document, Node, read_document
from revroute_desktop.traffic.judged import Judge, Rules
from revroute_desktop.traffic.meaning.paths import PathRule
from revroute_desktop.traffic.revenue_keys import JoinRules, KeyFinder

_LONGEST: Final = 1 << 20
_LONGEST_KEPT: Final = 400  # days
_KEYS: Final = (
    "own_addresses",
    "trusted_proxies",
    "hosts",
    "bot_ranges",
    "countries",
    "paths",
    "keep_addresses_days",
    "order_ids",
)
_ORDER_KEYS: Final = ("parameters", "paths", "attributes")

HEAD: Final = """\
# Rules of traffic. Addresses are written 192.0.2.7 or 10.0.0.0/8. They hold for logs read from now on.
"""
_NOTES: Final = {
    "own_addresses": "left out of visits and figures",
    "trusted_proxies": "whose X-Forwarded-For lists are believed",
    "hosts": "your own sites; empty: told from the log",
    "bot_ranges": "range: label",
    "countries": "path of a MaxMind file (.mmdb); empty: none",
    "paths": 'pattern: group, such as "/shop/*/reviews": reviews',
    "keep_addresses_days": "0: raw addresses are never stored",
    "order_ids": "where ids that events have too stand in addresses, and in events' attributes",
}


def write_rules_text(rules: Rules, join: JoinRules) -> str:
    """Return rules as text, each with a word on what it is for."""
    ranges = dict(line.partition(" ")[::2] for line in rules.bot_ranges.splitlines() if line.strip())
    values: dict[str, str] = {
        "own_addresses": _list(rules.own),
        "trusted_proxies": _list(rules.trusted),
        "hosts": _list(rules.hosts),
        "bot_ranges": _mapping(ranges),
        "countries": json.dumps(rules.countries or "", ensure_ascii=False),
        "paths": _mapping({rule.pattern: rule.group for rule in rules.paths}),
        "keep_addresses_days": str(rules.address_days),
        "order_ids": "".join(f"\n  {name}: {_list(getattr(join, name))}" for name in _ORDER_KEYS),
    }
    lines: list[str] = []
    for name, text in values.items():
        # What has lines of its own begins with the end of this one.
        gap = "" if text[:1] == "\n" else " "
        lines.append(f"# {_NOTES[name]}\n{name}:{gap}{text}\n")
    return HEAD + "".join(lines)


def read_rules_text(text: str, name: str = "The rules") -> tuple[Rules, JoinRules]:
    """Return the rules that a text says; what it leaves out is as in a new workspace.

    Raises UserError that names the line.
    """
    try:
        document = read_document(text)
    except PlanError as error:
        first = error.findings[0]
        said = first.message.replace("plans", "rules").replace("plan", "file of rules")
        raise UserError(f"{name}, line {first.line}: it {said}") from None
    reader = _Reader(document, name)
    rules, join = reader.rules(), reader.join()
    # Made once, so that what cannot be read is told here and not at the next import.
    Judge(rules)
    KeyFinder(join)
    return rules, join


def read_rules_file(path: Path) -> tuple[Rules, JoinRules]:
    """Return the rules of a file; raises UserError."""
    try:
        if path.stat().st_size > _LONGEST:
            raise UserError(f"{path.name} is longer than 1 MiB; rules of traffic are short, check the file.")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UserError(f"The rules {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UserError(f"The rules {path} cannot be read: it is not UTF-8 text.") from None
    return read_rules_text(text, path.name)


class _Reader:
    def __init__(self, document: Document, name: str) -> None:
        self._document = document
        self._name = name
        self._data = self._checked(document.data, _KEYS, ())

    def rules(self) -> Rules:
        ranges = self._pairs("bot_ranges")
        days = self._text("keep_addresses_days") or "0"
        if not days.isdecimal() or int(days[:9]) > _LONGEST_KEPT:
            raise self._fault(
                f"takes whole days up to {_LONGEST_KEPT}, not {days[:20]!r}", "keep_addresses_days"
            )
        return Rules(
            own=self._texts("own_addresses"),
            trusted=self._texts("trusted_proxies"),
            bot_ranges="".join(f"{network} {label}\n" for network, label in ranges.items()),
            countries=self._text("countries") or None,
            hosts=self._texts("hosts"),
            paths=tuple(PathRule(pattern, group) for pattern, group in self._pairs("paths").items()),
            address_days=int(days),
        )

    def join(self) -> JoinRules:
        if not self._data.get("order_ids"):
            return JoinRules()
        said = self._checked(self._data["order_ids"], _ORDER_KEYS, ("order_ids",))
        return JoinRules(**{name: self._list_of(said[name], "order_ids", name) for name in said})

    def _checked(self, node: Node, known: tuple[str, ...], place: tuple[str, ...]) -> dict[str, Node]:
        if node == "":
            return {}
        if not isinstance(node, dict):
            raise self._fault(f"takes lines such as `{known[0]}: …`", *place)
        for key in node:
            if key not in known:
                raise self._fault(f"{key[:40]!r} is no rule; there are {', '.join(known)}", *place, key)
        return node

    def _texts(self, name: str) -> tuple[str, ...]:
        return self._list_of(self._data.get(name, []), name)

    def _list_of(self, node: Node, *place: str) -> tuple[str, ...]:
        if node == "":
            return ()
        if not isinstance(node, list) or not all(isinstance(item, str) for item in node):
            raise self._fault("takes a list such as [a, b]", *place)
        return tuple(str(item) for item in node)

    def _pairs(self, name: str) -> dict[str, str]:
        node = self._data.get(name, {})
        if node == "":
            return {}
        if not isinstance(node, dict) or not all(isinstance(value, str) for value in node.values()):
            raise self._fault("takes lines of the form `one: other`", name)
        return {key: str(value) for key, value in node.items()}

    def _text(self, name: str) -> str:
        node = self._data.get(name, "")
        if not isinstance(node, str):
            raise self._fault("takes one word", name)
        return node

    def _fault(self, what: str, *place: str) -> UserError:
        where = f"{place[-1]} " if place and not what.startswith("'") else ""
        return UserError(f"{self._name}, line {self._document.line(*place)}: {where}{what}.")


def _list(texts: tuple[str, ...]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)


def _mapping(pairs: dict[str, str]) -> str:
    if not pairs:
        return "{}"
    written = (
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in pairs.items()
    )
    return "".join(f"\n  {pair}" for pair in written)
