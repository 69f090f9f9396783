"""`StderrBackend`: a line of stderr each."""

from vivarium_worker.telemetry_backends import StderrBackend

__all__ = ["StderrBackend"]
