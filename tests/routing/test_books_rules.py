"""The rules of the books that concern routing, one by one; numbers small enough to work out by hand."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from tests.routing.oracle import Event
from tests.routing.real_books import bring_in, dump, new_workspace
from tests.routing.streams import DAY, Books, versions_of

from revroute_desktop.errors import UserError
from revroute_desktop.ledger.journal import advance
from revroute_desktop.money.rounding import RoundingMode
from revroute_desktop.routing import reasons
from revroute_desktop.routing.engine.counters import CounterKey, StoredCounter
from revroute_desktop.routing.plans.plan import (
    ALWAYS,
    Base,
    Bear,
    Cap,
    Destination,
    Hold,
    NegativeRule,
    Part,
    Period,
    Plan,
    Recoup,
    Refunds,
    Remaining,
    Route,
    Short,
    Step,
    Take,
    Tiers,
    Weights,
)
from revroute_desktop.routing.plans.versions import PlanVersion, plan_in_force_columns
from revroute_desktop.routing.release import release_holds
from revroute_desktop.routing.restate import Selection, restate
from revroute_desktop.routing.route import route

JUNE = 20_605  # 2026-06-01, a Monday
LOSS, REST = Destination(("loss", "x")), Destination(("treasury", "rest"))
A, B = Destination(("partner", "a")), Destination(("partner", "b"))
CREATOR = Destination(("payee", None), "attr.creator")
REMAINDER = Step("rest", Remaining(), REST)


def eur(amount):
    return {"EUR": amount}


def rate(percent):
    return Fraction(percent) / 100


def plan_of(*steps, rounding=RoundingMode.HALF_EVEN, refunds=None, make=True, negative=None):
    rules = {
        kind: NegativeRule(kind, ((Fraction(1), LOSS),))
        for kind in ("refund", "chargeback", "fee", "adjustment")
    }
    return Plan(
        "rules", "UTC", rounding, ("EUR",), make, {}, refunds or Refunds(), rules | (negative or {}),
        (Route("only", ALWAYS, (*steps, REMAINDER)),),
    )  # fmt: skip


class Stream:
    """Events one after the other; days count from 2026-06-01."""

    def __init__(self):
        self.events = []

    def add(self, amount, day=0, kind="sale", original=0, hour=0, currency="EUR", **fields):
        number = len(self.events) + 1
        fields = {"attr.creator": "ann"} | {name.replace("_", "."): text for name, text in fields.items()}
        at = (JUNE + day) * DAY + hour * 1000 + number
        event = Event(
            number, "s1", f"e{number:04d}", at, JUNE + day, kind, currency, amount, original, fields=fields
        )
        self.events.append(event)
        return number


def run(plan, stream, advances=None, chunk=1000, counters=None):
    books = Books(versions_of([plan]), dict(advances or {}))
    books.counters |= counters or {}
    books.run(stream.events, chunk)
    return books


def got(books, event, account):
    """What an event gave to an account, credits positive."""
    return -sum(b.amount for b in books.booked.values() if b.event == event and b.account == account)


def credits(books, account):
    return -sum(b.amount for b in books.booked.values() if b.account == account)


def test_b1_a_counter_that_would_overflow_refuses_the_event():
    plan = plan_of(Step("cap", Take(rate(100)), A, caps=(Cap(Period.ALL, eur(2**62)),)))
    stream = Stream()
    small, large = stream.add(5), stream.add(10**15)
    key = CounterKey("cap", '["cap all"]', 978, "*")
    books = run(plan, stream, counters={key: StoredCounter(2**62 - 100)})
    assert got(books, small, "partner:a") == 5
    assert got(books, large, "partner:a") == 95  # the cap leaves no more room, so nothing overflows
    tiers = plan_of(Step("tier", Tiers(True, Base.GROSS, Period.ALL, ((None, rate(1)),)), A))
    key = CounterKey("tier", '["tiers all"]', 978, "*")
    books = run(tiers, stream, counters={key: StoredCounter(2**62 - 100)})
    assert books.refused == {large} and got(books, small, "treasury:rest") == 5


def test_b1_sums_of_the_largest_amounts_stay_exact():
    plan = plan_of(Step("tier", Tiers(True, Base.GROSS, Period.ALL, ((None, rate(50)),)), A))
    stream = Stream()
    for _ in range(20):
        stream.add(10**15)
    books = run(plan, stream)
    assert credits(books, "partner:a") == 10**16


def test_b2_a_step_rounds_once_by_the_plan_and_takes_at_most_what_is_left():
    stream = Stream()
    number = stream.add(150)
    for mode, taken in ((RoundingMode.HALF_EVEN, 2), (RoundingMode.HALF_DOWN, 1), (RoundingMode.CEILING, 2)):
        books = run(plan_of(Step("one", Take(rate(1)), A), rounding=mode), stream)
        assert got(books, number, "partner:a") == taken
    twice = plan_of(Step("one", Take(rate(80)), A), Step("two", Take(rate(80)), B))
    books = run(twice, stream)
    assert (got(books, number, "partner:a"), got(books, number, "partner:b")) == (120, 30)


def test_b3_minimum_then_maximum_then_caps_then_what_is_left():
    step = Step("one", Take(rate(10)), A, minimum=eur(50), maximum=eur(60), caps=(Cap(Period.DAY, eur(100)),))
    stream = Stream()
    raised, lowered, left = stream.add(100), stream.add(900), stream.add(20)
    books = run(plan_of(step), stream)
    assert [got(books, n, "partner:a") for n in (raised, lowered, left)] == [50, 50, 0]
    assert got(books, lowered, "treasury:rest") == 850  # what the cap cut off stays in what remains


def test_b3_what_a_cap_cuts_off_spills_to_siblings_only_where_the_step_says_so():
    for spill, sibling, rest in ((False, 50, 30), (True, 80, 0)):
        parts = (Part(Fraction(1), A, caps=(Cap(Period.MONTH, eur(20)),)), Part(Fraction(1), B))
        stream = Stream()
        number = stream.add(100)
        books = run(plan_of(Step("w", Weights(parts, spill=spill))), stream)
        assert got(books, number, "partner:a") == 20
        assert got(books, number, "partner:b") == sibling
        assert got(books, number, "treasury:rest") == rest


def test_b4_a_fixed_part_beyond_what_is_left_takes_the_rest_or_is_charged():
    stream = Stream()
    number = stream.add(20)
    take = Take(Fraction(0), fixed=eur(30))
    books = run(plan_of(Step("fee", take, A, if_short=Short.TAKE_LEFT)), stream)
    assert got(books, number, "partner:a") == 20
    books = run(plan_of(Step("fee", take, A, if_short=Short.CHARGE, charge=LOSS)), stream)
    assert got(books, number, "partner:a") == 30 and got(books, number, "loss:x") == -10
    assert sum(posting.amount for posting in books.booked.values()) == 0


def test_b5_what_maxima_cannot_place_stays_in_what_remains():
    parts = (Part(Fraction(1), A), Part(Fraction(1), B))
    weights = Weights(parts, mode="weighted_with_maxima", maxima=(eur(10), eur(30)))
    stream = Stream()
    number = stream.add(100)
    books = run(plan_of(Step("w", weights)), stream)
    assert [got(books, number, code) for code in ("partner:a", "partner:b", "treasury:rest")] == [10, 30, 60]


def test_b6_income_debits_clearing_and_credits_destinations():
    stream = Stream()
    stream.add(100)
    books = run(plan_of(), stream)
    assert [(one.account, one.amount) for one in books.booked.values()] == [
        ("clearing:s1", 100),
        ("treasury:rest", -100),
    ]


def test_b7_negative_events_go_by_the_negative_table_and_never_enter_routes():
    negative = {"fee": NegativeRule("fee", ((Fraction(1), A), (Fraction(2), B)))}
    stream = Stream()
    fee, refund = stream.add(-100, kind="fee"), stream.add(-7, kind="refund")
    books = run(plan_of(negative=negative), stream)
    assert (got(books, fee, "partner:a"), got(books, fee, "partner:b")) == (-33, -67)
    assert got(books, refund, "loss:x") == -7
    assert {kind for _, kind, _ in books.transactions} == {4}


def test_b8_refunds_never_exceed_the_parts_and_the_last_one_ends_them_at_zero():
    plan = plan_of(Step("one", Take(Fraction(1, 3)), A), Step("two", Take(Fraction(1, 3)), B))
    stream = Stream()
    sale = stream.add(100)
    for amount in (33, 33, 33, 1):
        stream.add(-amount, day=1, kind="chargeback" if amount == 1 else "refund", original=sale)
    books = run(plan, stream)
    for account in ("partner:a", "partner:b", "treasury:rest", "clearing:s1"):
        assert credits(books, account) == 0


def test_b8_the_version_that_routed_the_original_says_who_bears_it():
    bears = Refunds(Bear.ACCOUNT, Destination(("expense", "refunds")))
    plans = [plan_of(Step("one", Take(rate(50)), A), refunds=bears), plan_of()]
    stream = Stream()
    sale = stream.add(100)
    refund = stream.add(-40, day=5, kind="refund", original=sale)
    stream.events[1].version = 1
    books = Books(versions_of(plans))
    books.run(stream.events, 10)
    assert got(books, refund, "expense:refunds") == -40 and got(books, refund, "partner:a") == 0


def test_b8_a_reserve_bears_first_as_far_as_it_went_before_that_days_reversals():
    reserve = Destination(("reserve", "refunds"))
    plan = plan_of(Step("keep", Take(rate(10)), reserve), refunds=Refunds(Bear.RESERVE_FIRST, reserve))
    for chunk in (1, 2, 100):
        stream = Stream()
        sale, other = stream.add(1000), stream.add(500)
        first = stream.add(-120, day=1, kind="refund", original=sale, hour=1)
        second = stream.add(-60, day=1, kind="refund", original=other, hour=2)
        books = run(plan, stream, chunk=chunk)
        assert got(books, first, "reserve:refunds") == -120
        # 30 of the second from the reserve, the other 30 by ratio: a tenth of it, 3, from the same account.
        assert got(books, second, "reserve:refunds") == -33
        assert got(books, second, "treasury:rest") == -27


def test_b9_more_than_is_left_goes_by_the_negative_table_and_is_flagged():
    stream = Stream()
    sale = stream.add(100)
    refund = stream.add(-130, kind="refund", original=sale)
    books = run(plan_of(), stream)
    assert (got(books, refund, "treasury:rest"), got(books, refund, "loss:x")) == (-100, -30)
    assert books.excess == {refund: 30}


def test_b9_another_currency_is_quarantined_and_an_unknown_original_is_waited_for():
    plan = plan_of()
    plan = Plan(
        plan.name, "UTC", plan.rounding, ("EUR", "JPY"), True, {}, plan.refunds, plan.negative, plan.routes
    )
    stream = Stream()
    sale = stream.add(100)
    foreign = stream.add(-10, kind="refund", original=sale, currency="JPY")
    unknown = stream.add(-10, kind="refund", original=-1)
    released = stream.add(-10, kind="refund", original=-1)
    stream.events[-1].released = True
    books = run(plan, stream)
    assert books.refused == {foreign} and books.waits == {unknown}
    assert got(books, released, "loss:x") == -10


def test_b10_a_won_dispute_gives_back_at_most_what_was_reversed_in_the_same_proportions():
    plan = plan_of(Step("one", Take(rate(25)), A))
    stream = Stream()
    sale = stream.add(100)
    stream.add(-80, day=1, kind="chargeback", original=sale)
    won = stream.add(100, day=2, kind="chargeback_reversal", original=sale)
    books = run(plan, stream)
    assert (got(books, won, "partner:a"), got(books, won, "treasury:rest")) == (20, 60)
    assert got(books, won, "loss:x") == 20 and books.excess == {won: 20}


def test_b11_a_reversal_takes_from_the_open_hold_first_then_from_who_got_it(tmp_path):
    text = RULES.replace(
        "STEPS", "- {id: hold, percent: 50, of: gross, to: reserve:r, hold: {days: 5, for: payee:ann}}"
    )
    workspace = new_workspace(tmp_path, text)
    stream = Stream()
    sale, late = stream.add(100), stream.add(100, hour=1)
    bring_in(workspace, tmp_path, stream.events)
    route(workspace, actor="t")
    early = Stream()
    early.events = list(stream.events)
    early.add(-40, day=1, kind="refund", original=sale)
    bring_in(workspace, tmp_path, early.events[2:], early.events)
    route(workspace, actor="t")
    assert balance(workspace, "reserve:r") == 80
    assert release_holds(workspace, date(2026, 6, 7), actor="t").amounts == {978: 80}
    early.add(-60, day=9, kind="refund", original=late)
    bring_in(workspace, tmp_path, early.events[3:], early.events)
    route(workspace, actor="t")
    assert balance(workspace, "reserve:r") == 0
    assert balance(workspace, "payee:ann") == 80 - 30


def test_b11_recouped_parts_restore_the_advance():
    plan = plan_of(Step("back", Recoup(), Destination(("advance", None), "attr.creator")))
    stream = Stream()
    sale = stream.add(100)
    stream.add(-100, day=1, kind="refund", original=sale)
    later = stream.add(70, day=2)
    books = run(plan, stream, {("advance:ann", 978): 60})
    assert got(books, sale, "advance:ann") == 60 and got(books, later, "advance:ann") == 60


def test_b12_the_latest_version_in_force_decides_and_none_means_waiting():
    def version(number, instant):
        return PlanVersion(number, "p", "h", "", 0, instant, 0, 0)

    versions = [version(1, 100), version(2, 50), version(3, 100)]
    at = np.array([49, 50, 99, 100, 500], np.int64)
    assert plan_in_force_columns(at, versions).tolist() == [-1, 1, 1, 2, 2]
    stream = Stream()
    waiting = stream.add(5)
    stream.events[0].version = -1
    assert run(plan_of(), stream).waits == {waiting}


def test_b13_positives_of_a_day_go_before_its_reversals_and_chunks_change_nothing():
    plan = plan_of(Step("cap", Take(rate(100)), A, caps=(Cap(Period.MONTH, eur(100)),)))
    results = []
    for chunk in (1, 2, 3, 100):
        stream = Stream()
        stream.add(-5, hour=0, kind="refund", original=2)
        stream.add(80, hour=1)
        stream.add(80, hour=2)
        stream.add(80, day=1)
        books = run(plan, stream, chunk=chunk)
        results.append([got(books, n, "partner:a") for n in (1, 2, 3, 4)])
    assert results == [[-5, 80, 20, 5]] * 4


def test_b14_counters_count_by_step_keys_currency_and_period_of_occurrence():
    caps = (Cap(Period.WEEK, eur(100), ("attr.creator",)),)
    plan = plan_of(Step("cap", Take(rate(100)), A, caps=caps))
    stream = Stream()
    one = stream.add(80)
    other = stream.add(80, attr_creator="bob")
    same = stream.add(80, day=6)
    next_week = stream.add(80, day=7)
    books = run(plan, stream)
    assert [got(books, n, "partner:a") for n in (one, other, same, next_week)] == [80, 80, 20, 80]
    assert {key.period for key in books.counters} == {"2026-W23", "2026-W24"}
    late = Stream()
    late.events = list(stream.events)
    number = late.add(50, day=3)
    books.run(late.events[-1:], 10)
    assert got(books, number, "partner:a") == 0  # a late event uses the room that is left


def test_b15_a_reversal_gives_its_room_back_from_the_next_local_day():
    plan = plan_of(Step("cap", Take(rate(100)), A, caps=(Cap(Period.MONTH, eur(100)),)))
    stream = Stream()
    sale = stream.add(100)
    stream.add(-60, day=3, kind="refund", original=sale)
    same_day, next_day = stream.add(50, day=3), stream.add(50, day=4)
    books = run(plan, stream)
    assert (got(books, same_day, "partner:a"), got(books, next_day, "partner:a")) == (0, 50)


def test_b16_marginal_tiers_split_at_the_edges_and_whole_bands_go_by_what_stood_before():
    bands = ((eur(100), rate(10)), (eur(200), rate(5)), (None, rate(1)))
    stream = Stream()
    numbers = [stream.add(100), stream.add(150), stream.add(100)]
    marginal = plan_of(Step("t", Tiers(True, Base.GROSS, Period.MONTH, bands), A))
    books = run(marginal, stream)
    assert [got(books, n, "partner:a") for n in numbers] == [10, 6, 1]  # 100 × 5 % + 50 × 1 % = 5.5, to even
    whole = plan_of(Step("t", Tiers(False, Base.GROSS, Period.MONTH, bands), A))
    books = run(whole, stream)
    # The second stands at 100 before: the edge belongs to the lower band.
    assert [got(books, n, "partner:a") for n in numbers] == [10, 15, 1]


RULES = """
format: 1
plan: Rules
zone: UTC
currencies: [EUR]
accounts: {make: true}
refunds: {bear: ratio}
negative: {default: loss:x}
routes:
  - id: only
    when: always
    steps:
      STEPS
      - {id: rest, take: remaining, to: treasury:rest}
