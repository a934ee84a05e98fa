"""The tables of metrics, declared for queries. All are of the desk."""

from sqlalchemy.orm import Mapped, mapped_column

from revroute_desktop.workspace.base import Base


class CampaignCostRow(Base):
    """What a campaign cost on a day, in one currency."""

    __tablename__ = "desk_campaign_cost"

    day: Mapped[int] = mapped_column(primary_key=True)
    campaign: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int]
    clicks: Mapped[int | None]


class RateRow(Base):
    """A rate of exchange from a day on."""

    __tablename__ = "desk_rate"

    base: Mapped[int] = mapped_column(primary_key=True)
    quote: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[int] = mapped_column(primary_key=True)
    rate: Mapped[str]
    source: Mapped[str]
