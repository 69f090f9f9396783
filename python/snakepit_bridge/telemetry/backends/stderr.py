"""`StderrBackend`: a line of stderr each."""

from vivarium_worker.telemetry.backends import StderrBackend

__all__ = ["StderrBackend"]
