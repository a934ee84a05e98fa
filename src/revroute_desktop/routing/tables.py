"""The tables of sources, imports, events and quarantine, declared for queries."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revroute_desktop.workspace.base import Base


class SourceRow(Base):
    """Where revenue comes from, with the account that is debited for it."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    clearing: Mapped[int] = mapped_column(ForeignKey("account.id"))
    entry: Mapped[int]


class TermRow(Base):
    """A word that many events share."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class AttributeSetRow(Base):
    """Free attributes of events, as canonical JSON."""

    __tablename__ = "attribute_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    json: Mapped[str]


class ImportRow(Base):
    """One file that came in under one profile."""

    __tablename__ = "import"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[int | None] = mapped_column(ForeignKey("source.id"))
    file_name: Mapped[str]
    file_hash: Mapped[bytes]
    file_size: Mapped[int]
    profile: Mapped[str]
    mapped: Mapped[int]
    entry: Mapped[int]


class ImportChunkRow(Base):
    """One chunk of an import."""

    __tablename__ = "import_chunk"

    entry: Mapped[int] = mapped_column(primary_key=True)
    import_: Mapped[int] = mapped_column("import", ForeignKey("import.id"))
    number: Mapped[int]
    rows_read: Mapped[int]
    events: Mapped[int]
    first_event: Mapped[int | None]
    refused: Mapped[int]
    last: Mapped[int]


class EventRow(Base):
    """One revenue event; amount in minor units, times in microseconds UTC."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[int] = mapped_column(ForeignKey("source.id"))
    external_id: Mapped[str]
    occurred_at: Mapped[int]
    kind: Mapped[int]
    currency: Mapped[int]
    amount: Mapped[int]
    payer: Mapped[int | None] = mapped_column(ForeignKey("sealed.id"))
    note: Mapped[int | None] = mapped_column(ForeignKey("sealed.id"))
    campaign: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    country: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    product: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    attributes: Mapped[int | None] = mapped_column(ForeignKey("attribute_set.id"))
    original: Mapped[str | None]
    residue: Mapped[str | None]
    content: Mapped[bytes]
    import_: Mapped[int] = mapped_column("import", ForeignKey("import.id"))
    line: Mapped[int]


class EventIdentityRow(Base):
    """Which event a source and external id name."""

    __tablename__ = "d_event_identity"

    source: Mapped[int] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    event: Mapped[int]


class EventStateRow(Base):
    """Where an event stands."""

    __tablename__ = "d_event_state"

    event: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    state: Mapped[int]
    reason: Mapped[str | None]
    txn: Mapped[int | None] = mapped_column(ForeignKey("txn.id"))
    entry: Mapped[int | None]


class QuarantineRow(Base):
    """A refused row or a conflict."""

    __tablename__ = "quarantine"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_: Mapped[int] = mapped_column("import", ForeignKey("import.id"))
    line: Mapped[int]
    reason: Mapped[str]
    detail: Mapped[str]
    raw: Mapped[int] = mapped_column(ForeignKey("sealed.id"))
    fingerprint: Mapped[bytes]
    event: Mapped[int | None] = mapped_column(ForeignKey("event.id"))
    entry: Mapped[int]


class QuarantineDecisionRow(Base):
    """What a person did about a refused row."""

    __tablename__ = "quarantine_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    quarantine: Mapped[int] = mapped_column(ForeignKey("quarantine.id"))
    decision: Mapped[int]
    event: Mapped[int | None] = mapped_column(ForeignKey("event.id"))
    reason: Mapped[str]
    entry: Mapped[int]


class ImportUndoRow(Base):
    """An import that was undone."""

    __tablename__ = "import_undo"

    import_: Mapped[int] = mapped_column("import", ForeignKey("import.id"), primary_key=True)
    reason: Mapped[str]
    entry: Mapped[int]
