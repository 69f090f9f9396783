"""When frames go on the wire: with the next incoming batch, but never later than a moment after the last one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from vivarium_worker.commit import Commit
from vivarium_worker.notices import Notices
from vivarium_worker.outbox import Outbox
from vivarium_worker.wire import ACK, BEAT, RESULT, Batch, Message


class Writing:
    """A commit that is written to a list; it waits a minute for an answer, unless `seconds` have gone by."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        self.written: list[list[int]] = []
        monkeypatch.setattr("vivarium_worker.commit._WAIT_SECONDS", 60)
        monkeypatch.setattr("vivarium_worker.commit.time.monotonic", lambda: self.seconds)
        self._outbox = Outbox(Notices(lambda: None))
        self.commit = Commit(self._outbox, lambda: None)

    async def write(self, batch: Batch) -> None:
        self.written.append([frame.kind for frame in batch.frames])

    async def put(self, *kinds: int) -> None:
        """Queues frames together; returns when the writer has nothing more to do now."""
        for call, kind in enumerate(kinds, 1):
            self._outbox.put(Message(kind, 0 if kind in (ACK, BEAT) else call))
        self.commit.queued()
        for _ in range(5):
            await asyncio.sleep(0)


def wrote(monkeypatch: pytest.MonkeyPatch, play: Callable[[Writing], Awaitable[None]]) -> list[list[int]]:
    async def run() -> list[list[int]]:
        writing = Writing(monkeypatch)
        task = asyncio.ensure_future(writing.commit.run(writing))
        await play(writing)
        task.cancel()
        return writing.written

    return asyncio.run(run())


@pytest.mark.parametrize("unasked", [BEAT, ACK])
def test_what_follows_a_frame_that_nobody_answers_goes_at_once(monkeypatch: pytest.MonkeyPatch, unasked: int) -> None:
    async def play(writing: Writing) -> None:
        await writing.put(unasked)
        await writing.put(RESULT)

    assert wrote(monkeypatch, play) == [[unasked], [RESULT]]


def test_what_follows_a_batch_waits_for_the_next_one_that_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(writing: Writing) -> None:
        await writing.put(RESULT, BEAT)
        await writing.put(RESULT)
        await writing.put(RESULT)
        assert writing.written == [[RESULT, BEAT]]
        writing.commit.answered()
        await writing.put()

    assert wrote(monkeypatch, play) == [[RESULT, BEAT], [RESULT, RESULT]]


def test_what_follows_a_batch_that_has_gone_unanswered_for_long_goes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(writing: Writing) -> None:
        await writing.put(RESULT)
        writing.seconds = 61
        await writing.put(RESULT)

    assert wrote(monkeypatch, play) == [[RESULT], [RESULT]]
