"""What can go wrong with a language model, its provider or a workflow: nine kinds, one class each.

Each is also the built-in that such a failure has elsewhere in Python, so `except ConnectionError` does what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class LlmError(Exception):
    """Any of them. `message` says what went wrong, `code` is the host's own (`VIV_…`), `kind` one of the nine words.

    `retryable` says whether the same request may work later. The fields of each class are its attributes.
    """

    kind = "core"
    code: str = ""
    retryable: bool = False

    def __init__(self, message: str, **fields: Any) -> None:
        super().__init__(message)
        self.message = message
        for name in fields:
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no field {name!r}")
        self.__dict__.update(fields)
        self._fields = fields

    def _lead(self) -> str:
        return "Core error"

    def __str__(self) -> str:
        return f"{self._lead()}: {self.message}"

    def __reduce__(self) -> Any:
        return _again, (type(self), self.message, self._fields)


class CoreError(LlmError, RuntimeError):
    """None of the others."""


class ConfigurationError(LlmError, ValueError):
    """Something is set up wrongly: a key or a package is missing, or there is no such model."""

    kind = "configuration"
    field: str | None = None

    def _lead(self) -> str:
        return "Configuration error" if self.field is None else f"Configuration error for field '{self.field}'"


class RuntimeFailure(LlmError, RuntimeError):
    """An operation began and could not be carried through."""

    kind = "runtime"
    operation: str = ""

    def _lead(self) -> str:
        return f"Runtime error in '{self.operation}'"


class NetworkError(LlmError, ConnectionError):
    """The provider, or the host, could not be reached, or broke off. `retry_count`: attempts after the first."""

    kind = "network"
    retry_count: int = 0

    def _lead(self) -> str:
        return f"Network error after {self.retry_count} {'retry' if self.retry_count == 1 else 'retries'}"


class CircuitOpen(NetworkError):
    """The provider has failed so often that it is left alone for a time. Nothing was sent."""

    retry_after_ms: float = 0

    def _lead(self) -> str:
        return "Circuit breaker is open"


class AuthenticationError(LlmError, PermissionError):
    """The provider does not take the key."""

    kind = "authentication"
    provider: str | None = None

    def _lead(self) -> str:
        return "Authentication error" if self.provider is None else f"Authentication error with '{self.provider}'"


class ValidationError(LlmError, ValueError):
    """What was asked for cannot be asked. `value` is what was given, in short."""

    kind = "validation"
    field: str = ""
    value: str | None = None

    def _lead(self) -> str:
        return f"Validation error for field '{self.field}'" + (
            "" if self.value is None else f" with value '{self.value}'"
        )


class RateLimitError(LlmError, RuntimeError):
    """The provider wants fewer requests. `retry_after`: seconds, when it said how long to wait."""

    kind = "rate_limit"
    retry_after: float | None = None

    def _lead(self) -> str:
        return (
            "Rate limit error" if self.retry_after is None else f"Rate limit error, retry after {self.retry_after:g} s"
        )


class LlmTimeout(LlmError, TimeoutError):
    """There was no answer in time."""

    kind = "timeout"
    operation: str = ""
    duration_ms: float = 0

    def _lead(self) -> str:
        return f"Timeout error in '{self.operation}' after {self.duration_ms:.0f} ms"


class ResourceExhausted(LlmError, MemoryError):
    """There is no room, such as in the queue of requests. Nothing was sent."""

    kind = "resource_exhausted"
    resource_type: str = ""

    def _lead(self) -> str:
        return f"Resource exhausted ({self.resource_type})"


_CLASSES: dict[str, type[LlmError]] = {
    each.kind: each
    for each in (
        CoreError,
        ConfigurationError,
        RuntimeFailure,
        NetworkError,
        AuthenticationError,
        ValidationError,
        RateLimitError,
        LlmTimeout,
        ResourceExhausted,
    )
}


def llm_error(error: Mapping[str, Any]) -> LlmError:
    """The exception for an error as the host writes it: `{kind, code, message, retryable, fields}`."""
    code = str(error.get("code") or "")
    kind = CircuitOpen if code == "VIV_CIRCUIT_OPEN" else _CLASSES.get(str(error.get("kind")), CoreError)
    told = {**(error.get("fields") or {}), "code": code, "retryable": error.get("retryable") is True}
    return kind(str(error.get("message") or "it failed"), **{name: told[name] for name in told if hasattr(kind, name)})


def _again(kind: type[LlmError], message: str, fields: dict[str, Any]) -> LlmError:
    return kind(message, **fields)