"""


def balance(workspace, code):
    with workspace.read() as session:
        row = session.sql.execute(
            "SELECT own FROM d_balance JOIN account ON account.id = account WHERE code = ?", (code,)
        ).fetchone()
    return -row[0] if row else 0


def test_b17_an_event_of_a_locked_day_books_on_the_first_open_day_and_counts_in_its_own_period(tmp_path):
    from revroute_desktop.ledger.periods import lock_period

    step = "- {id: cap, percent: 100, of: gross, to: partner:a, caps: [{per: month, amount: {EUR: 1.00}}]}"
    workspace = new_workspace(tmp_path, RULES.replace("STEPS", step))
    lock_period(workspace, date(2026, 6, 30), actor="t")
    stream = Stream()
    stream.add(80)
    stream.add(80, day=30)
    bring_in(workspace, tmp_path, stream.events)
    route(workspace, actor="t")
    books = dump(workspace)
    assert [(date(1970, 1, 1).toordinal() + row[4]) for row in books["transactions"]] == [
        date(2026, 7, 1).toordinal()
    ] * 2
    assert [(row[3], row[5]) for row in books["counters"]] == [("2026-06", 80), ("2026-07", 80)]


def test_b19_a_hold_says_for_whom_and_until_when_and_is_released_once(tmp_path):
    step = (
        '- {id: hold, percent: 10, of: gross, to: reserve:r, hold: {days: 30, for: "payee:{attr.creator}"}}'
    )
    workspace = new_workspace(tmp_path, RULES.replace("STEPS", step))
    stream = Stream()
    stream.add(1000)
    bring_in(workspace, tmp_path, stream.events)
    route(workspace, actor="t")
    assert release_holds(workspace, date(2026, 6, 30), actor="t").released == 0
    assert release_holds(workspace, date(2026, 7, 1), actor="t").amounts == {978: 100}
    assert (balance(workspace, "payee:ann"), balance(workspace, "reserve:r")) == (100, 0)
    with pytest.raises(UserError, match="still to come"):
        release_holds(workspace, date(2100, 1, 1), actor="t")


def test_b20_a_recoup_takes_no_more_than_is_outstanding_whoever_of_two_steps_asks():
    advance_of = Destination(("advance", None), "attr.creator")
    plan = plan_of(Step("one", Recoup(rate(40)), advance_of), Step("two", Recoup(rate(50)), advance_of))
    stream = Stream()
    numbers = [stream.add(100) for _ in range(3)]
    other = stream.add(100, attr_creator="bob")
    books = run(plan, stream, {("advance:ann", 978): 100})
    # 40 and 30 of the first, 30 of the second by its first step, then nothing is outstanding.
    assert [got(books, n, "advance:ann") for n in numbers] == [70, 30, 0]
    assert got(books, other, "treasury:rest") == 100


def test_b21_restating_starts_counters_from_what_the_others_took(tmp_path):
    step = "- {id: cap, percent: 100, of: gross, to: partner:a, caps: [{per: month, amount: {EUR: 1.00}}]}"
    workspace = new_workspace(tmp_path, RULES.replace("STEPS", step))
    stream = Stream()
    first, second = stream.add(70), stream.add(70, hour=1)
    bring_in(workspace, tmp_path, stream.events)
    route(workspace, actor="t")
    restate(workspace, Selection(events=(first,)), actor="t", reason="again")
    # The second keeps its 30, so 70 of the 100 are free again for the first.
    assert (balance(workspace, "partner:a"), balance(workspace, "treasury:rest")) == (100, 40)
    assert [row[5] for row in dump(workspace)["counters"]] == [100]
    assert second


def test_b23_a_template_fills_one_segment_or_the_event_is_quarantined():
    stream = Stream()
    good = stream.add(10, attr_creator="Neon.Kitten-1_x")
    bad = [stream.add(10, attr_creator=text) for text in ("a b", "a:b", "-a", "ä", "x" * 64)]
    books = run(plan_of(Step("c", Take(rate(50)), CREATOR)), stream)
    assert books.refused == set(bad) and got(books, good, "payee:Neon.Kitten-1_x") == 5


def test_an_unknown_account_quarantines_unless_the_plan_makes_it(tmp_path):
    text = RULES.replace("accounts: {make: true}", "accounts: {make: false}").replace("STEPS", "").replace(
        "treasury:rest", '"payee:{attr.creator}"'
    )  # fmt: skip
    workspace = new_workspace(tmp_path, plan="")
    advance(workspace, "nobody", "EUR", 1, day=date(2026, 5, 1), actor="t", reason="opens loss")
    from revroute_desktop.ledger.journal import open_account
    from revroute_desktop.routing.plans.publish import publish_plan

    for code in ("loss:x", "payee:ann"):
        open_account(workspace, code, actor="t")
    publish_plan(workspace, text, effective=date(2020, 1, 1), actor="t")
    stream = Stream()
    stream.add(10)
    stream.add(10, attr_creator="bob")
    bring_in(workspace, tmp_path, stream.events)
    route(workspace, actor="t")
    states = [(row[1], row[2]) for row in dump(workspace)["states"]]
    assert states == [(1, None), (2, reasons.unknown_account("payee:bob"))]


def test_holds_of_hold_parts_name_their_reserve_even_in_weights():
    parts = (Part(Fraction(1), A, hold=Hold(7, CREATOR)), Part(Fraction(1), B))
    stream = Stream()
    number = stream.add(100)
    books = run(plan_of(Step("w", Weights(parts))), stream)
    held = [one for one in books.booked.values() if one.beneficiary]
    assert [(one.event, one.account, one.beneficiary, one.due_day) for one in held] == [
        (number, "partner:a", "payee:ann", JUNE + 7)
    ]
