"""The names of `snakepit_bridge`, as docs/reference/snakepit.md promises them, and what they do."""

from __future__ import annotations

import asyncio
import importlib
import json
import re
import types
from pathlib import Path
from typing import Any

import numpy
import pytest
from host import Host, value

from snakepit_bridge import telemetry
from snakepit_bridge.adapters.showcase import ShowcaseAdapter
from snakepit_bridge.adapters.template import TemplateAdapter
from snakepit_bridge.adapters.threaded_showcase import ThreadedShowcaseAdapter
from snakepit_bridge.heartbeat import HeartbeatClient, HeartbeatConfig
from snakepit_bridge.serialization import GracefulJSONEncoder, TypeSerializer
from snakepit_bridge.session_context import SessionContext
from snakepit_bridge.telemetry.backends import GrpcBackend, StderrBackend
from snakepit_bridge.telemetry.stream import TelemetryStream
from snakepit_bridge.zero_copy import ZeroCopyRef
from vivarium_worker.lane import wire
from vivarium_worker.testing import AdapterRunner, FakeHost

_PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "snakepit.md"
_THERE, _MISSING = (
    re.findall(r"`(snakepit_bridge\.[\w.]+)`", "\n".join(re.findall(r"^\| (.*?) \|", part, re.MULTILINE)))
    for part in _PAGE.read_text().split("## ")[1:3]
)


def _look_up(name: str) -> Any:
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return found
    raise AttributeError(name)


def test_the_page_is_read_at_all() -> None:
    assert len(_THERE) > 50 and len(_MISSING) > 2


@pytest.mark.parametrize("name", _THERE)
def test_a_name_that_is_promised_is_there(name: str) -> None:
    assert _look_up(name) is not None


@pytest.mark.parametrize("name", _MISSING)
def test_a_name_that_is_said_to_be_missing_is_missing(name: str) -> None:
    with pytest.raises(AttributeError):
        _look_up(name)


def test_every_public_name_is_on_the_page() -> None:
    modules = {name.rpartition(".")[0] for name in _THERE}
    for module in modules:
        found = importlib.import_module(module)
        public = getattr(found, "__all__", [])
        told = {name.rpartition(".")[2] for name in (*_THERE, *_MISSING)}
        own = {name for name in public if not isinstance(getattr(found, name), types.ModuleType)} - {"__version__"}
        assert own <= told, module


def test_a_worker_runs_the_showcase() -> None:
    with Host("snakepit_bridge.adapters.showcase.ShowcaseAdapter") as host:
        assert host.call("add", a=1, b=2) == 3
        stream = host.open("stream_progress", 9, steps=2)
        assert host.end(stream).frame.kind == wire.END
        assert [chunk["progress"] for chunk in host.chunks(stream)] == [50.0, 100.0]
        call = host.start("ask_host", name="validate", arguments={"data": 1})
        host.answer("validate", True)
        assert value(host.end(call)) is True


def test_the_adapters_that_come_along_run_without_a_host() -> None:
    with AdapterRunner(ShowcaseAdapter, host_tools={"double": lambda x: x * 2}) as adapter:
        assert adapter.call("ask_host", name="double", arguments={"x": 2}) == 4
        assert adapter.call("session_info")["session_id"] == "test-session"
    with AdapterRunner(ThreadedShowcaseAdapter) as adapter:
        assert [adapter.call("add_to_total", value=2) for _ in range(2)] == [2, 4]
        assert adapter.call("stats")["total_requests"] == 2
    with AdapterRunner(TemplateAdapter) as adapter, pytest.raises(NotImplementedError, match="no tool 'anything' yet"):
        adapter.call("anything")


def test_a_script_holds_its_session_by_a_context() -> None:
    host = FakeHost({"add": lambda a, b: a + b})
    with SessionContext(host, "user-1", {"trace": "x"}) as context:
        assert (context.session_id, context.request_metadata) == ("user-1", {"trace": "x"})
        assert list(context.elixir_tools.keys()) == ["add"]
        assert context.call_elixir_tool("add", a=1, b=2) == 3
        with pytest.raises(ValueError, match="Available tools"):
            context.call_elixir_tool("nope")
        assert repr(context) == "SessionContext('user-1')"


def test_values_are_json_in_any_and_pickles_are_refused() -> None:
    message, binary = TypeSerializer.encode_any({"a": [1, numpy.float32(1.5), numpy.arange(2)], "b": {7}}, "map")
    assert binary is None and message.type_url == "type.googleapis.com/snakepit.map"
    assert TypeSerializer.decode_any(message) == {"a": [1, 1.5, [0, 1]], "b": [7]}
    with pytest.raises(ValueError, match="pickle"):
        TypeSerializer.decode_any(message, b"\x80")
    assert json.loads(json.dumps(object(), cls=GracefulJSONEncoder))["__type__"] == "object"
    TypeSerializer.validate_constraints(5, "integer", {"min": 1, "max": 5})
    for constraints in ({"max": 4}, {"choices": [1]}, {"color": "red"}):
        with pytest.raises(ValueError, match="constraint"):
            TypeSerializer.validate_constraints(5, "integer", constraints)


def test_a_stream_of_events_is_bounded_and_ends() -> None:
    async def read() -> list[str]:
        return [event["event"] async for event in stream.stream()]

    stream = TelemetryStream(max_buffer=2)
    telemetry.set_backend(GrpcBackend(stream))
    try:
        for number in range(3):
            telemetry.emit(f"event.{number}")
        stream.enabled = False
        telemetry.emit("not.kept")
        stream.close()
        assert asyncio.run(read()) == ["event.1", "event.2"]
        assert stream.dropped_count == 1
    finally:
        telemetry.set_backend(None)


def test_events_on_stderr_are_lines_and_without_a_backend_there_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    telemetry.emit("lost")
    telemetry.set_backend(StderrBackend())
    token = telemetry.set_correlation_id("mine")
    try:
        with telemetry.span("work"):
            pass
    finally:
        telemetry.reset_correlation_id(token)
        telemetry.set_backend(None)
    lines = [json.loads(line.removeprefix("TELEMETRY:")) for line in capsys.readouterr().err.splitlines()]
    assert [(line["event"], line["correlation_id"]) for line in lines] == [
        ("work.start", "mine"),
        ("work.stop", "mine"),
    ]


def test_heartbeats_take_their_options_in_either_spelling_and_give_up_after_as_many_as_asked_for() -> None:
    class Silent:
        def Heartbeat(self, request: Any, timeout: float) -> Any:  # noqa: N802 (gRPC's name)
            raise ConnectionError(request.session_id)

    config = HeartbeatConfig.from_mapping({"intervalMs": 1, "max_missed_heartbeats": 2, "unknown": 1})
    assert config == HeartbeatConfig(interval_ms=1, max_missed_heartbeats=2)

    async def run() -> dict[str, Any]:
        exceeded = asyncio.Event()
        client = HeartbeatClient(Silent(), "user-1", config, on_threshold_exceeded=exceeded.set)
        client.start()
        await asyncio.wait_for(exceeded.wait(), 10)
        await client.stop()
        return client.status()

    assert asyncio.run(run()) == {"running": False, "sent": 2, "missed": 2}


def test_a_zero_copy_note_survives_its_dict() -> None:
    note = ZeroCopyRef("dlpack", "7", {"shape": [2]})
    assert ZeroCopyRef.from_payload(note.to_payload()) == note
    assert ZeroCopyRef.from_payload({"a": 1}) is None
