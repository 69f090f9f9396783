"""`from snakepit_bridge import telemetry`."""

from snakepit_bridge.telemetry.otel import get_tracer, otel_span, setup_tracing
from vivarium_worker.telemetry.events import (
    CORRELATION_HEADER,
    TelemetryBackend,
    correlation_filter,
    emit,
    get_backend,
    get_correlation_id,
    is_enabled,
    new_correlation_id,
    outgoing_metadata,
    reset_correlation_id,
    set_backend,
    set_correlation_id,
    span,
)

__all__ = [
    "CORRELATION_HEADER",
    "TelemetryBackend",
    "correlation_filter",
    "emit",
    "get_backend",
    "get_correlation_id",
    "get_tracer",
    "is_enabled",
    "new_correlation_id",
    "otel_span",
    "outgoing_metadata",
    "reset_correlation_id",
    "set_backend",
    "set_correlation_id",
    "setup_tracing",
    "span",
]
