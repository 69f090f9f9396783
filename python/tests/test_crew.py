"""Threads for plain tools: as many as work at once, no more than allowed."""

from __future__ import annotations

import threading

from vivarium_worker.calls.crew import Crew

SIZE = 3


def test_as_many_pieces_of_work_run_at_once_as_there_may_be_threads() -> None:
    crew, together = Crew(SIZE), threading.Barrier(SIZE + 1)
    for _ in range(SIZE):
        crew.submit(lambda: together.wait(10))
    together.wait(10)


def test_no_more_run_at_once_than_that_and_all_are_done() -> None:
    crew, lock, done = Crew(SIZE), threading.Lock(), threading.Event()
    running, most, left = 0, 0, 2_000

    def work() -> None:
        nonlocal running, most, left
        with lock:
            running += 1
            most = max(most, running)
        with lock:
            running -= 1
            left -= 1
            if left == 0:
                done.set()

    for _ in range(2_000):
        crew.submit(work)
    assert done.wait(10)
    assert 1 <= most <= SIZE
    assert len({thread.name for thread in threading.enumerate() if thread.name.startswith("tool_")}) <= SIZE * 2


def test_what_waits_behind_work_that_blocks_is_done_by_another_thread() -> None:
    crew, free, done = Crew(2), threading.Event(), threading.Event()
    crew.submit(lambda: free.wait(10))
    crew.submit(done.set)
    assert done.wait(10)
    free.set()
