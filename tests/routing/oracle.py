"""The engine once more: one event after the other, Fractions, plain dicts. Slow, and meant to be obviously
right.

It shares with the engine only the plan model, `allocate`, `allocate_signed` and `round_fraction`.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from revroute_desktop.money.allocate import allocate, allocate_signed
from revroute_desktop.money.rounding import RoundingMode, round_fraction
from revroute_desktop.routing.plans.plan import (
    All,
    AmountRange,
    AnyOf,
    Base,
    Bear,
    DateRange,
    Equals,
    Not,
    Period,
    Plan,
    Prefix,
    Recoup,
    Remaining,
    Short,
    Take,
    Tiers,
    Weights,
)

ROUTE, REVERSAL, GIVE_BACK, NEGATIVE = 1, 2, 3, 4


@dataclass
class Event:
    id: int
    source: str
    external_id: str
    at: int
    day: int
    kind: str
    currency: str
    amount: int
    original: int = 0  # id of the original; 0 none, -1 not imported
    released: bool = False
    version: int = 0  # -1 none in force
    fields: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        if name in ("source", "kind", "currency"):
            return getattr(self, name)
        return self.fields.get(name)


@dataclass
class Posting:
    account: str
    amount: int
    step: str | None = None
    beneficiary: str | None = None
    due_day: int = 0
    against: "Posting | None" = None

    def plain(self):
        against = (
            None if self.against is None else (self.against.account, self.against.amount, self.against.step)
        )
        return (self.account, self.amount, self.step, self.beneficiary, self.due_day, against)


@dataclass
class Transaction:
    event: Event
    kind: int
    postings: list[Posting]


@dataclass
class Part:
    posting: Posting
    weight: int
    index: int = -1  # which part of a weights step
    taken: int = 0
    from_hold: int = 0
    open_hold: int = 0


@dataclass
class Allocation:
    event: Event
    route: int
    clearing: Posting
    parts: list[Part]
    borne: int = 0

    @property
    def reversed(self) -> int:
        return self.borne + sum(part.taken for part in self.parts)


def batch_key(event: Event):
    enters = event.amount > 0 and event.kind != "chargeback_reversal"
    return (event.day, not enters, event.at, event.source, event.external_id)


class Oracle:
    def __init__(self, plans: list[Plan], advances: dict[tuple[str, str], int] | None = None):
        self.plans = plans
        self.counted = defaultdict(int)
        self.returned = defaultdict(int)  # (counter key, day)
        self.balance = defaultdict(int, advances or {})
        self.allocations: dict[int, Allocation] = {}
        self.transactions: list[Transaction] = []
        self.waits: set[int] = set()
        self.refused: set[int] = set()
        self.excess: dict[int, int] = {}

    def run(self, events: list[Event]) -> None:
        for _, group in groupby(sorted(events, key=batch_key), key=lambda event: batch_key(event)[:2]):
            rows = list(group)
            self.before_reversals = dict(self.balance)
            self.borne_today = defaultdict(int)
            for event in rows:
                self.decide(event)

    def decide(self, event: Event) -> None:
        if event.version < 0:
            self.waits.add(event.id)
            return
        plan = self.plans[event.version]
        if event.currency not in plan.currencies:
            self.refused.add(event.id)
        elif event.amount > 0 and event.kind != "chargeback_reversal":
            self.route(event, plan)
        else:
            self.reverse(event, plan)

    def post(self, event: Event, kind: int, postings: list[Posting]) -> None:
        postings = [posting for posting in postings if posting.amount]
        assert sum(posting.amount for posting in postings) == 0
        for posting in postings:
            self.balance[posting.account, event.currency] += posting.amount
        if postings:
            self.transactions.append(Transaction(event, kind, postings))

    # -------------------------------------------------------------- positives

    def route(self, event: Event, plan: Plan) -> None:
        number = next(index for index, route in enumerate(plan.routes) if holds(route.when, event))
        route = plan.routes[number]
        clearing = Posting(f"clearing:{event.source}", event.amount)
        postings, parts = [clearing], []
        # A copy of what earlier steps of this very event did to balances: they are posted only at the end.
        moved = defaultdict(int)
        try:
            targets = [account(plan, to, event) for step in route.steps for to in all_destinations(step)]
            assert targets
        except LookupError:
            self.refused.add(event.id)
            return
        left = event.amount
        for step in route.steps:
            to = None if step.to is None else account(plan, step.to, event)
            amount = self.computed(event, plan, step, left, to)
            if step.minimum is not None:
                amount = max(amount, step.minimum[event.currency])
            if step.maximum is not None:
                amount = min(amount, step.maximum[event.currency])
            caps = [
                (self.key(event, step, f"cap{cap.period}{sorted(set(cap.keys))}", cap, to), cap)
                for cap in step.caps
            ]
            for key, cap in caps:
                amount = min(amount, max(0, cap.amounts[event.currency] - self.visible(key, event.day)))
            if step.if_short is not Short.CHARGE:
                amount = min(amount, left)
            if isinstance(step.takes, Recoup):
                owed = self.balance[to, event.currency] + moved[to]
                amount = min(amount, max(0, owed))
            if isinstance(step.takes, Weights):
                amount, made = self.weights(event, plan, step, amount)
                for index, posting in made:
                    postings.append(posting)
                    parts.append(Part(posting, -posting.amount, index))
                    moved[posting.account] += posting.amount
            else:
                posting = held(Posting(to, -amount, step.id), step.hold, plan, event)
                postings.append(posting)
                parts.append(Part(posting, amount))
                moved[to] -= amount
            for key, _ in caps:
                self.counted[key] += amount
            shortfall = max(0, amount - left)
            if shortfall:
                charge = account(plan, step.charge, event)
                posting = Posting(charge, shortfall, step.id)
                postings.append(posting)
                parts.append(Part(posting, -shortfall))
                moved[charge] += shortfall
            left = left - amount + shortfall
        assert left == 0
        for part in parts:
            part.open_hold = part.weight if part.posting.beneficiary else 0
        parts = [part for part in parts if part.weight]
        self.allocations[event.id] = Allocation(event, number, clearing, parts)
        self.post(event, ROUTE, postings)

    def computed(self, event, plan, step, left, to) -> int:
        takes = step.takes
        if isinstance(takes, Take):
            base = event.amount if takes.base is Base.GROSS else left
            fixed = takes.fixed[event.currency] if takes.fixed else 0
            return rounded(takes.rate * base, plan) + fixed
        if isinstance(takes, Remaining):
            return left
        if isinstance(takes, Recoup | Weights):
            return rounded(takes.rate * left, plan)
        assert isinstance(takes, Tiers)
        base = event.amount if takes.base is Base.GROSS else left
        key = self.key(event, step, f"tiers{takes.period}{sorted(set(takes.keys))}", takes, to)
        before = self.visible(key, event.day)
        self.counted[key] += base
        edges = [None if band is None else band[event.currency] for band, _ in takes.bands]
        rates = [rate for _, rate in takes.bands]
        if not takes.marginal:
            band = next(i for i, edge in enumerate(edges) if edge is None or before <= edge)
            return rounded(rates[band] * base, plan)
        total, low = Fraction(0), before
        for edge, rate in zip(edges, rates, strict=True):
            high = before + base if edge is None else min(max(edge, low), before + base)
            total += rate * (high - low)
            low = high
        return rounded(total, plan)

    def weights(self, event, plan, step, total):
        takes = step.takes
        if takes.maxima is not None:
            ratios = [amounts[event.currency] for amounts in takes.maxima]
        else:
            ratios = [part.ratio for part in takes.parts]
        accounts = [account(plan, part.to, event) for part in takes.parts]
        keys, rooms = [], []
        for index, (part, to) in enumerate(zip(takes.parts, accounts, strict=True)):
            of_part = [
                (self.key(event, step, f"part{index}cap{cap.period}{sorted(set(cap.keys))}", cap, to), cap)
                for cap in part.caps
            ]
            keys.append([key for key, _ in of_part])
            room = [
                max(0, cap.amounts[event.currency] - self.visible(key, event.day)) for key, cap in of_part
            ]
            rooms.append(min(room) if room else None)
        amounts = [0] * len(ratios)
        shares = dict(enumerate(allocate(total, ratios, takes.mode)))
        while True:
            cut = 0
            for index, share in shares.items():
                placed = share if rooms[index] is None else min(share, rooms[index] - amounts[index])
                amounts[index] += placed
                cut += share - placed
            open_parts = [i for i in shares if ratios[i] > 0 and (rooms[i] is None or amounts[i] < rooms[i])]
            if not takes.spill or not cut or not open_parts:
                break
            again = allocate(cut, [ratios[i] for i in open_parts], takes.mode)
            shares = dict(zip(open_parts, again, strict=True))
        made = []
        for index, (part, to, amount) in enumerate(zip(takes.parts, accounts, amounts, strict=True)):
            for key in keys[index]:
                self.counted[key] += amount
            made.append((index, held(Posting(to, -amount, step.id), part.hold, plan, event)))
        return sum(amounts), made

    def key(self, event, step, name, rule, to):
        values = tuple(to if key == "destination" else event.get(key) for key in sorted(set(rule.keys)))
        return (step.id, name, values, event.currency, label(event.day, rule.period))

    def visible(self, key, day) -> int:
        back = sum(value for (other, when), value in self.returned.items() if other == key and when < day)
        return self.counted[key] - back

    # -------------------------------------------------------------- reversals

    def reverse(self, event: Event, plan: Plan) -> None:
        allocation = self.allocations.get(event.original)
        if event.original and allocation is None and not event.released:
            self.waits.add(event.id)
            return
        rule = plan.negative.get(event.kind) or plan.negative["chargeback"]
        if allocation is None:
            try:
                self.by_negative_table(event, plan, rule, event.amount)
            except LookupError:
                self.refused.add(event.id)
            return
        if allocation.event.currency != event.currency:
            self.refused.add(event.id)
            return
        back = event.kind == "chargeback_reversal"
        gross, done = allocation.event.amount, allocation.reversed
        amount = min(abs(event.amount), done if back else gross - done)
        excess = abs(event.amount) - amount
        if excess:
            try:
                for _, to in rule.parts:
                    account(plan, to, event)
            except LookupError:
                self.refused.add(event.id)
                return
        if amount:
            self.give_back(event, allocation, amount) if back else self.take_back(event, allocation, amount)
            self.return_room(event, allocation, done)
        if excess:
            self.excess[event.id] = excess
            self.by_negative_table(event, plan, rule, excess if event.amount > 0 else -excess)

    def by_negative_table(self, event, plan, rule, amount) -> None:
        accounts = [account(plan, to, event) for _, to in rule.parts]
        parts = allocate(amount, [ratio for ratio, _ in rule.parts])
        postings = [Posting(to, -part) for to, part in zip(accounts, parts, strict=True)]
        self.post(event, NEGATIVE, [Posting(f"clearing:{event.source}", amount), *postings])

    def bearer(self, allocation):
        refunds = self.plans[allocation.event.version].refunds
        return refunds.bear, None if refunds.account is None else refunds.account.code()

    def take_back(self, event, allocation, amount) -> None:
        bear, reserve = self.bearer(allocation)
        borne = 0
        if bear is Bear.ACCOUNT:
            borne = amount
        elif bear is Bear.RESERVE_FIRST:
            key = (reserve, event.currency)
            room = max(0, -self.before_reversals.get(key, 0)) - self.borne_today[key]
            borne = min(amount, max(0, room))
            self.borne_today[key] += borne
        allocation.borne += borne
        postings = [Posting(f"clearing:{event.source}", -amount)]
        if borne:
            postings.append(Posting(reserve, borne, against=allocation.clearing))
        weights = [part.weight - part.taken for part in allocation.parts]
        self.changes = allocate_signed(amount - borne, weights)
        for part, change in zip(allocation.parts, self.changes, strict=True):
            from_hold = min(change, part.open_hold) if part.posting.beneficiary else 0
            part.taken += change
            part.from_hold += from_hold
            part.open_hold -= from_hold
            postings += against(part, from_hold, change - from_hold)
        self.post(event, REVERSAL, postings)

    def give_back(self, event, allocation, amount) -> None:
        _, reserve = self.bearer(allocation)
        weights = [allocation.borne, *(part.taken for part in allocation.parts)]
        borne, *changes = allocate_signed(amount, weights)
        allocation.borne -= borne
        postings = [Posting(f"clearing:{event.source}", amount)]
        if borne:
            postings.append(Posting(reserve, -borne, against=allocation.clearing))
        self.changes = [-change for change in changes]
        for part, change in zip(allocation.parts, self.changes, strict=True):
            own = part.taken - part.from_hold
            to_hold = -max(0, -change - own) if part.posting.beneficiary else 0
            part.taken += change
            part.from_hold += to_hold
            part.open_hold -= to_hold
            postings += against(part, to_hold, change - to_hold)
        self.post(event, GIVE_BACK, postings)

    def return_room(self, event, allocation, before) -> None:
        first = allocation.event
        plan = self.plans[first.version]
        after = allocation.reversed
        earlier = 0
        for step in plan.routes[allocation.route].steps:
            to = None if step.to is None else account(plan, step.to, first)
            of_step = [
                (part, change)
                for part, change in zip(allocation.parts, self.changes, strict=True)
                if part.posting.step == step.id
            ]
            took = sum(change for part, change in of_step if part.weight > 0)
            for cap in step.caps:
                key = self.key(first, step, f"cap{cap.period}{sorted(set(cap.keys))}", cap, to)
                self.returned[key, event.day] += took
            takes = step.takes
            if isinstance(takes, Tiers):
                base = first.amount if takes.base is Base.GROSS else first.amount - earlier
                key = self.key(first, step, f"tiers{takes.period}{sorted(set(takes.keys))}", takes, to)
                share = [
                    round_fraction(base * done, first.amount, RoundingMode.HALF_EVEN)
                    for done in (before, after)
                ]
                self.returned[key, event.day] += share[1] - share[0]
            if isinstance(takes, Weights):
                for index, part in enumerate(takes.parts):
                    part_to = account(plan, part.to, first)
                    change = sum(change for one, change in of_step if one.index == index)
                    for cap in part.caps:
                        key = self.key(
                            first, step, f"part{index}cap{cap.period}{sorted(set(cap.keys))}", cap, part_to
                        )
                        self.returned[key, event.day] += change
            earlier += sum(part.weight for part, _ in of_step)


def against(part: Part, reserve: int, own: int) -> list[Posting]:
    holder = part.posting.beneficiary or part.posting.account
    return [
        Posting(part.posting.account, reserve, part.posting.step, against=part.posting),
        Posting(holder, own, part.posting.step, against=part.posting),
    ]


def held(posting: Posting, hold, plan, event) -> Posting:
    if hold is not None and account(plan, hold.beneficiary, event) != posting.account:
        posting.beneficiary = account(plan, hold.beneficiary, event)
        posting.due_day = event.day + hold.days
    return posting


def rounded(value: Fraction, plan: Plan) -> int:
    value = Fraction(value)
    return round_fraction(value.numerator, value.denominator, plan.rounding)


def all_destinations(step):
    if step.to is not None:
        yield step.to
    if step.if_short is Short.CHARGE:
        yield step.charge
    if step.hold is not None:
        yield step.hold.beneficiary
    if isinstance(step.takes, Weights):
        for part in step.takes.parts:
            yield part.to
            if part.hold is not None:
                yield part.hold.beneficiary


def account(plan: Plan, to, event: Event) -> str:
    """Return the account code; raises LookupError where the template cannot be filled."""
    if to.field is None:
        return to.code()
    text = event.get(to.field)
    fits = text is not None and 0 < len(text) <= 63 and text[0] not in "._-"
    if not fits or not all(c.isascii() and (c.isalnum() or c in "._-") for c in text):
        raise LookupError(text)
    return to.code(text)


def holds(condition, event: Event) -> bool:
    match condition:
        case Equals(name, values):
            return event.get(name) is not None and event.get(name) in values
        case Prefix(name, prefixes):
            text = event.get(name)
            return text is not None and any(text.startswith(prefix) for prefix in prefixes)
        case AmountRange():
            tests = [
                (condition.at_least, lambda a, b: a >= b),
                (condition.above, lambda a, b: a > b),
                (condition.at_most, lambda a, b: a <= b),
                (condition.below, lambda a, b: a < b),
            ]
            return all(
                event.currency in bounds and test(event.amount, bounds[event.currency])
                for bounds, test in tests
                if bounds is not None
            )
        case DateRange(first, end):
            return (first is None or event.day >= first) and (end is None or event.day < end)
        case All(of):
            return all(holds(one, event) for one in of)
        case AnyOf(of):
            return any(holds(one, event) for one in of)
        case Not(of):
            return not holds(of, event)


def label(day: int, period: Period) -> str:
    when = date(1970, 1, 1) + timedelta(days=day)
    year, week, _ = when.isocalendar()
    return {
        Period.DAY: when.isoformat(),
        Period.WEEK: f"{year}-W{week:02d}",
        Period.MONTH: f"{when:%Y-%m}",
        Period.QUARTER: f"{when.year}-Q{(when.month - 1) // 3 + 1}",
        Period.YEAR: f"{when.year}",
        Period.ALL: "*",
    }[period]
