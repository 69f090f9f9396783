"""The signal that ends a plain tool hits that tool only."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator

import pytest

from vivarium_worker.calls.call import Call
from vivarium_worker.calls.cancel import Cancelled, SignalGuard


@pytest.fixture
def later() -> list[Callable[[], object]]:
    """What the lane's thread is to do."""
    return []


@pytest.fixture
def guard(later: list[Callable[[], object]]) -> Iterator[SignalGuard]:
    before = signal.getsignal(signal.SIGURG)
    yield SignalGuard(lambda _seconds, work, call: later.append(lambda: work(call)))
    signal.signal(signal.SIGURG, before)


def test_a_signal_that_comes_too_late_does_not_hit_the_next_call(guard: SignalGuard) -> None:
    guard.enter(Call(2, "next", b""))
    signal.raise_signal(signal.SIGURG)
    guard.leave()


def test_a_signal_that_comes_while_our_own_code_runs_does_nothing(guard: SignalGuard) -> None:
    call = Call(1, "tool", b"")
    guard.enter(call)
    guard.leave()
    call.cancelled = True
    guard.interrupt(call)
    signal.raise_signal(signal.SIGURG)


def test_a_cancelled_call_is_interrupted_once(guard: SignalGuard) -> None:
    call = Call(1, "tool", b"")
    guard.enter(call)
    call.cancelled = True
    with pytest.raises(Cancelled):
        guard.interrupt(call)
        # The handler runs at the latest here.
        signal.raise_signal(signal.SIGURG)
    guard.interrupt(call)
    signal.raise_signal(signal.SIGURG)


def test_a_signal_that_a_wait_has_not_heard_is_sent_again_until_the_call_is_interrupted(
    guard: SignalGuard, later: list[Callable[[], object]]
) -> None:
    call = Call(1, "tool", b"")
    guard.enter(call)
    call.cancelled = True
    heard = signal.signal(signal.SIGURG, lambda *_: None)
    assert guard.interrupt(call)
    later.pop()()
    signal.signal(signal.SIGURG, heard)
    with pytest.raises(Cancelled):
        later.pop()()
        # The handler runs at the latest here.
        signal.raise_signal(signal.SIGURG)
    later.clear()
    assert not guard.interrupt(call)
    assert later == []


def test_a_call_cancelled_before_it_began_does_not_begin(guard: SignalGuard) -> None:
    call = Call(1, "tool", b"")
    call.cancelled = True
    with pytest.raises(Cancelled):
        guard.enter(call)
