"""When frames go on the wire: with the next incoming batch, but never later than a moment after the last one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivarium_worker.lane.commit import Commit
from vivarium_worker.lane.notices import Notices
from vivarium_worker.lane.outbox import Outbox
from vivarium_worker.lane.parcel import Parcel
from vivarium_worker.lane.wire import ACK, BEAT, RESULT, SHUTDOWN, Batch, Message


class Clock:
    """A loop whose time stands still until it is told."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.due: list[tuple[float, Callable[..., object]]] = []

    def time(self) -> float:
        return self.seconds

    def call_later(self, delay: float, callback: Callable[..., object], /, *args: object) -> Clock:
        self.due.append((self.seconds + delay, callback))
        return self

    def call_soon_threadsafe(self, callback: Callable[..., object], /, *args: object) -> None:
        raise AssertionError("a commit belongs to one thread")

    def cancel(self) -> None:
        self.due.clear()

    def pass_time(self, seconds: float) -> None:
        self.seconds += seconds
        ripe = [callback for when, callback in self.due if when <= self.seconds]
        self.due = [each for each in self.due if each[0] > self.seconds]
        for callback in ripe:
            callback()


class Writing:
    """A commit that writes to a list; unless it takes no more, and with a wait for answers."""

    def __init__(self, commit_seconds: float = 60) -> None:
        self.commit_seconds = commit_seconds
        self.loop = Clock()
        self.written: list[list[int]] = []
        self.takes_more = True
        self.ended = False
        self._outbox = Outbox(Notices(lambda: None))
        self.commit = Commit(self._outbox, self, lambda: None)

    def write(self, parcel: Parcel) -> bool:
        assert not self.ended
        self.written.append([frame.kind for frame in Batch.FromString(parcel.whole()).frames])
        return self.takes_more

    def end(self) -> None:
        self.ended = True

    def run(self, ear: object) -> None:
        raise AssertionError("nothing is dialled")

    def spin(self, seconds: float) -> None:
        raise AssertionError("nobody waits")

    def seize(self, work: Callable[[], None], look: bool) -> bool:
        return False

    def lend(self, idle: Callable[[], bool]) -> bool:
        raise AssertionError("nobody borrows")

    def defer(self, work: Callable[[], None]) -> bool:
        raise AssertionError("nothing is held back")

    def put(self, *kinds: int) -> None:
        for call, kind in enumerate(kinds, 1):
            self._outbox.put(Message(kind, 0 if kind in (ACK, BEAT) else call))
        self.commit.turn()


@pytest.mark.parametrize("unasked", [BEAT, ACK])
def test_what_follows_a_frame_that_nobody_answers_goes_at_once(unasked: int) -> None:
    writing = Writing()
    writing.put(unasked)
    writing.put(RESULT)
    assert writing.written == [[unasked], [RESULT]]


def test_what_follows_a_batch_waits_for_the_next_one_that_comes() -> None:
    writing = Writing()
    writing.put(RESULT, BEAT)
    writing.put(RESULT)
    writing.put(RESULT)
    assert writing.written == [[RESULT, BEAT]]
    writing.commit.answered()
    writing.commit.turn()
    writing.loop.pass_time(61)
    assert writing.written == [[RESULT, BEAT], [RESULT, RESULT]]


def test_what_follows_a_batch_that_is_not_answered_waits_no_longer_than_that() -> None:
    writing = Writing()
    writing.put(RESULT)
    writing.loop.pass_time(30)
    writing.put(RESULT)
    writing.loop.pass_time(29)
    assert writing.written == [[RESULT]]
    writing.loop.pass_time(1)
    assert writing.written == [[RESULT], [RESULT]]


def test_what_follows_a_batch_that_has_gone_unanswered_for_long_goes_at_once() -> None:
    writing = Writing()
    writing.put(RESULT)
    writing.loop.pass_time(61)
    writing.put(RESULT)
    assert writing.written == [[RESULT], [RESULT]]


def test_on_a_link_to_which_a_message_costs_little_nothing_waits() -> None:
    writing = Writing(commit_seconds=0)
    writing.put(RESULT)
    writing.put(RESULT)
    assert writing.written == [[RESULT], [RESULT]]


def test_a_link_that_takes_no_more_is_written_to_when_it_has_drained() -> None:
    writing = Writing(commit_seconds=0)
    writing.takes_more = False
    writing.put(RESULT)
    writing.put(RESULT)
    writing.put(RESULT)
    assert writing.written == [[RESULT]]
    writing.commit.drained()
    assert writing.written == [[RESULT], [RESULT, RESULT]]


def test_the_last_word_is_a_shutdown_once_all_is_written() -> None:
    writing = Writing()
    writing.put(RESULT)
    writing.takes_more = False
    writing.put(RESULT)
    writing.commit.close()
    assert writing.written == [[RESULT], [RESULT]] and not writing.ended
    writing.commit.drained()
    writing.commit.drained()
    assert writing.written == [[RESULT], [RESULT], [SHUTDOWN]] and writing.ended
