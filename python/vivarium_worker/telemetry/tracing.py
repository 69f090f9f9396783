"""Goes on with the traces that come with calls, where OpenTelemetry can be imported; other calls cost nothing.

The host sends W3C trace context in a call's metadata. The tool's code runs in a span of its own, a child of the host's,
and what it asks of the host takes its context along.
"""

from __future__ import annotations

import sys
from typing import Any

from vivarium_worker.calls.call import Call
from vivarium_worker.values.codec import decode

_MARK = b"traceparent"
_NAMES = ("traceparent", "tracestate")


class Traced:
    """A call's span; its context holds between `enter` and `leave`."""

    __slots__ = ("_context", "_otel", "_span", "_token")

    def __init__(self, otel: Any, carrier: dict[str, Any], call: Call) -> None:
        self._otel = otel
        parent = otel.propagate.extract(carrier)
        attributes = {"vivarium.tool": call.tool, "vivarium.call": call.id}
        tracer = otel.trace.get_tracer("vivarium_worker")
        kind = otel.trace.SpanKind.SERVER
        self._span = tracer.start_span("worker.execute", parent, kind=kind, attributes=attributes)
        self._context = otel.trace.set_span_in_context(self._span, parent)
        self._token: Any = None

    def enter(self) -> None:
        """From here on this thread, or this task, works for the call."""
        self._token = self._otel.context.attach(self._context)

    def leave(self) -> None:
        """It goes on to other work."""
        self._otel.context.detach(self._token)

    def end(self, error: BaseException | None) -> None:
        """The call is over."""
        if error is not None:
            self._span.record_exception(error)
            self._span.set_status(self._otel.trace.Status(self._otel.trace.StatusCode.ERROR, str(error)))
        self._span.end()


def trace(call: Call) -> Traced | None:
    """Begins the span of a call that came with a trace, where there is OpenTelemetry; `None` for any other call."""
    if _MARK not in call.meta:
        return None
    metadata = decode(call.meta).get("metadata") or {}
    otel = _open_telemetry()
    if otel is None or not isinstance(metadata.get("traceparent"), str):
        return None
    return Traced(otel, metadata, call)


def carrier() -> dict[str, str]:
    """What is sent with a question to the host: the trace of the code that asks, if there is one."""
    if "opentelemetry.propagate" not in sys.modules:
        return {}
    otel = _open_telemetry()
    found: dict[str, str] = {}
    if otel is not None:
        otel.propagate.inject(found)
    return {name: found[name] for name in _NAMES if name in found}


def _open_telemetry() -> Any:
    try:
        import opentelemetry.context
        import opentelemetry.propagate
        import opentelemetry.trace
    except ImportError:
        return None
    return opentelemetry
