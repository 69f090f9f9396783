"""Telemetry of adapters: events and spans that arrive on the host's event bus, with the id of the request.

Example::

    with telemetry.span("model.load", {"model": name}):   # model.load.start, then .stop or .exception
        ...
    telemetry.emit("cache.miss", {"count": 1})
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, Token
from typing import Any, Protocol

from vivarium_worker.calls.current import current

CORRELATION_HEADER = "x-snakepit-correlation-id"
"""The gRPC metadata key under which the id travels on the session plane."""

_correlation: ContextVar[str | None] = ContextVar("correlation_id", default=None)


class TelemetryBackend(Protocol):
    """Where events go."""

    def emit(
        self, event: str, measurements: Mapping[str, Any], metadata: Mapping[str, Any], correlation_id: str | None
    ) -> None:
        """Takes one event. Must not wait."""


_backend: TelemetryBackend | None = None


def set_backend(backend: TelemetryBackend | None) -> None:
    """Sends events there from now on; `None` drops them. A worker begins with its host."""
    global _backend
    _backend = backend


def get_backend() -> TelemetryBackend | None:
    """Where events go."""
    return _backend


def is_enabled() -> bool:
    """Whether events go anywhere."""
    return _backend is not None


def event_body(
    event: str, measurements: Mapping[str, Any], metadata: Mapping[str, Any], correlation_id: str | None
) -> dict[str, Any]:
    """An event as it is sent."""
    return {
        "event": event,
        "measurements": dict(measurements),
        "metadata": dict(metadata),
        "correlation_id": correlation_id,
    }


def emit(
    event: str,
    measurements: Mapping[str, Any] | None = None,
    metadata: Mapping[str, Any] | None = None,
    correlation_id: str | None = None,
) -> None:
    """Sends an event with its numbers (`measurements`) and facts (`metadata`). Does nothing without a backend."""
    if _backend is not None:
        _backend.emit(event, measurements or {}, metadata or {}, correlation_id or get_correlation_id())


@contextmanager
def span(
    operation: str, metadata: Mapping[str, Any] | None = None, correlation_id: str | None = None
) -> Iterator[str | None]:
    """Times what runs inside: `<operation>.start`, then `.stop` or `.exception` with a `duration` in nanoseconds."""
    correlation_id = correlation_id or get_correlation_id()
    facts = dict(metadata or {})
    began = time.perf_counter_ns()
    emit(f"{operation}.start", {"system_time": time.time_ns()}, facts, correlation_id)
    try:
        yield correlation_id
    except BaseException as error:
        told = {**facts, "error_type": type(error).__name__, "error_message": str(error)}
        emit(f"{operation}.exception", {"duration": time.perf_counter_ns() - began}, told, correlation_id)
        raise
    emit(f"{operation}.stop", {"duration": time.perf_counter_ns() - began}, facts, correlation_id)


def new_correlation_id() -> str:
    """A fresh id."""
    return os.urandom(16).hex()


def set_correlation_id(correlation_id: str | None) -> Token[str | None]:
    """Uses this id here and in what is awaited from here; `reset_correlation_id` takes the token back."""
    return _correlation.set(correlation_id)


def reset_correlation_id(token: Token[str | None]) -> None:
    """Uses the id of before again."""
    _correlation.reset(token)


def get_correlation_id() -> str | None:
    """The id that was set here, else that of the call that runs here."""
    own = _correlation.get()
    if own is not None:
        return own
    call = current.get()
    context = None if call is None else call.context
    return None if context is None else context.request_metadata.get("correlation_id")


def correlation_filter(record: Any) -> bool:
    """For `logging`: `handler.addFilter(correlation_filter)` gives each record a `correlation_id`."""
    record.correlation_id = get_correlation_id()
    return True


def outgoing_metadata(correlation_id: str | None = None) -> list[tuple[str, str]]:
    """The gRPC metadata that carries the id on."""
    known = correlation_id or get_correlation_id()
    return [] if known is None else [(CORRELATION_HEADER, known)]
