"""The client library where no host is needed: signatures, delays, the cache, the shutdown."""

from __future__ import annotations

import asyncio
import inspect
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import pytest

import dspex_bridge_pb2 as messages
from vivarium_worker.client import (
    GracefulShutdownMixin,
    SessionContext,
    SessionError,
    SyncToolBridgeClient,
    ToolBridgeClient,
    ToolBridgeError,
    ToolCommunicationError,
    ToolExecutionError,
    TTLCache,
    serialize_value,
)
from vivarium_worker.client.cache import cache_key
from vivarium_worker.client.errors import failed
from vivarium_worker.client.retry import retry_delay
from vivarium_worker.client.signature import bind, signature_of


def _spec(*arguments: Any, **schema: Any) -> Any:
    metadata = {"parameters": json.dumps(schema)} if schema else {}
    return messages.ToolSpec(name="t", arguments=arguments, metadata=metadata)


def _argument(name: str, kind: str, default: Any = None, required: bool = True) -> Any:
    value = None if default is None else serialize_value(default)
    return messages.ArgumentSpec(name=name, python_type=kind, required=required, default_value=value)


@pytest.mark.parametrize(
    ("spec", "signature"),
    [
        (_spec(_argument("a", "int"), _argument("b", "str", "x", False)), "(a: int, b: str = 'x')"),
        (_spec(_argument("a", "int", 1, False), _argument("b", "dict")), "(a: int = 1, *, b: dict)"),
        (_spec(_argument("a", "ndarray", None, False)), "(a: Any = None)"),
        (_spec(), "()"),
        (_spec(type="object"), "(**arguments: Any)"),
        (_spec(type="object", properties={}), "()"),
    ],
)
def test_a_tool_has_its_true_signature(spec: Any, signature: str) -> None:
    assert str(signature_of(spec)).replace("typing.", "") == signature


def test_only_the_arguments_that_were_given_are_sent() -> None:
    signature = signature_of(_spec(_argument("a", "int"), _argument("b", "int", 5, False)))
    assert bind("t", signature, (1,), {}) == {"a": 1}
    assert bind("t", signature_of(_spec(type="object")), (), {"x": 1}) == {"x": 1}
    with pytest.raises(
        TypeError, match=r"Tool 't': got an unexpected keyword argument 'c'; it is t\(a: int, b: int = 5\)"
    ):
        bind("t", signature, (1,), {"c": 1})


_LOST = [
    ToolCommunicationError("t", getattr(grpc.StatusCode, name), "") for name in ("UNAVAILABLE", "DEADLINE_EXCEEDED")
]


@pytest.mark.parametrize(
    ("error", "delays"),
    [
        *((error, [1, 2, 4]) for error in _LOST),
        (ToolCommunicationError("t", grpc.StatusCode.INTERNAL, ""), [None]),
        (ToolExecutionError("t", "RateLimitExceeded", ""), [10, 20, 30]),
        (ToolExecutionError("t", "ValueError", ""), [None]),
        (SessionError("over"), [None]),
    ],
)
def test_another_try_comes_after_the_time_that_fits_the_error(error: ToolBridgeError, delays: list[Any]) -> None:
    assert [retry_delay(error, attempt) for attempt in range(len(delays))] == delays


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("VIV_TOOL_FAILED", ToolExecutionError),
        ("VIV_SESSION_EXPIRED", SessionError),
        ("VIV_WORKER_CRASHED", ToolCommunicationError),
        ("", ToolExecutionError),
    ],
)
def test_an_answer_is_the_exception_of_its_code(code: str, kind: type[Exception]) -> None:
    error = failed("t", messages.ErrorInfo(type="Kind", message="why", details={"code": code}))
    assert type(error) is kind
    assert "why" in str(error)


def test_the_cache_forgets_by_age_and_by_size() -> None:
    now = [0.0]
    cache = TTLCache(maxsize=2, ttl=300, now=lambda: now[0])
    cache["a"], cache["b"] = 1, 2
    assert cache.get("a") == 1
    cache["c"] = 3
    assert [cache.get(key) for key in "abc"] == [1, None, 3]
    now[0] = 300.0
    assert cache.get("a", "gone") == "gone"
    assert len(cache) == 1


