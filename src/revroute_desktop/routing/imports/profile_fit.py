"""Which profile fits the columns of a file."""

from collections.abc import Iterable

from revroute_desktop.routing.imports.profile import Profile, TextRule
from revroute_desktop.routing.imports.sample import Sample


def fitting(sample: Sample, profiles: Iterable[Profile]) -> tuple[Profile, ...]:
    """Return the profiles whose columns a file has, those that read most of its columns first."""
    found = [profile for profile in profiles if fits(sample, profile)]
    return tuple(sorted(found, key=lambda profile: -sum(map(profile.reads, sample.names))))


def fits(sample: Sample, profile: Profile) -> bool:
    """Whether a file is read as a profile reads files, and has every column that the profile needs."""
    layout = profile.layout_for(sample.file, sample.layout.format == "parquet")
    if layout.format != sample.layout.format:
        return False
    if layout.format == "csv" and (layout.delimiter, layout.names, layout.skip_lines) != (
        sample.layout.delimiter,
        sample.layout.names,
        sample.layout.skip_lines,
    ):
        return False
    return needed_columns(profile) <= set(sample.names)


def needed_columns(profile: Profile) -> frozenset[str]:
    """Return the columns without which a file cannot be read under a profile."""
    rules: tuple[TextRule, ...] = (
        profile.source,
        profile.external_id,
        profile.currency,
        *profile.texts.values(),
        *profile.attributes.values(),
    )
    names = {name for rule in rules if not rule.optional for name in rule.columns}
    time, amount = profile.occurred_at, profile.amount
    single = (time.zone_column, profile.kind.column, amount.column, amount.times)
    names |= {*time.columns, *(name for name in single if name), *(rule.column for rule in profile.skip)}
    return frozenset(names)
