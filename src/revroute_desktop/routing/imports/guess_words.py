"""The words by which columns and kinds are known in English and German exports."""

import re
from collections.abc import Mapping
from typing import Final

SKIP: Final = "skip"
"""What becomes of rows that are no revenue: the profile passes them over."""

_PARTS: Final = re.compile(r"[a-zà-öø-ÿß]+|[A-ZÀ-ÖØ-Þ]+(?![a-zà-öø-ÿß])|[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿß]*|\d+")

_FIELDS: Final = {
    "external_id": (
        "id, external id, transaction id, transaction number, txn id, order id, order number, order "
        "no, order, invoice no, invoice number, invoice id, invoice, payment id, charge id, event id, "
        "receipt, reference, number, uuid, bestellnummer, rechnungsnummer, rechnung, belegnummer, "
        "beleg, bestellung, auftrag, auftragsnummer, vorgang, transaktion, transaktionsnummer, nr"
    ),
    "occurred_at": (
        "time, date, occurred at, created, created at, timestamp, datetime, date time, transaction "
        "date, order date, invoice date, paid at, payment date, when, datum, zeit, zeitpunkt, "
        "zeitstempel, buchungstag, rechnungsdatum, bestelldatum"
    ),
    "amount": (
        "amount, gross, gross amount, total, total amount, sum, value, revenue, paid, net, net "
        "amount, price, earnings, betrag, brutto, bruttobetrag, summe, gesamt, gesamtbetrag, umsatz, "
        "netto, preis, wert, erlös"
    ),
    "quantity": "quantity, qty, units, count, menge, anzahl, stück",
    "unit_price": "unit price, price, price each, item price, einzelpreis, stückpreis, preis",
    "currency": "currency, currency code, ccy, währung, waehrung",
    "kind": (
        "kind, type, transaction type, event type, event, category, art, typ, vorgangsart, "
        "buchungsart, transaktionsart"
    ),
    "original": (
        "original, original id, refers to, refund of, parent, parent id, related, related id, "
        "reference txn id, original transaction, reversal of, ursprung, bezug, storno von, bezieht "
        "sich auf, ursprungsbeleg"
    ),
    "payer": (
        "payer, buyer, customer, customer id, customer email, email, e mail, from email address, "
        "client, user, user id, subscriber, fan, kunde, käufer, kundennummer, zahler, besteller"
    ),
    "note": (
        "note, notes, memo, comment, message, description, remark, subject, bemerkung, notiz, "
        "verwendungszweck, beschreibung, kommentar, nachricht"
    ),
    "campaign": "campaign, utm campaign, promotion, promo, transfer group, kampagne, aktion",
    "country": (
        "country, country code, buyer country, customer country, shipping country, land, ländercode, "
        "lieferland"
    ),
    "product": (
        "product, product id, product name, item, item title, item name, sku, stock code, article, "
        "plan, offer, title, artikel, artikelnummer, produkt, ware"
    ),
    "source": "source, shop, store, platform, channel, provider, marketplace, quelle, plattform",
    "zone": "time zone, timezone, zone, tz, zeitzone",
    "attribute": (
        "creator, artist, author, seller, partner, affiliate, publisher, model, band, team, tier, "
        "level, share, treasury share, künstler, autor, verkäufer"
    ),
}
_KINDS: Final = {
    "chargeback_reversal": "chargeback reversal, dispute won, dispute reversal, chargeback won",
    "chargeback": "chargeback, dispute, rücklastschrift, rückbuchung, disputed",
    "refund": (
        "refund, refunded, credit note, credit memo, return, returned, reversal, cancellation, "
        "gutschrift, storno, stornierung, erstattung, rückerstattung, rückzahlung, retoure, rückgabe"
    ),
    SKIP: (
        "payout, transfer, withdrawal, draft, pending, topup, top up, bank deposit, failed, hold, "
        "authorization, auszahlung, entwurf, überweisung, umbuchung, offen"
    ),
    "fee": "fee, fees, gebühr, gebühren, network cost",
    "adjustment": "adjustment, adjust, correction, korrektur, anpassung, bad debt",
    "subscription": "subscription, recurring, renewal, membership, abo, abonnement, mitgliedschaft",
    "tip": "tip, tips, donation, gift, spende, trinkgeld",
    "affiliate": "affiliate, commission, referral, provision, application fee",
    "ad": "ad, ads, advertising, advertisement, ad revenue, werbung, anzeige",
    "sale": (
        "sale, sales, charge, payment, purchase, order, invoice, paid, checkout, completed, verkauf, "
        "kauf, zahlung, bestellung, rechnung, einkauf"
    ),
}
FIELD_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    field: tuple(words.split(", ")) for field, words in _FIELDS.items()
}
"""Names of columns, the surest first."""

_KIND_WORDS: Final = tuple((kind, tuple(words.split(", "))) for kind, words in _KINDS.items())


def plain(text: str) -> str:
    """Return the words of a name in small letters: "InvoiceNo" and "invoice_no" are "invoice no"."""
    return " ".join(part.lower() for part in _PARTS.findall(text))


def name_score(field: str, column: str) -> int:
    """Return how well a column's name says that it holds a field; 0 for not at all."""
    words = plain(column)
    known = FIELD_WORDS[field]
    for place, phrase in enumerate(known):
        if words == phrase:
            return 1000 - place
    inside = [place for place, phrase in enumerate(known) if f" {phrase} " in f" {words} "]
    return 500 - min(inside) if inside else 0


def kind_of_word(text: str) -> str | None:
    """Return the kind that a word stands for: `SKIP` for what is no revenue, None if it is unknown."""
    words = f" {plain(text)} "
    for kind, phrases in _KIND_WORDS:
        if words == f" {kind.replace('_', ' ')} " or any(f" {phrase} " in words for phrase in phrases):
            return kind
    return None
