"""What a backend is."""

from vivarium_worker.telemetry import TelemetryBackend

__all__ = ["TelemetryBackend"]
