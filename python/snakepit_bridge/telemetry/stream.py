"""`TelemetryStream`: a bounded buffer of events."""

from vivarium_worker.telemetry.backends import TelemetryStream

__all__ = ["TelemetryStream"]
