"""Logging and telemetry of adapters, as they arrive at the host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from host import Host, value

from vivarium_worker.lane import wire
from vivarium_worker.lane.notices import Notices
from vivarium_worker.values.codec import encode


@pytest.fixture
def host() -> Iterator[Host]:
    with Host("talking.Talking") as host:
        yield host


def told(host: Host, call: int, kind: int = wire.LOG) -> list[dict[str, Any]]:
    """What came before the end of a call, in order."""
    host.end(call)
    host.settle()
    assert host.messages(call)[-1].frame.kind in wire.ENDS
    return [value(message) for message in host.messages(call) if message.frame.kind == kind]


def test_records_arrive_before_their_calls_end_with_level_logger_fields_and_traceback(host: Host) -> None:
    info, warning, error, critical = told(host, host.start("levels"))
    assert info == {
        "level": "info",
        "logger": "adapter.talking",
        "message": "one two",
        "fields": {"user": "ann", "deep": {"er": {"__ffi_unserializable__": True, "__type__": "type"}}},
    }
    assert warning == {"level": "warning", "logger": "adapter.talking", "message": "careful"}
    assert (error["level"], error["message"]) == ("error", "failed")
    assert error["traceback"].endswith("ValueError: no\n")
    assert critical["level"] == "critical" and "11808 characters left out" in critical["message"]
    assert host.shut_down() == []


def test_what_is_logged_while_the_adapter_is_imported_belongs_to_no_call(host: Host) -> None:
    host.ready()
    assert value(host.wait_for(0, wire.LOG))["message"] == "imported"


def test_a_plain_tool_in_a_thread_beside_async_hooks_logs_for_its_call() -> None:
    with Host("talking.TalkingLater", concurrency=2) as host:
        assert len(told(host, host.start("levels"))) == 4


def test_tasks_their_threads_and_streams_log_for_their_call(host: Host) -> None:
    first, second = host.start("from_a_task"), host.open("in_a_stream", 9)
    assert [record["message"] for record in told(host, first)] == ["in a task", "in its thread"]
    assert [record["message"] for record in told(host, second)] == ["first", "second"]


@pytest.mark.parametrize("name", ["VIVARIUM_LOG_LEVEL", "SNAKEPIT_LOG_LEVEL"])
def test_the_level_can_be_set_in_the_environment(name: str) -> None:
    with Host("talking.Talking", env={name: "error"}) as host:
        assert [record["level"] for record in told(host, host.start("levels"))] == ["error", "critical"]


@pytest.mark.parametrize(("name", "least"), [("trace", "debug"), ("silent", None)])
def test_a_level_that_python_has_not_is_the_nearest_it_has(name: str, least: str | None) -> None:
    with Host("talking.Talking", env={"VIVARIUM_LOG_LEVEL": name}) as host:
        assert next((record["level"] for record in told(host, host.start("levels"))), None) == least


def test_a_flood_is_cut_off_and_counted_and_the_worker_serves_on(host: Host) -> None:
    number = 5000
    call = host.start("flood", number=number)
    host.end(call)
    host.settle()
    came = [value(message) for message in host.messages(call) if message.frame.kind == wire.LOG]
    dropped = sum(
        value(message)["fields"]["dropped"]
        for message in host.messages(0)
        if message.frame.kind == wire.LOG and "dropped" in value(message).get("fields", {})
    )
    assert len(came) + dropped == number


def test_a_record_that_is_too_large_is_dropped_and_counted(host: Host) -> None:
    call = host.start("huge")
    assert told(host, call) == []
    assert value(host.wait_for(0, wire.LOG, count=2))["fields"] == {"dropped": 1}


def test_events_and_spans_arrive_with_the_correlation_id_of_their_call(host: Host) -> None:
    host.extra = {"meta": encode({"metadata": {"correlation_id": "mine"}})[0]}
    miss, start, stop = told(host, host.start("measured"), wire.EVENT)
    assert miss == {
        "event": "cache.miss",
        "measurements": {"count": 1},
        "metadata": {"key": "a"},
        "correlation_id": "mine",
    }
    assert (start["event"], list(start["measurements"])) == ("prediction.start", ["system_time"])
    assert (stop["event"], stop["metadata"], stop["correlation_id"]) == ("prediction.stop", {"input_size": 3}, "mine")
    assert 0 < stop["measurements"]["duration"] < 10**10


def test_a_span_that_fails_says_how_and_the_correlation_id_is_the_calls_own(host: Host) -> None:
    call = host.start("measured", fail=True)
    failed = told(host, call, wire.EVENT)[-1]
    assert failed["event"] == "prediction.exception"
    assert failed["metadata"] == {"input_size": 3, "error_type": "ValueError", "error_message": "no"}
    assert failed["correlation_id"] == f"test/{call}"


def test_the_queue_is_bounded_by_number_and_by_bytes() -> None:
    nudges: list[None] = []
    notices = Notices(lambda: nudges.append(None))
    for _ in range(1030):
        notices.put(wire.LOG, {"message": "short"})
    taken = []
    while (message := notices.take()) is not None:
        taken.append(message)
    assert len(taken) == 1025 and b"6 log records" in taken[0].body
    for _ in range(20):
        notices.put(wire.EVENT, {"data": "x" * 30_000})
    assert len(notices) == 9
    assert nudges
