"""The order of what leaves the worker, and how pieces become messages again."""

from __future__ import annotations

import pytest

from vivarium_worker.lane.assembly import Arrived, Assembly
from vivarium_worker.lane.notices import Notices
from vivarium_worker.lane.outbox import Outbox
from vivarium_worker.lane.wire import (
    ACK,
    BATCH_BYTES,
    CALL,
    CANCEL,
    CHUNK,
    LOG,
    PIECE_BYTES,
    RESULT,
    Batch,
    Frame,
    Message,
    Opening,
    ProtocolError,
)

KB = 1024
MB = 1024 * KB


def next_batch(outbox: Outbox) -> Batch | None:
    """What would leave now, as one message."""
    parcel = outbox.next_batch()
    return None if parcel is None else Batch.FromString(parcel.whole())


def sent(outbox: Outbox) -> list[Frame]:
    """All frames that may leave without an ACK."""
    frames: list[Frame] = []
    while (batch := next_batch(outbox)) is not None:
        frames.extend(batch.frames)
    return frames


def test_small_messages_share_a_batch_in_their_order() -> None:
    outbox = Outbox()
    for call in range(5):
        outbox.put(Message(RESULT, call, b"x"))
    batch = next_batch(outbox)
    assert batch is not None and [frame.call for frame in batch.frames] == [0, 1, 2, 3, 4]
    assert outbox.next_batch() is None and not outbox


def test_a_batch_holds_at_most_256_kb() -> None:
    outbox = Outbox()
    for call in range(40):
        outbox.put(Message(RESULT, call, b"x" * 30 * KB))
    sizes = []
    while (batch := next_batch(outbox)) is not None:
        sizes.append(batch.ByteSize())
    assert max(sizes) <= BATCH_BYTES and len(sizes) == 5


def test_at_most_1_mb_of_bulk_is_unacknowledged() -> None:
    outbox = Outbox()
    outbox.put(Message(RESULT, 1, b"x" * 3 * MB))
    assert sum(len(frame.body) for frame in sent(outbox)) == MB
    assert not outbox.bulk_ready
    outbox.acknowledge(200 * KB)
    assert outbox.bulk_ready
    assert sum(len(frame.body) for frame in sent(outbox)) == PIECE_BYTES


def test_a_small_message_overtakes_bulk_of_another_call_but_not_of_its_own() -> None:
    outbox = Outbox()
    outbox.put(Message(CHUNK, 1, b"x" * 300 * KB))
    outbox.put(Message(CHUNK, 1, b"second"))
    outbox.put(Message(RESULT, 2, b"small"))
    frames = sent(outbox)
    assert frames[0].call == 2
    assert [frame.body for frame in frames if frame.call == 1][-1] == b"second"


def test_bulk_of_several_calls_takes_turns() -> None:
    outbox = Outbox()
    for call in (1, 2):
        outbox.put(Message(RESULT, call, b"x" * 400 * KB))
    assert [frame.call for frame in sent(outbox)] == [1, 2, 1, 2, 1, 2, 1, 2]


def test_an_ack_goes_ahead_of_everything() -> None:
    outbox = Outbox()
    outbox.put(Message(RESULT, 1, b"x"))
    outbox.overtake(Message(ACK, 0, number=7))
    assert [frame.kind for frame in sent(outbox)] == [ACK, RESULT]


def test_only_an_answer_is_dropped_by_a_late_cancel() -> None:
    outbox = Outbox()
    outbox.put(Message(RESULT, 1, b"x" * 2 * MB))
    outbox.put(Message(CHUNK, 2, b"x" * 2 * MB))
    assert outbox.drop_ended(1) and not outbox.drop_ended(2) and not outbox.drop_ended(3)
    assert {frame.call for frame in sent(outbox)} == {2}


def put_together(message: Message) -> Arrived:
    outbox, assembly = Outbox(), Assembly()
    outbox.put(message)
    while outbox:
        batch = next_batch(outbox)
        assert batch is not None
        for frame in batch.frames:
            arrived = assembly.take(frame)
        outbox.acknowledge(assembly.bulk_bytes)
        assembly.bulk_bytes = 0
    assert arrived is not None
    return arrived


@pytest.mark.parametrize("sizes", [(0,), (5, 0), (0, 0, 0), (5, 3, 0), (40 * KB,), (3 * MB, 1), (9, 300 * KB, 0, 70)])
def test_a_message_cut_in_pieces_is_whole_again(sizes: tuple[int, ...]) -> None:
    parts = [bytes([index + 1]) * size for index, size in enumerate(sizes)]
    arrived = put_together(Message(RESULT, 3, parts[0], [memoryview(part) for part in parts[1:]], 9))
    assert [arrived.body, *map(bytes, arrived.segments)] == parts
    assert arrived.frame.number == 9
    assert all(not segment.readonly for segment in arrived.segments)


def test_a_cancel_may_come_in_the_middle_of_a_message_of_its_call() -> None:
    assembly = Assembly()
    assert assembly.take(Frame(kind=RESULT, call=1, body=b"a", more=True, sizes=[1, 1])) is None
    assert assembly.take(Frame(kind=CANCEL, call=1)) is not None
    assert assembly.drop(1) and not assembly.drop(1)


@pytest.mark.parametrize(
    "second",
    [
        Frame(kind=RESULT, call=1, body=b"abc", segment=1),
        Frame(kind=RESULT, call=1, body=b"a", segment=2),
        Frame(kind=RESULT, call=1, body=b"a", segment=1),
    ],
)
def test_pieces_that_do_not_fit_what_was_announced_are_refused(second: Frame) -> None:
    assembly = Assembly()
    assembly.take(Frame(kind=RESULT, call=1, body=b"a", more=True, sizes=[1, 2]))
    with pytest.raises(ProtocolError):
        assembly.take(second)


def test_a_withdrawn_opening_leaves_nothing_behind_and_says_whether_any_of_it_was_sent() -> None:
    outbox = Outbox()
    opening = Opening("scale", 5000, b"meta")
    outbox.put(Message(CALL, 7, b"x" * MB, opening=opening))
    assert outbox.withdraw(7) is True and not outbox
    outbox.put(Message(CALL, 8, b"x" * 4 * MB, opening=opening))
    frames = sent(outbox)
    assert (frames[0].tool, frames[0].timeout_ms, frames[0].meta) == opening
    assert all((frame.tool, frame.meta) == ("", b"") for frame in frames[1:])
    assert outbox.withdraw(8) is False and not outbox
    assert outbox.withdraw(9) is False


def test_notices_go_before_the_answers_of_their_calls() -> None:
    notices = Notices(lambda: None)
    outbox = Outbox(notices)
    outbox.put(Message(RESULT, 7, b"x"))
    notices.put(LOG, {"message": "before"})
    assert [frame.kind for frame in sent(outbox)] == [LOG, RESULT]
