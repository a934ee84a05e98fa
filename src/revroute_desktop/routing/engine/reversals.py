"""Refunds, chargebacks, won disputes and other events that enter no route (B7 to B11)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revroute_desktop.ledger.kinds import TransactionKind
from revroute_desktop.money.columns import allocate_columns, allocate_segments
from revroute_desktop.money.segments import clip_to_room
from revroute_desktop.routing import reasons
from revroute_desktop.routing.engine.context import UNFIT_ORIGINAL, ReversalDay, Run
from revroute_desktop.routing.engine.dated import distinct_rows
from revroute_desktop.routing.engine.emissions import EXCESS, MAIN
from revroute_desktop.routing.engine.give_back import Reversals, Reversed, give_room_back, join_reversed
from revroute_desktop.routing.engine.waterfall import usable_rows
from revroute_desktop.routing.kinds import Kind
from revroute_desktop.routing.plans.plan import Bear, Destination, NegativeRule, Plan

Int64s = NDArray[np.int64]
Bools = NDArray[np.bool_]


def run_reversals(run: Run, rows: Int64s) -> None:
    """Decide events that enter no route, in the order of the batch.

    Where counters, advances or first reserves matter, the rows are of one local day.
    """
    events, decisions = run.chunk.events.columns, run.decisions
    original, released = run.chunk.original[rows], run.chunk.released[rows]
    place = np.array(
        [run.allocations.place(event) if event > 0 else -1 for event in original.tolist()], np.int64
    )
    place[_later_than_itself(run, rows, place)] = -1
    unfit = (original == UNFIT_ORIGINAL) & ~released
    for row in rows[unfit].tolist():
        decisions.refused[row] = reasons.UNFIT_ORIGINAL
    waiting = (place < 0) & (original != 0) & ~released & ~unfit
    for row in rows[waiting].tolist():
        decisions.waits[row] = reasons.NO_ORIGINAL
    currency = run.allocations.columns.currency
    foreign = place >= 0
    foreign[foreign] = currency[place[foreign]] != events.currency[rows[foreign]]
    for row in rows[foreign].tolist():
        decisions.refused[row] = reasons.OTHER_CURRENCY
    alone = (place < 0) & ~waiting & ~unfit
    negative_accounts = _NegativeTables(run, rows[alone | ((place >= 0) & ~foreign)])
    known = (place >= 0) & ~foreign
    if known.any():
        _reverse(run, rows[known], place[known], negative_accounts)
    if alone.any():
        fit = negative_accounts.fit(rows[alone])
        negative_accounts.refuse(rows[alone][~fit])
        chosen = rows[alone][fit]
        _by_negative_table(run, chosen, events.amount[chosen], MAIN)


def _later_than_itself(run: Run, rows: Int64s, place: Int64s) -> Bools:
    """Return which rows reverse an event of this chunk that comes after them in the order of the batch."""
    columns = run.allocations.columns
    result = place >= 0
    here = place[result]
    result[result] = (columns.source[here] == 0) & (columns.row[here] > rows[result])
    return result


# --------------------------------------------------------------------------- the negative table


def negative_rule(plan: Plan, kind: int) -> NegativeRule:
    """Return the rule for a kind; a won dispute without its original goes back the way of chargebacks."""
    word = Kind(kind).word
    return plan.negative.get(word) or plan.negative[Kind.CHARGEBACK.word]


class _NegativeTables:
    """The accounts of the negative tables for rows that may need them, and the rows that have none."""

    def __init__(self, run: Run, rows: Int64s) -> None:
        self._run = run
        self._problems: dict[int, str] = {}
        for _, _, _, destinations, chosen in _by_rule(run, rows):
            version = run.state.versions[int(run.chunk.version[chosen[0]])]
            usable_rows(version, destinations, run.chunk.events, chosen, run.state.accounts, self._problems)

    def fit(self, rows: Int64s) -> Bools:
        """Return which of the rows have all accounts."""
        return np.array([row not in self._problems for row in rows.tolist()], np.bool_)

    def refuse(self, rows: Int64s) -> None:
        """Refuse rows whose accounts are lacking."""
        for row in rows.tolist():
            self._run.decisions.refused[row] = self._problems[row]


def _by_rule(run: Run, rows: Int64s) -> list[tuple[int, int, NegativeRule, list[Destination], Int64s]]:
    """Return the rows by version and kind with their rules and destinations."""
    kinds = run.chunk.events.columns.kind[rows]
    versions = run.chunk.version[rows]
    found = []
    if len(rows):
        example, place = distinct_rows([(versions, len(run.state.versions)), (kinds, 64)])
        for index, one in enumerate(example.tolist()):
            version, kind = int(versions[one]), int(kinds[one])
            rule = negative_rule(run.state.versions[version].plan, kind)
            destinations = list(dict.fromkeys(to for _, to in rule.parts))
            found.append((version, kind, rule, destinations, rows[place == index]))
    return found


def _by_negative_table(run: Run, rows: Int64s, amounts: Int64s, which: int) -> None:
    """Post amounts (of their own sign) by the tables; every row has its accounts."""
    order = np.argsort(rows, kind="stable")
    rows, amounts = rows[order], amounts[order]
    run.emissions.emit(rows, run.chunk.clearing[rows], amounts, which=which)
    for number, _, rule, _, chosen in _by_rule(run, rows):
        version = run.state.versions[number]
        run.heads.put(chosen, which, TransactionKind.NEGATIVE, version.negative_route)
        parts = allocate_columns(amounts[np.searchsorted(rows, chosen)], [ratio for ratio, _ in rule.parts])
        for index, (_, to) in enumerate(rule.parts):
            account = run.state.accounts.resolve(
                to, run.chunk.events, chosen, make=version.plan.make_accounts
            )
            step = version.negative_steps.get(rule.kind, 0)
            run.emissions.emit(chosen, account, -parts[:, index], which=which, step=step)


# --------------------------------------------------------------------------- with a known original


@dataclass(frozen=True, slots=True, eq=False)
class _Shares:
    """Rows with what each takes from (or gives back to) its original, all above zero, in the order of the
    batch.
    """

    row: Int64s
    place: Int64s
    gives_back: Bools
    amount: Int64s
    reversed_before: Int64s


def _reverse(run: Run, rows: Int64s, place: Int64s, negative: _NegativeTables) -> None:
    shares = _shares_of_originals(run, rows, place, negative)
    borne, account = _borne_alone(run, shares)
    parts = join_reversed([_spread(run, shares, borne, account, nth) for nth in _nth(shares.place)])
    reversals = Reversals(
        shares.place,
        run.chunk.events.day[shares.row],
        shares.reversed_before,
        shares.reversed_before + np.where(shares.gives_back, -shares.amount, shares.amount),
        parts,
    )
    give_room_back(run.state, run.allocations, (run.chunk.events, run.chunk.stored_events), reversals)
    _note_full(run, shares.place)


def _nth(place: Int64s) -> list[Int64s]:
    """Return the rows' indices in batches: the first reversal of each original, then the second of each, and
    so on.
    """
    order = np.argsort(place, kind="stable")
    sorted_place = place[order]
    begins = (
        np.concatenate(([True], sorted_place[1:] != sorted_place[:-1])) if len(place) else np.zeros(0, bool)
    )
    starts = np.flatnonzero(begins)
    number = np.empty(len(place), np.int64)
    number[order] = np.arange(len(place)) - np.repeat(starts, np.diff(starts, append=len(place)))
    return [np.flatnonzero(number == n) for n in range(int(number.max(initial=-1)) + 1)]


def _shares_of_originals(run: Run, rows: Int64s, place: Int64s, negative: _NegativeTables) -> _Shares:
    """Return how much of each row its original can bear, or give back; the excess goes by the negative table
    (B9).
    """
    events = run.chunk.events.columns
    wanted = np.abs(events.amount[rows])
    gives_back = events.kind[rows] == int(Kind.CHARGEBACK_REVERSAL)
    reversed_now = run.allocations.reversed_total(place)
    gross = run.allocations.gross(place)
    so_far = {int(one): int(total) for one, total in zip(place.tolist(), reversed_now.tolist(), strict=True)}
    amount = np.zeros(len(rows), np.int64)
    before = np.zeros(len(rows), np.int64)
    refused = np.zeros(len(rows), np.bool_)
    for nth in _nth(place):
        before[nth] = [so_far[one] for one in place[nth].tolist()]
        room = np.where(gives_back[nth], before[nth], gross[nth] - before[nth])
        amount[nth] = np.minimum(wanted[nth], room)
        refused[nth] = (wanted[nth] > room) & ~negative.fit(rows[nth])
        amount[nth[refused[nth]]] = 0
        after = before[nth] + np.where(gives_back[nth], -amount[nth], amount[nth])
        so_far.update(zip(place[nth].tolist(), after.tolist(), strict=True))
    negative.refuse(rows[refused])
    run.heads.reverses[rows] = run.allocations.columns.transaction[place]
    excess = np.where(refused, 0, wanted - amount)
    over = np.flatnonzero(excess)
    for index in over.tolist():
        run.decisions.excess[int(rows[index])] = int(excess[index])
    if len(over):
        sign = np.sign(events.amount[rows[over]])
        _by_negative_table(run, rows[over], sign * excess[over], EXCESS)
    kept = np.flatnonzero(amount)
    return _Shares(rows[kept], place[kept], gives_back[kept], amount[kept], before[kept])


def _borne_alone(run: Run, shares: _Shares) -> tuple[Int64s, Int64s]:
    """Return what one account bears of each reversal, and that account (-1 where every part bears)."""
    columns = run.allocations.columns
    borne = np.zeros(len(shares.row), np.int64)
    account = np.full(len(shares.row), -1, np.int64)
    reserve_first = np.zeros(len(shares.row), np.bool_)
    versions = columns.version[shares.place]
    for number in np.unique(versions).tolist():
        refunds = run.state.versions[number].plan.refunds
        if refunds.bear is Bear.RATIO:
            continue
        assert refunds.account is not None
        chosen = versions == number
        account[chosen] = run.state.accounts.number(refunds.account.code())
        if refunds.bear is Bear.RESERVE_FIRST:
            reserve_first |= chosen
        else:
            borne[chosen] = shares.amount[chosen]
    borne[shares.gives_back] = 0
    first = np.flatnonzero(reserve_first & ~shares.gives_back)
    if len(first):
        borne[first] = _from_reserves(run, shares.row[first], shares.amount[first], account[first])
    return borne, account


def _from_reserves(run: Run, rows: Int64s, amount: Int64s, reserve: Int64s) -> Int64s:
    """Return what reserves bear of reversals of one day, in order: as far as their balances before that day's
    reversals go.
    """
    day = run.state.reversal_day
    currency = run.chunk.events.columns.currency[rows]
    example, place = distinct_rows([(reserve, len(run.state.accounts.codes)), (currency, 1000)])
    rooms = []
    keys = []
    for one in example.tolist():
        number, money = int(reserve[one]), int(currency[one])
        key = (run.state.accounts.codes[number], money)
        watch(run, number, money)
        before = run.state.balances.value(number, money) - day.net.get(key, 0)
        rooms.append(max(0, -before) - day.borne.get(key, 0))
        keys.append(key)
    taken = clip_to_room(amount, place, np.array(rooms, np.int64))
    for index, key in enumerate(keys):
        day.borne[key] = day.borne.get(key, 0) + int(taken[place == index].sum())
    return taken


def _spread(run: Run, shares: _Shares, borne: Int64s, account: Int64s, nth: Int64s) -> Reversed:
    """Post the reversals `nth` of the shares, at most one an original, over what is left of the parts."""
    columns = run.allocations.columns
    rows, place, back = shares.row[nth], shares.place[nth], shares.gives_back[nth]
    amount = shares.amount[nth]
    kinds = np.where(back, int(TransactionKind.GIVE_BACK), int(TransactionKind.REVERSAL))
    run.heads.kind[MAIN][rows] = kinds
    run.heads.route[MAIN][rows] = [
        run.state.versions[version].route_ids[route]
        for version, route in zip(columns.version[place].tolist(), columns.route[place].tolist(), strict=True)
    ]
    run.emissions.emit(rows, run.chunk.clearing[rows], np.where(back, amount, -amount))
    _emit_borne(run, rows, account[nth], borne[nth], columns.posting[columns.starts[place]])

    parts, begin = run.allocations.part_rows(place)
    owner = np.repeat(np.arange(len(nth)), np.diff(begin))
    first = np.zeros(len(parts), np.bool_)
    first[begin[:-1]] = True
    left = np.where(first, 0, columns.weight[parts] - columns.taken[parts])
    weights = np.where(back[owner], columns.taken[parts], left)
    change = allocate_segments(amount - borne[nth], weights, begin)
    change = np.where(back[owner], -change, change)
    _emit_parts(run, rows, account[nth], parts[~first], owner[~first], change[~first])
    # What an account bore alone is given back to it alone.
    given = first & (change != 0)
    run.emissions.emit(
        rows[owner[given]], account[nth][owner[given]], change[given], against=columns.posting[parts[given]]
    )
    columns.taken[parts] += change
    columns.taken[parts[first]] += borne[nth]
    return Reversed(nth[owner[~first]], parts[~first], change[~first])


def _emit_borne(run: Run, rows: Int64s, account: Int64s, borne: Int64s, against: Int64s) -> None:
    chosen = np.flatnonzero(borne)
    run.emissions.emit(rows[chosen], account[chosen], borne[chosen], against=against[chosen])


def _emit_parts(
    run: Run, rows: Int64s, account: Int64s, parts: Int64s, owner: Int64s, change: Int64s
) -> None:
    """Take from the open hold of each part first, then from who got it; give back the other way round
    (B11).
    """
    columns = run.allocations.columns
    held = columns.beneficiary[parts] >= 0
    own_taken = columns.taken[parts] - columns.taken_from_hold[parts]
    from_hold = np.where(
        change >= 0, np.minimum(change, columns.open_hold[parts]), np.minimum(change + own_taken, 0)
    )
    from_hold = np.where(held, from_hold, 0)
    columns.taken_from_hold[parts] += from_hold
    columns.open_hold[parts] -= from_hold
    holder = np.where(held, columns.beneficiary[parts], columns.account[parts])
    for target, amount in ((columns.account[parts], from_hold), (holder, change - from_hold)):
        run.emissions.emit(
            rows[owner], target, amount, step=columns.step[parts], against=columns.posting[parts]
        )


def _note_full(run: Run, place: Int64s) -> None:
    places = np.unique(place)
    full = run.allocations.reversed_total(places) == run.allocations.gross(places)
    events = run.allocations.columns.event[places]
    run.decisions.reversed_in_full.update(zip(events.tolist(), full.tolist(), strict=True))


# --------------------------------------------------------------------------- what a day has done


def begin_reversal_day(run: Run, day: int) -> None:
    """Start the account of a day's reversals, unless an earlier chunk has begun it."""
    if run.state.reversal_day.day != day:
        run.state.reversal_day = ReversalDay(day)


def note_reversal_day(run: Run, first_block: int) -> None:
    """Add what was emitted since `first_block` to the account of the day's reversals."""
    day, codes = run.state.reversal_day, run.state.accounts.codes
    currency = run.chunk.events.columns.currency
    for block in run.emissions.blocks[first_block:]:
        accounts = np.broadcast_to(np.asarray(block.account), block.amount.shape)
        for number, money, amount in zip(
            accounts.tolist(), currency[block.row].tolist(), block.amount.tolist(), strict=True
        ):
            key = (codes[number], money)
            day.net[key] = day.net.get(key, 0) + amount


def watch(run: Run, account: int, currency: int) -> None:
    """Keep up the balance of an account from now on."""
    balances = run.state.balances
    if not balances.watches(account, currency):
        emitted = run.emissions.on_account(account, currency)
        balances.watch(account, run.state.accounts.codes[account], currency, emitted)
