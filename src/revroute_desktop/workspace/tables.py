"""The tables of this room, declared for queries."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from revroute_desktop.workspace.base import Base


class AuditEntryRow(Base):
    """One entry of the log; `payload` is canonical JSON."""

    __tablename__ = "audit_entry"

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    reason: Mapped[str]
    payload: Mapped[str]


class AuditNodeRow(Base):
    """The hash of one perfect subtree of the log."""

    __tablename__ = "d_audit_node"

    level: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[bytes]


class WorkspaceRow(Base):
    """The workspace itself, one row."""

    __tablename__ = "workspace"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    zone: Mapped[str]
    created_at: Mapped[int]


class SealedRow(Base):
    """The commitment to a sealed text (B24)."""

    __tablename__ = "sealed"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment: Mapped[bytes]


class SealedTextRow(Base):
    """A sealed text with its salt, until it is erased."""

    __tablename__ = "sealed_text"

    id: Mapped[int] = mapped_column(ForeignKey("sealed.id"), primary_key=True)
    kind: Mapped[int]
    salt: Mapped[bytes]
    text: Mapped[str]


class ErasureRow(Base):
    """A seal whose text was erased."""

    __tablename__ = "erasure"

    sealed: Mapped[int] = mapped_column(ForeignKey("sealed.id"), primary_key=True)
    entry: Mapped[int]


class CheckpointRow(Base):
    """A signed note over the log."""

    __tablename__ = "desk_checkpoint"

    size: Mapped[int] = mapped_column(primary_key=True)
    key_name: Mapped[str] = mapped_column(primary_key=True)
    note: Mapped[str]
    at: Mapped[int]


class SettingRow(Base):
    """A remembered choice or result, as JSON."""

    __tablename__ = "desk_setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
