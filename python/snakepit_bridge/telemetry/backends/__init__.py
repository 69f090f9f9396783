"""Where telemetry may go."""

from snakepit_bridge.telemetry.backends.base import TelemetryBackend
from snakepit_bridge.telemetry.backends.grpc import GrpcBackend
from snakepit_bridge.telemetry.backends.stderr import StderrBackend

__all__ = ["GrpcBackend", "StderrBackend", "TelemetryBackend"]
