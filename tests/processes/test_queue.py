"""What runs next, by pure rules over anything that may wait; the queue as a machine of steps in its table."""

import random
import sqlite3
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from revroute_desktop.processes import JobState, NewJob, Terms, history
from revroute_desktop.processes.desk_queue import DeskQueue
from revroute_desktop.processes.groups import ProcessId
from revroute_desktop.processes.kinds import lane_of
from revroute_desktop.processes.queue import Room, Waiting, choose, hindrance, next_time
from revroute_desktop.processes.run import Ending
from revroute_desktop.processes.states import ENDED
from revroute_desktop.workspace.schema import apply_migration, migration_files

LANES = st.sampled_from(["books", "load", "x"])
TIMES = st.integers(0, 20)
WAITING = st.lists(
    st.builds(
        Waiting,
        id=st.integers(1, 30),
        lane=LANES,
        priority=st.integers(-2, 2),
        not_before=st.none() | TIMES,
        needs=st.frozensets(st.integers(1, 30), max_size=2),
    ),
    unique_by=lambda job: job.id,
    max_size=12,
)
ROOM = st.builds(
    Room, workers=st.integers(0, 4), lanes=st.dictionaries(LANES, st.integers(0, 3)), each=st.integers(0, 2)
)


@given(WAITING, st.lists(LANES, max_size=4), ROOM, TIMES)
def test_what_is_chosen_fits_and_nothing_better_is_left(
    waiting: list[Waiting], running: list[str], room: Room, now: int
) -> None:
    chosen = choose(waiting, running, room, now)
    after = [*running, *(job.lane for job in chosen)]
    assert not chosen or len(after) <= room.workers
    for job in chosen:
        assert not job.needs and (job.not_before is None or job.not_before <= now)
    used, before = Counter(after), Counter(running)
    assert all(used[lane] <= max(room.of(lane), before[lane]) for lane in used)
    assert chosen == sorted(chosen, key=lambda job: (-job.priority, job.id))
    free = room.workers - len(after)
    for job in waiting:
        ready = not job.needs and (job.not_before is None or job.not_before <= now)
        if job in chosen or not ready:
            continue
        if free > 0:
            assert used[job.lane] >= room.of(job.lane)
        # Whoever took its place had the better right to it.
        rivals = [each for each in chosen if each.lane == job.lane]
        assert all((-each.priority, each.id) < (-job.priority, job.id) for each in rivals)


@given(WAITING, TIMES)
def test_the_next_time_is_the_first_at_which_more_may_begin(waiting: list[Waiting], now: int) -> None:
    at = next_time(waiting, now)
    room = Room(100, {}, 100)
    if at is not None:
        assert at > now
        assert len(choose(waiting, [], room, at)) > len(choose(waiting, [], room, at - 1))
    else:
        assert choose(waiting, [], room, now) == choose(waiting, [], room, 10**9)


def test_only_what_ended_otherwise_than_done_hinders() -> None:
    assert hindrance({}) is None
    assert hindrance({1: JobState.DONE, 2: JobState.PAUSED}) is None
    assert hindrance({1: JobState.DONE, 3: JobState.CRASHED, 2: JobState.FAILED}) == (
        "Job 2, which it needs, ended as failed."
    )


