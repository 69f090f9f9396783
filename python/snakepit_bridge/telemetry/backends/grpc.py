"""`GrpcBackend`: into a TelemetryStream. A worker's events reach its host over the lane without it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vivarium_worker.telemetry.backends import TelemetryStream


class GrpcBackend:
    """Puts events into a stream."""

    def __init__(self, stream: TelemetryStream) -> None:
        self.stream = stream

    def emit(
        self, event: str, measurements: Mapping[str, Any], metadata: Mapping[str, Any], correlation_id: str | None
    ) -> None:
        """Takes one event."""
        self.stream.emit(event, measurements, metadata, correlation_id)


__all__ = ["GrpcBackend"]
