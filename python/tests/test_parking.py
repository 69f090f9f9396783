"""Where the main thread waits: it is woken for everything that comes, and by nothing that does not."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections import deque
from collections.abc import Callable

import pytest

from vivarium_worker.calls.parking import LockParking, LoopParking, Parking

ITEMS = 20_000


def test_nothing_is_slept_through_while_several_threads_bring_work_and_bursts_of_it() -> None:
    inbox: deque[int] = deque()
    parking, left = LockParking(), ITEMS

    def work() -> None:
        nonlocal left
        while left:
            if inbox:
                inbox.popleft()
                left -= 1
            else:
                parking.park(lambda: not inbox)

    def bring() -> None:
        for item in range(ITEMS // 4):
            inbox.append(item)
            parking.wake()

    worker = threading.Thread(target=work, daemon=True)
    bringers = [threading.Thread(target=bring) for _ in range(4)]
    for thread in (worker, *bringers):
        thread.start()
    worker.join(30)
    assert not worker.is_alive(), f"{left} of {ITEMS} were slept through"


def loop_parking() -> Parking:
    return LoopParking(asyncio.new_event_loop(), lambda: True)


@pytest.mark.parametrize("make", [LockParking, loop_parking])
def test_a_signal_that_another_thread_was_given_is_acted_on_by_the_main_thread_that_waits(
    make: Callable[[], Parking],
) -> None:
    parking = make()
    heard: list[str] = []

    def act(why: str) -> None:
        heard.append(why)
        parking.wake()

    before = signal.signal(signal.SIGUSR1, lambda *_: act("signal"))
    late = threading.Timer(5, act, ["late"])
    other = threading.Timer(0.1, lambda: signal.pthread_kill(threading.get_ident(), signal.SIGUSR1))
    try:
        late.start()
        other.start()
        parking.park(lambda: True)
    finally:
        late.cancel()
        signal.signal(signal.SIGUSR1, before)
    assert heard == ["signal"]