def test_a_key_is_the_same_for_calls_that_send_the_same() -> None:
    assert cache_key("t", [[1]], {"b": {"x": 1}, "a": 2}) == cache_key("t", ([1],), {"a": 2, "b": {"x": 1}})
    assert cache_key("t", [{"x": 1, "y": 2}], {}) == cache_key("t", [{"y": 2, "x": 1}], {})
    assert len({cache_key("t", [value], {}) for value in (1, "1", [1], True, 1.5)}) == 5


def test_a_shutdown_refuses_what_is_new_lets_end_what_runs_and_cancels_what_stays() -> None:
    async def story() -> tuple[Any, bool, bool]:
        calls = GracefulShutdownMixin()
        release = asyncio.Event()
        ending, staying = (
            asyncio.ensure_future(calls.execute_with_tracking(event.wait())) for event in (release, asyncio.Event())
        )
        await asyncio.sleep(0)
        shutdown = asyncio.ensure_future(calls.shutdown(timeout=0.05))
        await asyncio.sleep(0)
        with pytest.raises(ToolBridgeError, match="no new calls"):
            await calls.execute_with_tracking(release.wait())
        release.set()
        await shutdown
        return await ending, staying.cancelled(), bool(calls._active_calls)

    assert asyncio.run(story()) == (True, True, False)


@pytest.mark.parametrize("timeout_ms", [0, -1, "5s", True, 1 << 31, math.nan])
def test_a_deadline_is_milliseconds_above_zero(timeout_ms: Any) -> None:
    async def story() -> None:
        async with ToolBridgeClient("unix:/nowhere/at.sock") as client:
            client.within(timeout_ms)

    with pytest.raises(ValueError, match="timeout_ms is a number of milliseconds"):
        asyncio.run(story())


def test_the_client_that_waits_has_every_name_of_the_one_that_does_not() -> None:
    def names(kind: type) -> set[str]:
        return {name for name in dir(kind) if not name.startswith("_")}

    of_the_loop = {"channel", "stub", "session_context", "timeout_ms"}
    assert (names(ToolBridgeClient) | names(SessionContext)) - of_the_loop <= names(SyncToolBridgeClient)


def test_another_deadline_holds_for_the_copy_alone() -> None:
    with SyncToolBridgeClient("unix:/nowhere/at.sock") as client:
        other = client.within(1)
        client._client.session_id = other._client.session_id = "s"
        assert [client._client.timeout_ms, other._client.timeout_ms] == [None, 1]
        with pytest.raises(ToolCommunicationError, match=r"'add'"):
            other.execute_tool("add")


@pytest.mark.parametrize("item", [{"tool": "add"}, {"tool_id": 5}, "add", None])
def test_an_item_of_a_batch_that_names_no_tool_is_told_by_its_place(item: Any) -> None:
    with SyncToolBridgeClient("unix:/nowhere/at.sock") as client:
        client._client.session_id = "s"
        with pytest.raises(ValueError, match=r"batch_requests\[1\] is a dict with a tool_id, the name of a tool, got"):
            client.execute_batch([{"tool_id": "add"}, item])


def test_every_public_name_is_documented() -> None:
    import grpc_tool_bridge

    def undocumented(thing: Callable[..., Any]) -> list[str]:
        members = [(name, each) for name, each in vars(thing).items() if inspect.isfunction(each) and name[0] != "_"]
        return [thing.__name__, *(f"{thing.__name__}.{name}" for name, each in members if not each.__doc__)][
            1 if thing.__doc__ else 0 :
        ]

    named = [getattr(grpc_tool_bridge, name) for name in grpc_tool_bridge.__all__]
    assert [name for each in named if inspect.isclass(each) for name in undocumented(each)] == []


def test_every_public_name_is_on_the_page() -> None:
    import grpc_tool_bridge

    page = (Path(__file__).parents[2] / "docs/reference/python-client.md").read_text()
    assert [name for name in grpc_tool_bridge.__all__ if f"`{name}" not in page] == []
