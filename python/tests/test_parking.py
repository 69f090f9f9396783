"""Where the main thread waits: it is woken for everything that comes, and by nothing that does not."""

from __future__ import annotations

import threading
from collections import deque

from vivarium_worker.calls.parking import LockParking

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
