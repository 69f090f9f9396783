"""Which answers wait for others: not the first after a pause, not those that come too late or are too large."""

from __future__ import annotations

import time

import pytest

from vivarium_worker.lane.hold import HOLD_BYTES, HOLD_SECONDS, Hold
from vivarium_worker.lane.wire import CHUNK, Message


def chunk(size: int) -> Message:
    return Message(CHUNK, 1, bytes(size))


def test_the_first_answer_after_a_pause_does_not_wait() -> None:
    hold = Hold()
    assert not hold.takes(chunk(10))
    hold.left()
    assert hold.takes(chunk(10))


def test_nobody_waits_longer_than_a_millisecond_after_the_last_write(monkeypatch: pytest.MonkeyPatch) -> None:
    hold = Hold()
    hold.left()
    now = time.monotonic()
    monkeypatch.setattr("vivarium_worker.lane.hold.monotonic", lambda: now + 2 * HOLD_SECONDS)
    assert not hold.takes(chunk(10))


def test_answers_wait_until_they_fill_a_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vivarium_worker.lane.hold.monotonic", lambda: 7.0)
    hold = Hold()
    hold.left()
    assert hold.takes(chunk(HOLD_BYTES - 1))
    assert not hold.takes(chunk(1))
    hold.left()
    assert hold.takes(chunk(1))


def test_binary_segments_count_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vivarium_worker.lane.hold.monotonic", lambda: 7.0)
    hold = Hold()
    hold.left()
    assert not hold.takes(Message(CHUNK, 1, b"", (memoryview(bytes(HOLD_BYTES)),)))