class Queue(RuleBasedStateMachine):
    """Jobs through their lives in the table; the mirror is always what reading the table anew would give."""

    jobs = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.sql = sqlite3.connect(":memory:", isolation_level=None)
        for file in migration_files():
            apply_migration(self.sql, file)
        self.queue = DeskQueue(random.Random(1))
        self.queue.load(self.sql)
        self.now = 1_000_000
        self.made = 0
        self.attempts: Counter[int] = Counter()
        self.room = Room(3, {"x": 2})

    def teardown(self) -> None:
        self.sql.close()

    @rule(
        target=jobs,
        kind=st.sampled_from(["import", "route", "x", "load"]),
        priority=st.integers(-1, 1),
        retries=st.integers(0, 2),
        needs=st.lists(jobs, max_size=2),
        resumes=st.none() | st.booleans(),
    )
    def enqueue(self, kind: str, priority: int, retries: int, needs: list[int], resumes: bool | None) -> int:
        terms = Terms(retries=retries, resumes=resumes)
        self.made += 1
        new = NewJob(kind, ("noop",), priority, terms, tuple(needs))
        return self.queue.enqueue(self.sql, new, self.now).id

    @rule()
    def begin(self) -> None:
        running = [job for job in self.queue.open.values() if job.worker is not None]
        lanes = [lane_of(job.kind) for job in running]
        for record in self.queue.choose(lanes, self.room, self.now):
            needs = history.needs(self.sql, record.id)
            assert set(needs.values()) <= {JobState.DONE}
            begun = self.queue.begin(self.sql, record, ProcessId(1, "worker"), self.now)
            assert begun is not None
            self.attempts[record.id] += 1
            assert begun.attempt == self.attempts[record.id]
        for record, _ in self.queue.hindered():
            self.queue.change(self.sql, record, state=JobState.CANCELLED, finished_at=self.now)

    @rule(
        job=jobs,
        state=st.sampled_from([JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.CRASHED]),
        seconds=st.sampled_from([0.1, 100.0]),
    )
    def end(self, job: int, state: JobState, seconds: float) -> None:
        record = self.queue.open.get(job)
        if record is not None and record.worker is not None:
            ended = self.queue.end(self.sql, record, Ending(state, error="e"), seconds, self.now)
            assert ended is not None and ended.worker is None
            failed = state in (JobState.FAILED, JobState.CRASHED)
            again = failed and record.failures < record.terms.retries and ended.fast_failures < 3
            assert (ended.state is JobState.QUEUED) == again

    @rule(job=jobs)
    def interrupt(self, job: int) -> None:
        record = self.queue.open.get(job)
        if record is not None and record.worker is not None:
            left = self.queue.interrupt(self.sql, record, self.now)
            assert left is not None and left.worker is None
            assert left.state in (JobState.QUEUED, JobState.PAUSED, JobState.CRASHED)

    @rule(job=jobs)
    def a_late_word_of_an_earlier_attempt_changes_nothing(self, job: int) -> None:
        record = self.queue.open.get(job)
        if record is not None and record.attempt > 1:
            stale = replace(record, attempt=record.attempt - 1)
            assert self.queue.end(self.sql, stale, Ending(JobState.DONE), 1.0, self.now) is None
            assert self.queue.interrupt(self.sql, stale, self.now) is None

    @rule(job=jobs)
    def pause_or_resume(self, job: int) -> None:
        record = self.queue.open.get(job)
        if record is None:
            return
        if record.state is JobState.PAUSED:
            state = JobState.QUEUED if record.worker is None else JobState.RUNNING
        else:
            state = JobState.PAUSED
        self.queue.change(self.sql, record, state=state)

    @rule(job=jobs)
    def retry(self, job: int) -> None:
        record = history.job(self.sql, job)
        if record.state in ENDED:
            history.change(self.sql, job, record.attempt, state=JobState.QUEUED, failures=0, fast_failures=0)
            self.queue.load(self.sql)

    @rule(seconds=st.sampled_from([1, 5, 1_000]))
    def wait(self, seconds: int) -> None:
        self.now += seconds * 1_000_000

    @invariant()
    def no_job_is_lost(self) -> None:
        (count,) = self.sql.execute("SELECT count(*) FROM desk_job").fetchone()
        assert count == self.made

    @invariant()
    def the_mirror_is_what_the_table_says(self) -> None:
        fresh = DeskQueue(random.Random(1))
        fresh.load(self.sql)
        assert fresh.open == self.queue.open
        assert fresh._waiting == self.queue._waiting

    @invariant()
    def slots_are_kept(self) -> None:
        running = [job for job in self.queue.open.values() if job.worker is not None]
        used = Counter(lane_of(job.kind) for job in running)
        assert all(used[lane] <= self.room.of(lane) for lane in used)
        assert len(running) <= self.room.workers
        assert all(job.attempt == self.attempts[job.id] for job in running)


TestQueue = Queue.TestCase
TestQueue.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)
