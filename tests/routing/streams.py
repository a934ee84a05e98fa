"""Plans and streams of events drawn at random, and the engine run over them chunk by chunk as the books
would.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

import numpy as np
from tests.routing.oracle import Event

from revroute_desktop.money.currencies import currency
from revroute_desktop.routing.engine.accounts import AccountRefs
from revroute_desktop.routing.engine.allocations import AllocationColumns, no_allocations
from revroute_desktop.routing.engine.balances import WatchedBalances
from revroute_desktop.routing.engine.context import ChunkInput, EngineState
from revroute_desktop.routing.engine.counters import Counters, StoredCounter
from revroute_desktop.routing.engine.dated import DatedEvents
from revroute_desktop.routing.engine.order import batch_order, enters_routes, half_days
from revroute_desktop.routing.engine.run import run_chunk
from revroute_desktop.routing.engine.versions import unsaved_version
from revroute_desktop.routing.events import EventColumns, Vocabulary
from revroute_desktop.routing.kinds import KIND_BY_WORD
from revroute_desktop.routing.plans.plan import (
    ALWAYS,
    All,
    AmountRange,
    AnyOf,
    Base,
    Bear,
    Cap,
    DateRange,
    Destination,
    Equals,
    Hold,
    NegativeRule,
    Not,
    Part,
    Period,
    Plan,
    Prefix,
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

CURRENCIES = ("EUR", "JPY")
FIRST_DAY = 20_500
DAY = 86_400_000_000
MODES = ("largest_remainder", "largest_ratio", "floor_to_first", "floor_to_last")
CREATOR = Destination(("payee", None), "attr.creator")


def amounts(random: Random, low: int, high: int) -> dict[str, int]:
    return {code: random.randint(low, high) for code in CURRENCIES}


def draw_rate(random: Random) -> Fraction:
    return random.choice(
        [Fraction(1, 3), Fraction(29, 1000), Fraction(1, 10), Fraction(1, 2), Fraction(5, 7)]
    )


def draw_caps(random: Random, *, destination: bool = True) -> tuple[Cap, ...]:
    keys = ["source", "campaign", "currency", "attr.creator"] + (["destination"] if destination else [])
    drawn = {}
    for _ in range(random.choice([0, 0, 1, 1, 2, 3])):
        cap = Cap(
            random.choice(list(Period)),
            amounts(random, 0, 400),
            tuple(random.sample(keys, random.choice([0, 0, 1, 2]))),
        )
        drawn[cap.period, frozenset(cap.keys) - {"currency"}] = cap
    return tuple(drawn.values())


def draw_hold(random: Random) -> Hold | None:
    return Hold(random.randint(1, 30), CREATOR) if random.random() < 0.3 else None


def draw_step(random: Random, name: str) -> Step:
    to = random.choice([CREATOR, Destination(("treasury", "main")), Destination(("reserve", "rolling"))])
    kind = random.choice(["take", "fixed", "both", "tiers", "tiers", "weights", "weights", "recoup"])
    base = random.choice(list(Base))
    minimum = amounts(random, 1, 40) if random.random() < 0.2 else None
    maximum = amounts(random, 20, 200) if random.random() < 0.2 else None
    short = random.choice([Short.TAKE_LEFT, Short.CHARGE])
    charge = random.choice([Destination(("loss", "fees")), Destination(("advance", None), "attr.creator")])
    bounds = {"minimum": minimum, "maximum": maximum, "caps": draw_caps(random)}
    if kind == "recoup":
        to = random.choice([Destination(("advance", None), "attr.creator"), Destination(("advance", "all"))])
        return Step(name, Recoup(draw_rate(random)), to, **bounds)
    if kind == "weights":
        count = random.randint(1, 4)
        targets = random.sample(
            [
                CREATOR,
                *(Destination(("partner", f"p{n}")) for n in range(4)),
                Destination(("reserve", "rolling")),
            ],
            count,
        )
        if Random(repr(targets)).random() < 0.5:
            # Parts that reach one account, always or where the creator is ann.
            twin = Random(name).choice([targets[0], CREATOR, Destination(("payee", "ann"))])
            targets[-1] = twin
        parts = tuple(
            Part(Fraction(random.randint(1, 5), 7), one, draw_hold(random), draw_caps(random))
            for one in targets
        )
        rate = random.choice([Fraction(1), draw_rate(random)])
        if random.random() < 0.2:
            maxima = tuple(amounts(random, 0, 80) for _ in parts)
            return Step(name, Weights(parts, rate, "weighted_with_maxima", maxima))
        caps = draw_caps(random, destination=False) if random.random() < 0.3 else ()
        spill = random.random() < 0.6
        return Step(name, Weights(parts, rate, random.choice(MODES), None, spill), caps=caps)
    if kind == "tiers":
        edges = sorted(random.sample(range(10, 900), random.randint(1, 3)))
        bands = [(dict.fromkeys(CURRENCIES, edge), draw_rate(random)) for edge in edges]
        keys = tuple(random.sample(["source", "destination", "attr.creator"], random.choice([0, 1, 2])))
        tiers = Tiers(
            random.random() < 0.6,
            base,
            random.choice(list(Period)),
            (*bands, (None, draw_rate(random))),
            keys,
        )
        return Step(name, tiers, to, hold=draw_hold(random), **bounds)
    take = Take(
        Fraction(0) if kind == "fixed" else draw_rate(random),
        base,
        None if kind == "take" else amounts(random, 1, 60),
    )
    return Step(name, take, to, hold=draw_hold(random), if_short=short, charge=charge, **bounds)


def draw_condition(random: Random, depth: int = 2):
    kind = random.choice(["equals", "prefix", "amount", "date", "all", "any", "not"][: 7 if depth else 4])
    match kind:
        case "equals":
            return Equals(
                random.choice(["source", "kind", "currency", "campaign", "attr.creator"]),
                tuple(random.sample(["s1", "s2", "sale", "tip", "EUR", "spring", "ann"], 3)),
            )
        case "prefix":
            return Prefix("campaign", tuple(random.sample(["sp", "au", "x"], 2)))
        case "amount":
            return AmountRange(
                **{random.choice(["at_least", "above", "at_most", "below"]): amounts(random, 1, 400)}
            )
        case "date":
            return DateRange(FIRST_DAY + random.randint(0, 20), random.choice([None, FIRST_DAY + 50]))
        case "all" | "any":
            of = tuple(draw_condition(random, depth - 1) for _ in range(random.randint(0, 2)))
            return All(of) if kind == "all" else AnyOf(of)
        case _:
            return Not(draw_condition(random, depth - 1))


def draw_plan(random: Random, prefix: str = "") -> Plan:
    from revroute_desktop.money.rounding import RoundingMode

    routes = []
    for number in range(random.randint(1, 2)):
        names = [f"{prefix}r{number}s{index}" for index in range(random.randint(1, 4))]
        steps = [draw_step(random, name) for name in names]
        rest = Step(
            f"{prefix}r{number}rest", Remaining(), random.choice([CREATOR, Destination(("treasury", "main"))])
        )
        routes.append(Route(f"r{number}", draw_condition(random), (*steps, rest)))
    routes[-1] = Route(routes[-1].id, ALWAYS, routes[-1].steps)
    refunds = random.choice(
        [
            Refunds(),
            Refunds(),
            Refunds(Bear.ACCOUNT, Destination(("loss", "refunds"))),
            Refunds(Bear.RESERVE_FIRST, Destination(("reserve", "rolling"))),
        ]
    )
    loss, half = Destination(("loss", "unknown")), Fraction(1, 2)
    negative = {
        "refund": NegativeRule(
            "refund", ((half, loss), (half, Destination(("payee", None), "attr.creator")))
        ),
        "chargeback": NegativeRule("chargeback", ((Fraction(1), loss),)),
        "fee": NegativeRule(
            "fee", ((Fraction(1, 3), Destination(("expense", "fees"))), (Fraction(2, 3), loss))
        ),
        "adjustment": NegativeRule("adjustment", ((Fraction(1), loss),)),
    }
    return Plan(
        name="drawn",
        zone="UTC",
        rounding=random.choice(list(RoundingMode)),
        currencies=CURRENCIES,
        make_accounts=True,
        account_types={},
        refunds=refunds,
        negative=negative,
        routes=tuple(routes),
    )


def draw_events(random: Random, count: int, plans: int) -> list[Event]:
    days = random.choice([1, 4, 45])
    events: list[Event] = []
    for number in range(1, count + 1):
        day = FIRST_DAY + random.randrange(days)
        fields = {"campaign": random.choice(["spring", "autumn"])} if random.random() < 0.7 else {}
        if random.random() < 0.95:
            fields["attr.creator"] = random.choice(
                ["ann", "bob", "bad one" if random.random() < 0.2 else "cy"]
            )
        kind = random.choice(
            ["sale", "tip", "fee", "adjustment", "refund", "refund", "chargeback", "chargeback_reversal"]
        )
        if random.random() < 0.5:
            kind = "sale"
        amount = random.choice([1, 2, 7, random.randint(1, 99), random.randint(1, 700)])
        if kind in ("refund", "chargeback") or (kind in ("fee", "adjustment") and random.random() < 0.5):
            amount = -amount
        event = Event(
            number,
            random.choice(["s1", "s2"]),
            f"e{random.randrange(10**6):06d}-{number}",
            day * DAY + random.randrange(0, 3) * 1000,
            day,
            kind,
            random.choice(["EUR", "EUR", "EUR", "JPY", "USD" if random.random() < 0.1 else "EUR"]),
            amount,
            version=-1 if random.random() < 0.03 else min(plans - 1, (day - FIRST_DAY) * plans // days),
            fields=fields,
        )
        positives = [one for one in events if one.amount > 0]
        if (amount < 0 or kind == "chargeback_reversal") and positives and random.random() < 0.85:
            original = random.choice(positives[:4] if random.random() < 0.5 else positives)
            event.original = original.id if random.random() < 0.95 else -1
            if random.random() < 0.9:
                event.currency = original.currency
            event.released = random.random() < 0.2
            if random.random() < 0.8:
                later = max(event.day, original.day)
                event.at += (later - event.day) * DAY
                event.day = later
                event.version = min(plans - 1, (later - FIRST_DAY) * plans // days)
            if random.random() < 0.3:
                event.amount = original.amount * (1 if event.amount > 0 else -1)
        events.append(event)
    return events


# --------------------------------------------------------------------------- the engine over them


def columns_of(events: list[Event]) -> DatedEvents:
    names = ("source", "campaign", "country", "product", "attr.creator")
    vocabularies, fields = {}, {}
    for name in names:
        texts = [None, *dict.fromkeys(event.get(name) for event in events if event.get(name) is not None)]
        places = {text: place for place, text in enumerate(texts)}
        vocabularies[name] = Vocabulary(texts)
        fields[name] = np.array([places[event.get(name)] for event in events], np.int64)

    def column(values) -> np.ndarray:
        return np.array(list(values), np.int64)

    columns = EventColumns(
        id=column(event.id for event in events),
        source=column(int(event.source[1:]) for event in events),
        occurred_at=column(event.at for event in events),
        kind=column(int(KIND_BY_WORD[event.kind]) for event in events),
        currency=column(currency(event.currency).numeric for event in events),
        amount=column(event.amount for event in events),
        fields=fields,
        vocabularies=vocabularies,
        external_id=[event.external_id for event in events],
        original=[None for _ in events],
    )
    return DatedEvents(columns, column(event.day for event in events))


def ordered(events: list[Event]) -> list[Event]:
    dated = columns_of(events)
    rows = batch_order(
        half_days(dated.day, enters_routes(dated.columns.kind, dated.columns.amount)),
        dated.columns.occurred_at,
        dated.columns.source,
        lambda rows: [events[row].external_id for row in rows.tolist()],
    )
    return [events[row] for row in rows.tolist()]


@dataclass
class Booked:
    """A posting as the books have it."""

    id: int
    event: int
    kind: int
    account: str
    amount: int
    step: int
    against: int
    beneficiary: str | None
    due_day: int


@dataclass
class Books:
    """Plays the books for the engine: postings by id, counters by key."""

    versions: list
    advances: dict[tuple[str, int], int] = field(default_factory=dict)
    booked: dict[int, Booked] = field(default_factory=dict)
    counters: dict = field(default_factory=dict)
    transactions: list = field(default_factory=list)
    waits: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    excess: dict[int, int] = field(default_factory=dict)
    next_transaction: int = 1

    def state(self) -> EngineState:
        days = {day for stored in self.counters.values() for day, _ in stored.returned}
        return EngineState(
            self.versions,
            AccountRefs([]),
            Counters(lambda keys: [self.counters.get(key) for key in keys], days),
            WatchedBalances(self.balance),
        )

    def balance(self, code: str, money: int) -> int:
        return self.advances.get((code, money), 0)

    def run(self, events: list[Event], chunk_size: int, state: EngineState | None = None) -> None:
        state = state or self.state()
        rows = ordered(events)
        for begin in range(0, len(rows), chunk_size):
            self.run_chunk(state, rows[begin : begin + chunk_size], {event.id: event for event in events})

    def run_chunk(self, state: EngineState, events: list[Event], known: dict[int, Event]) -> None:
        dated = columns_of(events)
        here = {event.id for event in events}
        originals = [
            known[number]
            for number in dict.fromkeys(event.original for event in events if event.original > 0)
            if number not in here and any(b.event == number and b.kind == 1 for b in self.booked.values())
        ]
        chunk = ChunkInput(
            dated,
            np.array([event.version for event in events], np.int64),
            np.array([state.accounts.number(f"clearing:{event.source}") for event in events], np.int64),
            np.array([event.original for event in events], np.int64),
            np.array([event.released for event in events], np.bool_),
            self.stored(state, originals),
            columns_of(originals) if originals else None,
            self.next_transaction,
        )
        result = run_chunk(state, chunk)
        self.keep(state, events, result)

    def keep(self, state, events, result) -> None:
        made = result.transactions()
        codes = state.accounts.codes
        for index in range(len(made)):
            lines = range(made.starts[index], made.starts[index + 1])
            event = events[made.row[index]].id
            postings = []
            for line, place in enumerate(lines):
                beneficiary = int(made.beneficiary[place])
                booked = Booked(
                    (self.next_transaction + index) * 4096 + line,
                    event,
                    int(made.kind[index]),
                    codes[made.account[place]],
                    int(made.amount[place]),
                    int(made.step[place]),
                    int(made.against[place]),
                    codes[beneficiary] if beneficiary >= 0 else None,
                    int(made.due_day[place]),
                )
                self.booked[booked.id] = booked
                postings.append(booked)
                pair = (booked.account, int(made.currency[place]))
                self.advances[pair] = self.advances.get(pair, 0) + booked.amount
            self.transactions.append((event, int(made.kind[index]), postings))
        self.next_transaction += len(made)
        self.waits |= {events[row].id for row in result.decisions.waits}
        self.refused |= {events[row].id for row in result.decisions.refused}
        self.excess |= {events[row].id: amount for row, amount in result.decisions.excess.items()}
        for number, day, value in state.counters.changes():
            key = state.counters.keys[number]
            old = self.counters.get(key, StoredCounter(0))
            if day is None:
                self.counters[key] = StoredCounter(value, old.returned)
            else:
                returned = dict(old.returned) | {day: value}
                self.counters[key] = StoredCounter(old.counted, tuple(sorted(returned.items())))
        state.counters.settle()

    def stored(self, state: EngineState, originals: list[Event]) -> AllocationColumns:
        if not originals:
            return no_allocations()
        head = {
            name: [] for name in ("event", "transaction", "version", "route", "currency", "source", "row")
        }
        names = (
            "posting",
            "account",
            "step",
            "weight",
            "taken",
            "taken_from_hold",
            "open_hold",
            "beneficiary",
        )
        part = {name: [] for name in names}
        starts = [0]
        for row, event in enumerate(originals):
            lines = [one for one in self.booked.values() if one.event == event.id and one.kind == 1]
            version = self.versions[event.version]
            steps = {one.step for one in lines if one.step}
            route = next(i for i in range(len(version.step_ids)) if steps <= set(posted_in(version, i)))
            values = (
                event.id,
                lines[0].id // 4096,
                event.version,
                route,
                currency(event.currency).numeric,
                1,
                row,
            )
            for name, value in zip(head, values, strict=True):
                head[name].append(value)
            for index, line in enumerate(lines):
                drawn = [one for one in self.booked.values() if one.against == line.id]
                taken = sum(one.amount for one in drawn)
                from_hold = sum(
                    one.amount for one in drawn if line.beneficiary and one.account == line.account
                )
                values = (
                    line.id,
                    state.accounts.number(line.account),
                    line.step,
                    -line.amount if index else 0,
                    taken,
                    from_hold,
                    -line.amount - from_hold if line.beneficiary else 0,
                    state.accounts.number(line.beneficiary) if line.beneficiary else -1,
                )
                for name, value in zip(part, values, strict=True):
                    part[name].append(value)
            starts.append(len(part["posting"]))
        arrays = {name: np.array(values, np.int64) for name, values in (head | part).items()}
        return AllocationColumns(starts=np.array(starts, np.int64), **arrays)

    # ------------------------------------------------------------------ to compare

    def plain(self) -> list:
        names = {}
        for version in self.versions:
            for route, of_route in enumerate(version.plan.routes):
                for number, step in enumerate(of_route.steps):
                    names |= dict.fromkeys(version.posted_as(route, number), step.id)
        result = []
        for event, kind, postings in self.transactions:
            lines = []
            for one in postings:
                original = self.booked.get(one.against)
                against = original and (original.account, original.amount, names.get(original.step))
                lines.append(
                    (one.account, one.amount, names.get(one.step), one.beneficiary, one.due_day, against)
                )
            result.append((event, kind, sorted(lines, key=repr)))
        return result

    def plain_counters(self) -> list:
        rows = []
        for key, stored in self.counters.items():
            rows.append((key.step, key.currency, key.period, None, stored.counted))
            rows += [(key.step, key.currency, key.period, day, value) for day, value in stored.returned]
        return sorted((row for row in rows if row[-1]), key=repr)


def posted_in(version, route: int) -> list[int]:
    return [one for step in range(len(version.step_ids[route])) for one in version.posted_as(route, step)]


def versions_of(plans: list[Plan]) -> list:
    result, step = [], 1
    for number, plan in enumerate(plans):
        version = unsaved_version(plan, number + 1)
        ids = tuple(tuple(one + step for one in row) for row in version.step_ids)
        parts = tuple(
            tuple(tuple(one + step for one in of_step) for of_step in row) for row in version.part_ids
        )
        step += sum(len(posted_in(version, route)) for route in range(len(ids)))
        routes = tuple(100 * (number + 1) + one for one in version.route_ids)
        result.append(type(version)(number + 1, plan, routes, ids, parts, 100 * (number + 1)))
    return result
