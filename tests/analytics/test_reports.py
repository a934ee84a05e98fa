"""Reports say what the catalogue says, stand by themselves, and name the log they were made under."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from revroute_desktop.analytics.metrics.figures import show
from revroute_desktop.analytics.metrics.periods import Period
from revroute_desktop.analytics.metrics.words import said
from revroute_desktop.analytics.reports.of_payee import payee_report
from revroute_desktop.analytics.reports.of_period import period_report
from revroute_desktop.analytics.reports.page import Seal, page, table
from revroute_desktop.errors import UserError
from revroute_desktop.workspace import Workspace

JUNE = Period(date(2026, 6, 1), date(2026, 6, 30), "Europe/Berlin")
SEAL = Seal(12, "ab" * 32, "revroute/x\n12\nroot\n\n— key <sig>\n")


def stands_alone(text: str) -> None:
    HTMLParser().feed(text)
    assert not re.search(r"(src|href)\s*=|url\(|@import|<script", text)
    assert "default-src 'none'" in text


def test_a_report_has_the_figures_of_the_catalogue(demo: Workspace) -> None:
    with demo.read() as session:
        text = period_report(session.sql, "demo", JUNE, 2**62, SEAL)
        for name in ("gross", "net", "take_rate", "visits"):
            shown = show(session.sql, name, JUNE, now=2**62)
            for one in shown.whole:
                assert said(shown.metric, one.currency, one.now.exact) in text
    stands_alone(text)
    assert "12 entries" in text and "ab" * 32 in text and "— key &lt;sig&gt;" in text
    assert text.count("<svg") >= 3 and "2026-06-30" in text


def test_a_statement_ends_with_the_balance(demo: Workspace) -> None:
    everything = Period(date(2025, 1, 1), date(2026, 7, 31), "Europe/Berlin")
    with demo.read() as session:
        (account, own) = session.sql.execute(
            "SELECT code, -own FROM d_balance JOIN account ON account.id = account"
            " WHERE code LIKE 'payee:%' AND currency = 978 ORDER BY own LIMIT 1"
        ).fetchone()
        text = payee_report(session.sql, account, everything, 2**62, SEAL)
        with pytest.raises(UserError, match="Nothing was ever booked"):
            payee_report(session.sql, "payee:nobody", everything, 2**62, SEAL)
    stands_alone(text)
    assert f"{own / 100:,.2f} EUR" in text and "Routed event" in text


def test_texts_of_others_cannot_write_html() -> None:
    text = page("<b>", "{{body}}", [table(("A", "B>"), [("<script>", "&")])])
    assert "<script>" not in text and "<b>" not in text and "&lt;script&gt;" in text
