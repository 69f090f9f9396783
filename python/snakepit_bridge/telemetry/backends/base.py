"""What a backend is."""

from vivarium_worker.telemetry.events import TelemetryBackend

__all__ = ["TelemetryBackend"]
