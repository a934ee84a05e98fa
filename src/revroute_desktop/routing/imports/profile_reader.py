"""Reads mapping profiles: YAML text, checked against the schema, made a `Profile`."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from revroute_desktop.audit.canonical import canonical_json
from revroute_desktop.errors import UserError
from revroute_desktop.intake import Layout
from revroute_desktop.resources import resource_path
from revroute_desktop.routing.imports.mapping_texts import SOURCE
from revroute_desktop.routing.imports.mapping_times import parse_offset
from revroute_desktop.routing.imports.profile import (
    AmountRule,
    Field,
    KindBySign,
    KindRule,
    Profile,
    SkipRule,
    TextRule,
    TimeRule,
)
from revroute_desktop.routing.kinds import KIND_BY_WORD
from revroute_desktop.routing.plans.findings import PlanError
from revroute_desktop.workspace.zones import load_zone

_MOST_BYTES: Final = 256 * 1024
_TEXT_FIELDS: Final = {
    "payer": Field.PAYER,
    "note": Field.NOTE,
    "campaign": Field.CAMPAIGN,
    "country": Field.COUNTRY,
    "product": Field.PRODUCT,
    "original": Field.ORIGINAL,
}
_DIRECTIVES: Final = frozenset("YmdHMSfypIBbjzTAa%")


def load_profile(name_or_path: str | Path, *, source: str | None = None) -> Profile:
    """Return a ready profile by its name, or one of the person's own by the path of its YAML file.

    `source` puts one source in place of what the profile says. Raises UserError that names line and reason.
    """
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml"):
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise UserError(f"The profile {path} is longer than {_MOST_BYTES >> 10} KiB; check the file.")
            text = path.read_text("utf-8")
        except FileNotFoundError:
            raise UserError(f"There is no file {path}: check its name.") from None
        except OSError as error:
            raise UserError(f"The profile {path} cannot be read: {error.strerror}.") from None
        except ValueError:
            raise UserError(f"The profile {path} cannot be read: it is not UTF-8 text.") from None
    elif str(name_or_path) in ready_profiles():
        text = resource_path("profiles", f"{name_or_path}.yaml").read_text("utf-8")
    else:
        raise UserError(
            f"There is no profile {str(name_or_path)!r}; ready ones are {', '.join(ready_profiles())}, "
            "or name a .yaml file."
        )
    return read_profile(text, source=source)


def ready_profiles() -> tuple[str, ...]:
    """Return the names of the profiles that come with the program."""
    return tuple(sorted(path.stem for path in resource_path("profiles").glob("*.yaml")))


def read_profile(text: str, *, source: str | None = None) -> Profile:
    """Return the profile that a YAML text describes; raises UserError that names line and reason."""
    from revroute_desktop.routing.plans.text import read_document

    try:
        document = read_document(text)
    except PlanError as error:
        finding = error.findings[0]
        # Profiles are read with the same strictness as plans, by the same reader.
        message = finding.message.replace("plan", "profile")
        raise UserError(f"Line {finding.line} of the profile {message}") from None
    problem = next(iter(sorted(_validator().iter_errors(document.data), key=_depth)), None)
    if problem is not None:
        path = tuple(problem.absolute_path)
        raise UserError(f"Line {document.line(*path)} of the profile {_message(problem)}")
    data: Any = document.data
    if source is not None:
        data = {**data, "source": {"constant": source}}
    return _profile(data)


def profile_from_json(text: str) -> Profile:
    """Return the profile that a canonical JSON text, as an import keeps it, describes."""
    return _profile(json.loads(text))


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(
        json.loads(resource_path("schemas", "profile.schema.json").read_text("utf-8"))
    )


def _depth(error: Any) -> tuple[int, bool, str]:
    # A misspelled key is told before the one that it leaves missing.
    return len(error.absolute_path), error.validator != "additionalProperties", str(error.message)


def _message(error: Any) -> str:
    place = ".".join(str(part) for part in error.absolute_path) or "its top level"
    if error.validator == "required":
        missing = next(key for key in error.validator_value if key not in error.instance)
        return f"lacks `{missing}` at {place}; add it."
    if error.validator == "additionalProperties":
        unknown = next(key for key in error.instance if key not in error.schema.get("properties", {}))
        known = ", ".join(sorted(error.schema.get("properties", {})))
        return f"has `{unknown[:60]}` at {place}, which does not belong there; known are {known}."
    wanted = error.schema.get("description", "something else")
    given = f" in place of {error.instance[:40]!r}" if isinstance(error.instance, str) else ""
    return f"needs at {place} {wanted}{given}."


def _profile(data: dict[str, Any]) -> Profile:
    source = _text(data["source"])
    if not source.columns and not SOURCE.fullmatch(source.constant):
        raise UserError(
            f"The profile's source {source.constant[:70]!r} is no account segment: up to 63 letters, digits, "
            "dots, hyphens and underscores, the first a letter or digit."
        )
    texts = {field: _text(data[name]) for name, field in _TEXT_FIELDS.items() if name in data}
    return Profile(
        name=data["profile"],
        about=data.get("about", ""),
        json=canonical_json(data).decode(),
        format=data["format"],
        layout=_layout(data),
        grouped=data.get("group_by_id") == "true",
        source=source,
        external_id=_text(data["external_id"]),
        occurred_at=_time(data["occurred_at"]),
        kind=_kind(data["kind"]),
        amount=_amount(data["amount"]),
        currency=_text(data["currency"]),
        texts=texts,
        attributes={name: _text(rule) for name, rule in sorted(data.get("attributes", {}).items())},
        attributes_prefix=data.get("attributes_prefix"),
        skip=tuple(_skip(rule) for rule in data.get("skip", [])),
    )


def _layout(data: dict[str, Any]) -> Layout:
    delimiter, quote = data.get("delimiter", ","), data.get("quote", '"')
    if delimiter == quote:
        raise UserError("The profile gives the same sign as `delimiter` and `quote`; change one.")
    return Layout(
        format="csv" if data["format"] == "auto" else data["format"],
        delimiter=delimiter,
        quote=quote,
        encoding=data.get("encoding", "utf-8"),
        names=tuple(data["names"]) if "names" in data else None,
        skip_lines=int(data.get("skip_lines", "0")),
    )


def _text(rule: Any) -> TextRule:
    if isinstance(rule, str):
        return TextRule(columns=(rule,))
    return TextRule(
        columns=_columns(rule),
        constant=rule.get("constant", ""),
        optional=rule.get("optional") == "true",
        strip_suffix=rule.get("strip_suffix", ""),
        values=rule.get("values", {}),
        otherwise=rule.get("otherwise", "keep"),
    )


def _columns(rule: dict[str, Any]) -> tuple[str, ...]:
    return (rule["column"],) if "column" in rule else tuple(rule.get("columns", ()))


def _time(rule: dict[str, Any]) -> TimeRule:
    formats = tuple(rule.get("formats", ["iso"]))
    for text in formats:
        directives = {part[:1] or "%" for part in text.split("%")[1:]}
        if unknown := directives - _DIRECTIVES:
            raise UserError(f"The profile's time format {text!r} has %{min(unknown)}, which is not known.")
    zone, zones = rule.get("zone", "UTC"), rule.get("zones", {})
    for name in (zone, *zones.values()):
        if parse_offset(name) is None:
            load_zone(name)
    return TimeRule(_columns(rule), formats, zone, rule.get("zone_column"), zones)


def _by_sign(result: Any) -> KindBySign:
    if isinstance(result, str):
        return KindBySign(KIND_BY_WORD[result], KIND_BY_WORD[result])
    positive, negative = (result.get(sign) for sign in ("positive", "negative"))
    return KindBySign(
        KIND_BY_WORD[positive] if positive else None, KIND_BY_WORD[negative] if negative else None
    )


def _kind(rule: dict[str, Any]) -> KindRule:
    prefixes = sorted(rule.get("prefixes", {}).items(), key=lambda item: (-len(item[0]), item[0]))
    return KindRule(
        column=rule.get("column"),
        values={text: _by_sign(result) for text, result in rule.get("values", {}).items()},
        prefixes=tuple((prefix, _by_sign(result)) for prefix, result in prefixes),
        otherwise=_by_sign(rule["otherwise"]) if "otherwise" in rule else None,
    )


def _amount(rule: dict[str, Any]) -> AmountRule:
    decimal, grouping = rule.get("decimal", "."), rule.get("grouping", "")
    if decimal == grouping:
        raise UserError("The profile gives the same sign as `decimal` and `grouping`; change one.")
    return AmountRule(
        column=rule["column"],
        times=rule.get("times"),
        decimal=decimal,
        grouping=grouping,
        parentheses=rule.get("parentheses") == "true",
        minor=rule.get("unit") == "minor",
        sign=rule.get("sign", "as_is"),
        rounded=rule.get("round") == "half_even",
    )


def _skip(rule: dict[str, Any]) -> SkipRule:
    how = next(key for key in ("in", "not_in", "prefixes") if key in rule)
    return SkipRule(rule["column"], how, tuple(rule[how]))
