"""The text of a plan into a compiled `Plan`, in the grammar of docs/plans.md."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.accounts import TYPE_BY_WORD
from revroute_desktop.money.currencies import CURRENCIES
from revroute_desktop.money.rounding import RoundingMode
from revroute_desktop.routing.kinds import KIND_BY_WORD, MUST_BE_POSITIVE
from revroute_desktop.routing.plans.check import check_plan
from revroute_desktop.routing.plans.conditions import read_when
from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.routing.plans.plan import Bear, Destination, NegativeRule, Plan, Refunds, Route
from revroute_desktop.routing.plans.schema import schema_findings
from revroute_desktop.routing.plans.steps import read_shares, read_step
from revroute_desktop.routing.plans.text import Document, read_document
from revroute_desktop.routing.plans.values import Reader
from revroute_desktop.workspace.zones import load_zone

NEGATIVE_KINDS = tuple(word for word, kind in KIND_BY_WORD.items() if kind not in MUST_BE_POSITIVE)
"""The kinds whose events can be negative, in the order of their numbers."""


def read_plan(text: str, *, accounts: Collection[str] | None = None, earlier: Sequence[Plan] = ()) -> Plan:
    """Read the text of a plan and check all that can be checked before an event comes.

    `accounts` are the codes of the accounts that exist, for a plan that does not make its own (None: not
    checked); `earlier` the published versions, whose steps keep their meaning (B14).

    Raises PlanError with every finding.
    """
    document = read_document(text)
    plan = _compile(document)
    findings = check_plan(plan, document, accounts=accounts, earlier=earlier)
    if findings:
        raise PlanError(findings)
    return plan


@lru_cache(maxsize=32)
def compile_published(text: str) -> Plan:
    """Compile the text of a published version, which was checked when it was published and never changes."""
    return _compile(read_document(text))


def _compile(document: Document) -> Plan:
    findings = schema_findings(document)
    if findings:
        raise PlanError(findings)
    reader = Reader(document)
    data = reader.data
    _check_currencies(reader)
    accounts = data.get("accounts", {})
    plan = Plan(
        name=data["plan"],
        zone=_zone(reader),
        rounding=RoundingMode(data.get("rounding", RoundingMode.HALF_EVEN)),
        currencies=reader.currencies,
        make_accounts=accounts.get("make", "false") == "true",
        account_types={root: int(TYPE_BY_WORD[word]) for root, word in accounts.get("types", {}).items()},
        refunds=_refunds(reader),
        negative=_negative(reader),
        routes=tuple(_route(reader, route, index) for index, route in enumerate(data["routes"])),
    )
    if reader.findings:
        raise PlanError(reader.findings)
    return plan


def _check_currencies(reader: Reader) -> None:
    given = reader.data["currencies"]
    for index, code in enumerate(given):
        if code not in CURRENCIES:
            reader.refuse(
                ("currencies", index), f"names the currency {code}, which ISO 4217 does not know. Correct it."
            )
        if code in given[:index]:
            reader.refuse(("currencies", index), f"names the currency {code} twice. Keep one of them.")


def _zone(reader: Reader) -> str:
    zone: str = reader.data["zone"]
    try:
        load_zone(zone)
    except UserError:
        reader.refuse(
            ("zone",), f"names the zone {zone!r}, which does not exist. Use one such as Europe/London or UTC."
        )
    return zone


def _refunds(reader: Reader) -> Refunds:
    given = reader.data.get("refunds", {"bear": "ratio"})
    bear = Bear(given["bear"])
    if (bear is Bear.RATIO) == ("account" in given):
        needs = (
            "needs no `account` in `refunds`" if bear is Bear.RATIO else "lacks the `account` in `refunds`"
        )
        reader.refuse(("refunds",), f"{needs} when {bear} bears them. Make the two agree.")
    if "account" not in given:
        return Refunds(bear)
    return Refunds(bear, reader.destination(given["account"], ("refunds", "account"), fixed=True))


def _negative(reader: Reader) -> dict[str, NegativeRule]:
    given = reader.data["negative"]
    rules: dict[str, NegativeRule] = {}
    for kind in NEGATIVE_KINDS:
        key = kind if kind in given else "default"
        if key in given:
            rules[kind] = NegativeRule(kind, _negative_parts(reader, key, given[key]))
        else:
            reader.refuse(
                ("negative",), f"says nothing of kind {kind} under `negative`. Add it, or a `default`."
            )
    return rules


def _negative_parts(reader: Reader, key: str, given: Any) -> tuple[tuple[Fraction, Destination], ...]:
    path = ("negative", key)
    if isinstance(given, str):
        return ((Fraction(1), reader.destination(given, path)),)
    places = [(*path, index, "to") for index in range(len(given))]
    to = [reader.destination(part["to"], place) for part, place in zip(given, places, strict=True)]
    return tuple(zip(read_shares(reader, given, path), to, strict=True))


def _route(reader: Reader, given: dict[str, Any], index: int) -> Route:
    path = ("routes", index)
    return Route(
        id=given["id"],
        when=read_when(reader, given["when"], (*path, "when")),
        steps=tuple(
            read_step(reader, step, (*path, "steps", number)) for number, step in enumerate(given["steps"])
        ),
    )
