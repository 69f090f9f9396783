"""`TelemetryStream`: a bounded buffer of events."""

from vivarium_worker.telemetry_backends import TelemetryStream

__all__ = ["TelemetryStream"]
