"""What the filter of the events table can ask, and the states of an event."""

from enum import IntEnum

from revroute_desktop.money.currencies import CURRENCIES
from revroute_desktop.routing.kinds import KIND_BY_WORD
from revroute_desktop.workspace.filters.fields import Field, Table, Type


class EventState(IntEnum):
    """Where an event stands; the numbers are those of the file."""

    WAITING = 0
    ROUTED = 1
    QUARANTINED = 2
    REVERSED = 3
    RESTATED = 4
    UNDONE = 5


_SET = "e.attributes IN (SELECT id FROM attribute_set WHERE {})"
_SETS = "(SELECT json FROM attribute_set ORDER BY id LIMIT 2000)"
_TERM = "SELECT id FROM term WHERE {}"
_STATE = "EXISTS (SELECT 1 FROM d_event_state s WHERE s.event = e.id AND {})"
# Few have a reason: one look at all of them takes a quarter of the time of one at each event.
_REASON = "e.id IN (SELECT s.event FROM d_event_state s WHERE {})"
# By the index of names, which undone events have given back; where there are none, no event is looked at.
_SAME_TERM = f"e.{{}} IN ({_TERM.format('text = ?')})"
_ROUTE = (
    "EXISTS (SELECT 1 FROM d_event_state s JOIN txn ON txn.id = s.txn JOIN plan_route r ON r.id = txn.route "
    "WHERE s.event = e.id AND {})"
)
_NAMED = (
    "e.id IN (WITH asked (name) AS (SELECT ?) "
    "SELECT d.event FROM asked CROSS JOIN source CROSS JOIN d_event_identity d "
    "ON d.source = source.id AND d.external_id = asked.name "
    "UNION ALL SELECT o.id FROM asked CROSS JOIN (SELECT 1 FROM import_undo LIMIT 1) "
    "CROSS JOIN event o ON o.external_id = asked.name)"
)

EVENT_FIELDS = Table(
    "events",
    (
        Field("at", Type.TIME, "When it occurred", "at:2026-Q1", "e.occurred_at"),
        Field(
            "amount", Type.AMOUNT, "In units of its currency", "amount>100", "e.amount", currency="e.currency"
        ),
        Field(
            "currency",
            Type.WORD,
            "Its currency",
            "currency:EUR",
            "e.currency",
            codes=tuple((code, currency.numeric) for code, currency in CURRENCIES.items()),
        ),
        Field(
            "source",
            Type.WORD,
            "Where it comes from",
            "source:shop-a",
            "code",
            "e.source IN (SELECT id FROM source WHERE {})",
            same="e.source IN (SELECT id FROM source WHERE code = ?)",
            values="SELECT code FROM source ORDER BY code LIMIT 500",
        ),
        Field(
            "kind",
            Type.WORD,
            "What it is",
            "kind:refund,chargeback",
            "e.kind",
            codes=tuple((word, int(kind)) for word, kind in KIND_BY_WORD.items()),
        ),
        Field(
            "state",
            Type.WORD,
            "Where it stands",
            "state:waiting",
            "s.state",
            _STATE,
            codes=tuple((state.name.lower(), int(state)) for state in EventState),
        ),
        Field(
            "country",
            Type.WORD,
            "Country of the payer",
            "country:DE",
            "text",
            f"e.country IN ({_TERM})",
            same=_SAME_TERM.format("country"),
            values="SELECT text FROM term WHERE length(text) = 2 ORDER BY text LIMIT 500",
        ),
        Field("id", Type.TEXT, "Its id at the source", "id:ch_3Q", "e.external_id", same=_NAMED),
        Field("original", Type.TEXT, "Id of what it reverses", "original:ch_3Q", "e.original"),
        Field(
            "campaign",
            Type.WORD,
            "Its campaign",
            "campaign:spring*",
            "text",
            f"e.campaign IN ({_TERM})",
            same=_SAME_TERM.format("campaign"),
        ),
        Field(
            "product",
            Type.WORD,
            "Its product",
            "product:plan-*",
            "text",
            f"e.product IN ({_TERM})",
            same=_SAME_TERM.format("product"),
        ),
        Field(
            "route",
            Type.WORD,
            "The route that it took last",
            "route:creators",
            "r.code",
            _ROUTE,
            values="SELECT DISTINCT code FROM plan_route ORDER BY code LIMIT 500",
            same=_ROUTE.format("r.code = ?"),
        ),
        Field(
            "file",
            Type.TEXT,
            "The file it came in",
            "file:october",
            "file_name",
            "e.import IN (SELECT id FROM import WHERE {})",
            values="SELECT DISTINCT file_name FROM import ORDER BY file_name LIMIT 500",
        ),
        Field("line", Type.NUMBER, "Line in its file", "line:1..500", "e.line"),
        Field("reason", Type.TEXT, "Why it waits", "reason:original", "s.reason", _REASON),
        Field(
            "payer",
            Type.WORD,
            "Who paid, unless erased",
            "payer:mia@*",
            "text",
            "e.payer IN (SELECT id FROM sealed_text WHERE kind = 1 AND {})",
            personal=True,
        ),
    ),
    text=("id", "original"),
    family=Field(
        "attr.",
        Type.WORD,
        "An attribute of its file",
        "attr.order:123",
        "json_extract(json, '$.\"NAME\"')",
        _SET,
        values=f"SELECT DISTINCT each.key FROM {_SETS} s, json_each(s.json) each ORDER BY 1 LIMIT 200",
    ),
    family_values=f"SELECT DISTINCT json_extract(json, '$.\"NAME\"') FROM {_SETS} ORDER BY 1 LIMIT 500",
)
