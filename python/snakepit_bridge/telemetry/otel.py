"""OpenTelemetry spans of an adapter's own, where its packages are installed and set up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any


def get_tracer(name: str = "vivarium_worker") -> Any:
    """OpenTelemetry's tracer, `None` without the package."""
    try:
        from opentelemetry import trace
    except ImportError:
        return None
    return trace.get_tracer(name)


def setup_tracing(name: str = "vivarium_worker") -> Any:
    """The tracer. What it exports to is set up by OpenTelemetry's own `OTEL_…` variables and packages."""
    return get_tracer(name)


@contextmanager
def otel_span(name: str, attributes: Mapping[str, Any] | None = None) -> Iterator[Any]:
    """A span around what runs inside; nothing without the package."""
    tracer = get_tracer()
    if tracer is None:
        yield None
        return
    with tracer.start_as_current_span(name, attributes=dict(attributes or {})) as span:
        yield span
