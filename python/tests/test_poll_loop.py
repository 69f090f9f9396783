"""The loop of a plain socket: a thread at work hears what came between two calls, unless somebody waits for it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from vivarium_worker.lane.poll_loop import PollLoop


class Lines:
    """A loop over one end of a pair of sockets, and what it has heard."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.loop = PollLoop(self.lock)
        self.host, self._worker = socket.socketpair()
        self.heard: list[bytes] = []
        self.collected = threading.Event()
        self._has_heard = threading.Event()
        self.loop.watch(self._worker, self._readable, lambda: None)

    def look(self) -> None:
        with self.lock:
            self.loop.look()

    def wait_asleep(self) -> None:
        """Returns when the loop's own thread has heard a line and waits for the next."""
        self._has_heard.clear()
        self.host.send(b"a line")
        assert self._has_heard.wait(10)
        with self.lock:
            pass  # it is free when that thread sleeps

    def close(self) -> None:
        self.host.close()
        self._worker.close()

    def _readable(self) -> None:
        came = self._worker.recv(100)
        if not came:
            raise ConnectionError("the host is gone")
        self.heard.append(came)
        self._has_heard.set()


@pytest.fixture
def lines() -> Iterator[Lines]:
    made = Lines()
    yield made
    made.close()


def test_a_look_hears_what_has_come_and_waits_for_nothing(lines: Lines) -> None:
    lines.look()
    assert lines.heard == []
    lines.host.send(b"a cancel")
    lines.look()
    assert lines.heard == [b"a cancel"]


def test_what_goes_wrong_in_a_look_is_raised_where_the_loop_runs(lines: Lines) -> None:
    lines.host.shutdown(socket.SHUT_WR)
    lines.look()
    with lines.lock, pytest.raises(ConnectionError, match="the host is gone"):
        lines.loop.run()


def test_a_loop_that_has_stopped_hears_nothing_more(lines: Lines) -> None:
    with lines.lock:
        lines.loop.stop()
    lines.host.send(b"too late")
    lines.look()
    assert lines.heard == []


def test_who_borrows_the_loop_after_a_look_hears_what_comes_beside_the_loops_own_thread(lines: Lines) -> None:
    own = threading.Thread(target=_run, args=(lines,), daemon=True)
    lines.look()
    own.start()
    lines.host.send(b"a call")
    assert lines.loop.lend(lambda: not lines.heard)
    assert lines.heard == [b"a call"]
    with lines.lock:
        lines.loop.stop()
    own.join(10)
    assert not own.is_alive()


def test_what_is_deferred_after_the_loop_was_borrowed_is_done_although_its_own_thread_has_slept_on(
    lines: Lines,
) -> None:
    own = threading.Thread(target=_run, args=(lines,), daemon=True)
    own.start()
    for _ in range(5):
        lines.wait_asleep()
        lines.loop.defer(lines.collected.set)
        lines.loop.lend(iter((True, False)).__next__)
        lines.collected.clear()
        lines.loop.defer(lines.collected.set)
        assert lines.collected.wait(2)
    with lines.lock:
        lines.loop.stop()
    own.join(10)


def _run(lines: Lines) -> None:
    with lines.lock:
        lines.loop.run()
