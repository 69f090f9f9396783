"""Large values: pieces, acknowledgements, and small calls that overtake them."""

from __future__ import annotations

import numpy
import pytest
from host import Host, value

from vivarium_worker.lane import wire

MB = 1 << 20


@pytest.fixture(scope="module")
def sizes() -> list[int]:
    return [257, 32 * 1024, 32 * 1024 + 1, 128 * 1024 + 1, 5 * MB]


def test_bytes_of_all_sizes_survive_both_ways(sizes: list[int]) -> None:
    with Host("functions") as host:
        for size in sizes:
            blob = numpy.random.default_rng(size).bytes(size)
            assert host.call("echo", value=blob) == blob


def test_a_large_array_among_other_arguments_survives() -> None:
    array = numpy.arange(MB).reshape(1024, 1024)
    with Host("functions") as host:
        back = host.call("echo", value={"x": [array, b"z" * 400, array[:0]], "text": "t" * 200_000})
    numpy.testing.assert_array_equal(back["x"][0], array)
    assert back["x"][1] == b"z" * 400 and back["x"][2].shape == (0, 1024) and len(back["text"]) == 200_000


def test_no_more_than_1_mb_leaves_before_it_is_acknowledged_and_small_calls_overtake() -> None:
    with Host("functions", acknowledge=False, idle_beat_ms=50) as host:
        call = host.start("blob", size=8 * MB)
        host.wait_frame(call)
        assert host.call("echo", value="small") == "small"
        host.settle()
        frames = [frame for frame in host.frames if frame.call == call]
        assert MB - 128 * 1024 < sum(len(frame.body) for frame in frames) <= MB
        assert max(len(frame.body) for frame in frames) <= 128 * 1024
        assert host.messages(call) == []
        host.acknowledge = True
        host.send(wire.ACK, 0, number=128 * 1024)
        assert value(host.end(call)) == b"\xab" * 8 * MB


def test_incoming_bulk_is_acknowledged_half_a_megabyte_or_more_at_a_time() -> None:
    blob = bytes(3 * MB)
    with Host("functions") as host:
        assert host.call("type_of", value=blob) == "bytes"
        body = len(b"\x81\xa5value\xd6\x02\x01\0\0\0")
        acknowledged = [frame.number for frame in host.frames if frame.kind == wire.ACK]
        assert min(acknowledged) >= MB // 2
        assert 0 <= len(blob) + body - sum(acknowledged) < MB // 2


def test_large_chunks_of_a_stream_keep_their_order() -> None:
    with Host("functions") as host:
        stream = host.open("blobs", 16, size=MB, number=6)
        host.end(stream)
        assert [chunk[:1] for chunk in host.chunks(stream)] == [bytes([index]) for index in range(6)]


def test_a_call_cancelled_before_it_has_come_whole_is_answered() -> None:
    with Host("functions") as host:
        host.ready()
        frame = wire.Frame(kind=wire.CALL, call=77, tool="echo", body=b"x", more=True, sizes=[1, 100])
        host.send_frame(frame)
        host.cancel(77)
        assert host.end(77).frame.kind == wire.CANCELLED
        assert host.call("echo", value=1) == 1
