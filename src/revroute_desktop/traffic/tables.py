"""The tables of traffic, declared for queries. All are of the desk: written by `workspace.desk`."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revroute_desktop.workspace.base import Base


class TrafficStateRow(Base):
    """Counts the commits of traffic; one row."""

    __tablename__ = "desk_traffic_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    steps: Mapped[int]


class TrafficTermRow(Base):
    """A text that many rows share."""

    __tablename__ = "desk_traffic_term"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class TrafficFileRow(Base):
    """A log file by its place."""

    __tablename__ = "desk_traffic_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    format: Mapped[str]
    zone: Mapped[str]
    read_at: Mapped[int]
    lines: Mapped[int]
    hits: Mapped[int]
    refused: Mapped[int]
    known: Mapped[int]
    first_at: Mapped[int | None]
    last_at: Mapped[int | None]
    unrecorded: Mapped[str | None]


class TrafficChunkRow(Base):
    """Lines that were counted, by their content."""

    __tablename__ = "desk_traffic_chunk"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes]
    file: Mapped[int] = mapped_column(ForeignKey("desk_traffic_file.id"))
    line: Mapped[int]
    place: Mapped[int]
    size: Mapped[int]
    first_at: Mapped[int]
    last_at: Mapped[int]
    edge: Mapped[int]
    hashes: Mapped[bytes]


class TrafficRefusedRow(Base):
    """A line that is no request of its format."""

    __tablename__ = "desk_traffic_refused"

    id: Mapped[int] = mapped_column(primary_key=True)
    file: Mapped[int] = mapped_column(ForeignKey("desk_traffic_file.id"))
    line: Mapped[int]
    place: Mapped[int]
    reason: Mapped[str]
    text: Mapped[str]


class TrafficMinuteRow(Base):
    """Requests of a minute by class of bot."""

    __tablename__ = "desk_traffic_minute"

    minute: Mapped[int] = mapped_column(primary_key=True)
    bot: Mapped[int] = mapped_column(primary_key=True)
    hits: Mapped[int]
    pages: Mapped[int]
    errors: Mapped[int]
    failures: Mapped[int]
    size: Mapped[int]


class TrafficHourRow(Base):
    """Requests of an hour by one dimension."""

    __tablename__ = "desk_traffic_hour"

    dimension: Mapped[int] = mapped_column(primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[int] = mapped_column(primary_key=True)
    bot: Mapped[int] = mapped_column(primary_key=True)
    hits: Mapped[int]
    pages: Mapped[int]
    errors: Mapped[int]
    failures: Mapped[int]
    size: Mapped[int]


class TrafficLatencyMinuteRow(Base):
    """Latencies of a minute in buckets."""

    __tablename__ = "desk_traffic_latency_minute"

    minute: Mapped[int] = mapped_column(primary_key=True)
    bot: Mapped[int] = mapped_column(primary_key=True)
    bucket: Mapped[int] = mapped_column(primary_key=True)
    hits: Mapped[int]


class TrafficLatencyHourRow(Base):
    """Latencies of an hour in buckets."""

    __tablename__ = "desk_traffic_latency_hour"

    hour: Mapped[int] = mapped_column(primary_key=True)
    bot: Mapped[int] = mapped_column(primary_key=True)
    bucket: Mapped[int] = mapped_column(primary_key=True)
    hits: Mapped[int]


class TrafficSaltRow(Base):
    """What makes visitors of a day's addresses."""

    __tablename__ = "desk_traffic_salt"

    day: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[bytes]
    made_at: Mapped[int]


class TrafficVisitRow(Base):
    """A visit; `visits.py` says what makes one."""

    __tablename__ = "desk_traffic_visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    visitor: Mapped[int]
    begun: Mapped[int]
    ended: Mapped[int]
    hits: Mapped[int]
    pages: Mapped[int]
    errors: Mapped[int]
    size: Mapped[int]
    landing: Mapped[int]
    landing_at: Mapped[int]
    exit: Mapped[int]
    exit_at: Mapped[int]
    source: Mapped[int]
    campaign: Mapped[int]
    country: Mapped[int]
    device: Mapped[int]
    bot: Mapped[int]
    verdict: Mapped[int]


class TrafficAddressRow(Base):
    """The raw address of a visitor, where the operator keeps it."""

    __tablename__ = "desk_traffic_address"

    visitor: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]
    until: Mapped[int]


class TrafficBotRow(Base):
    """A visitor of a day that is no person, with what it did."""

    __tablename__ = "desk_traffic_bot"

    visitor: Mapped[int] = mapped_column(primary_key=True)
    bot: Mapped[int]
    verdict: Mapped[int]
    agent: Mapped[int]
    hits: Mapped[int]
    pages: Mapped[int]
    assets: Mapped[int]
    errors: Mapped[int]
    robots: Mapped[int]
    peak: Mapped[int]
    first_at: Mapped[int]
    last_at: Mapped[int]
    late: Mapped[int]


class TrafficBotRuleRow(Base):
    """What the operator decided of a bot."""

    __tablename__ = "desk_traffic_bot_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    text: Mapped[str]
    bot: Mapped[int]
    reason: Mapped[str]
    actor: Mapped[str]
    at: Mapped[int]


class TrafficKeyRow(Base):
    """An order or session id that stood in a logged address."""

    __tablename__ = "desk_traffic_key"

    value: Mapped[str] = mapped_column(primary_key=True)
    visitor: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]


class TrafficDayRow(Base):
    """Requests of a local day by one dimension."""

    __tablename__ = "desk_traffic_day"

    dimension: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[int] = mapped_column(primary_key=True)
    bot: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    hits: Mapped[int]
    pages: Mapped[int]
    errors: Mapped[int]
    failures: Mapped[int]
    size: Mapped[int]


class TrafficLatencyDayRow(Base):
    """Latencies of a local day in buckets."""

    __tablename__ = "desk_traffic_latency_day"

    bot: Mapped[int] = mapped_column(primary_key=True)
    bucket: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    hits: Mapped[int]


class TrafficVisitHourRow(Base):
    """The visits of an hour by one dimension, packed; `visit_sums.py` says how."""

    __tablename__ = "desk_traffic_visit_hour"

    slot: Mapped[int] = mapped_column(primary_key=True)
    sums: Mapped[bytes]


class TrafficChangedRow(Base):
    """A day of which something changed that revenue is joined by."""

    __tablename__ = "desk_traffic_changed"

    day: Mapped[int] = mapped_column(primary_key=True)
    visits: Mapped[int]
    keys: Mapped[int]


class JoinedDayRow(Base):
    """A day of which revenue was joined to traffic, and what there was then."""

    __tablename__ = "desk_joined_day"

    day: Mapped[int] = mapped_column(primary_key=True)
    events: Mapped[int]
    undone: Mapped[int]
    steps: Mapped[int]
    rules: Mapped[str]
    days: Mapped[str]
    missing: Mapped[int]


class JoinedSumRow(Base):
    """The joined revenue of a day by one dimension, packed; `joined_days.py` says how."""

    __tablename__ = "desk_joined_sum"

    dimension: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    sums: Mapped[bytes]
