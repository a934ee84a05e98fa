"""Simulating a candidate plan on a year of a million events, from loaded columns and from the file."""

from datetime import date

import numpy as np
from tests.benchmarks.figures import Stopwatch, record
from tests.benchmarks.generator import MILLION, SIX_STEPS, YEAR, ZONE
from tests.benchmarks.routed import routed

from revroute_desktop.ledger.accounts import account_ids
from revroute_desktop.routing.engine.accounts import AccountRefs
from revroute_desktop.routing.engine.allocations import no_allocations
from revroute_desktop.routing.engine.balances import WatchedBalances
from revroute_desktop.routing.engine.context import ChunkInput, EngineState
from revroute_desktop.routing.engine.counters import Counters
from revroute_desktop.routing.engine.run import ROUTED, run_chunk
from revroute_desktop.routing.engine.totals import Totals
from revroute_desktop.routing.engine.versions import Version, unsaved_version
from revroute_desktop.routing.event_reader import EventReader, PublishedCalendar, ordered_ids
from revroute_desktop.routing.plans.reader import read_plan
from revroute_desktop.routing.plans.versions import PlanVersion
from revroute_desktop.routing.simulate import CHUNK_SIZE, simulate
from revroute_desktop.workspace import Workspace, open_workspace

CANDIDATE = SIX_STEPS.replace("percent: 15", "percent: 20")


def test_a_million_events_a_second_are_simulated_on_loaded_columns() -> None:
    workspace = open_workspace(routed(MILLION))
    watches = []
    for _ in range(3):
        state, chunks = _loaded(workspace)
        with Stopwatch() as watch:
            events = sum(_simulated(state, chunk) for chunk in chunks)
        watches.append(watch)
    workspace.close()
    watch = sorted(watches, key=lambda one: one.seconds)[1]
    rate = events / watch.seconds
    record("simulate, loaded columns", events_per_second=rate, cpu_seconds=watch.cpu, bar=1_000_000)
    assert rate >= 1_000_000


def test_150_000_events_a_second_are_simulated_from_the_file() -> None:
    workspace = open_workspace(routed(MILLION))
    with Stopwatch() as watch:
        result = simulate(workspace, CANDIDATE, start=date(YEAR, 1, 1), end=date(YEAR, 12, 31))
    rate = result.events / watch.seconds
    workspace.close()
    assert result.events == MILLION
    assert result.changed > MILLION // 2
    record("simulate, from the file", events_per_second=rate, cpu_seconds=watch.cpu, bar=150_000)
    assert rate >= 150_000


def _loaded(workspace: Workspace) -> tuple[EngineState, list[ChunkInput]]:
    """Return the events that enter routes, in chunks, as the simulation reads them.

    One in a hundred of the year's events is a refund; these come from the file in the other figure.
    """
    with workspace.read() as session:
        sql = session.sql
        existing = account_ids(sql)
        version: Version = unsaved_version(read_plan(CANDIDATE, accounts=existing))
        in_force = PlanVersion(0, version.plan.name, "", CANDIDATE, -(2**30), -(2**62), 0, 0)
        calendar = PublishedCalendar([in_force], [version], ZONE)
        reader = EventReader(sql, [version], calendar)
        accounts = AccountRefs(existing)
        codes = {number: code for code, number in existing.items()}
        clearing = dict(sql.execute("SELECT id, clearing FROM source").fetchall())
        numbers = np.zeros(max(clearing) + 1, np.int64)
        for source, account in clearing.items():
            numbers[source] = accounts.number(codes[account])
        ids = ordered_ids(sql, "e.amount > 0", (), calendar)
        chunks = []
        for begin in range(0, len(ids), CHUNK_SIZE):
            events, place = reader.read(sql, ids[begin : begin + CHUNK_SIZE])
            none = np.zeros(len(events), np.int64)
            clearings = numbers[events.columns.source]
            chunks.append(
                ChunkInput(events, place, clearings, none, none.astype(np.bool_), no_allocations(), None)
            )
    return EngineState([version], accounts, Counters(), WatchedBalances()), chunks


def _simulated(state: EngineState, chunk: ChunkInput) -> int:
    """Run the engine over a chunk, and sum up and fingerprint what it gives; returns the events routed."""
    result = run_chunk(state, chunk)
    made = result.run.emissions.columns()
    totals = Totals(np.zeros(len(chunk.events), np.uint64))
    currency = chunk.events.columns.currency[made.row]
    totals.add(made.row, made.account, currency, made.amount, state.accounts.codes)
    state.counters.settle()
    return int((result.outcome == ROUTED).sum())
