"""Answers that wait for others leave, however quick the lane's thread is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from test_commit import Writing

from vivarium_worker.lane.lane import Lane
from vivarium_worker.lane.wire import CHUNK, Message


class Quick(Writing):
    """A link that does what is deferred before its caller goes on; or never."""

    def __init__(self) -> None:
        super().__init__(commit_seconds=0)
        self.at_once = True
        self.deferred: list[Callable[[], None]] = []

    def defer(self, work: Callable[[], None]) -> bool:
        if self.at_once:
            work()
        else:
            self.deferred.append(work)
        return True

    def seize(self, work: Callable[[], None], look: bool) -> bool:
        work()
        return True


def test_an_answer_is_deferred_anew_when_the_last_ones_have_left_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vivarium_worker.lane.hold.monotonic", lambda: 7.0)
    link = Quick()
    lane = Lane(link, lambda error: None)
    lane.answer(Message(CHUNK, 1, b"leaves alone"))
    lane.answer(Message(CHUNK, 1, b"waits, but not long"))
    assert link.written == [[CHUNK], [CHUNK]]
    link.at_once = False
    lane.answer(Message(CHUNK, 1, b"waits"))
    (collect,) = link.deferred
    collect()
    assert link.written == [[CHUNK], [CHUNK], [CHUNK]]
