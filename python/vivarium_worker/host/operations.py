"""Asks the host for what it does itself: `vivarium.llm.complete`, `vivarium.workflow.run`, … Errors are LlmErrors."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Generator, Iterator, Mapping
from contextlib import aclosing, closing, contextmanager
from typing import Any

from vivarium_worker.host.errors import HostCallError
from vivarium_worker.host.reach import nearest_host
from vivarium_worker.providers.errors import (
    AuthenticationError,
    ConfigurationError,
    LlmError,
    LlmTimeout,
    NetworkError,
    ResourceExhausted,
    RuntimeFailure,
    ValidationError,
    llm_error,
)

_LONGEST_SECONDS = 3600.0
"""The host's own deadlines end what it does; this only bounds the wait for a host that is silent."""

Arguments = Mapping[str, Any]


def ask(name: str, arguments: Arguments) -> Any:
    """What the host answers. Raises LlmError."""
    with _translated(name):
        return _value(nearest_host().call(name, arguments, _LONGEST_SECONDS))


async def ask_async(name: str, arguments: Arguments) -> Any:
    """The same for async code; cancelling the task cancels the request at the provider."""
    with _translated(name):
        return _value(await nearest_host().aio.call(name, arguments, _LONGEST_SECONDS))


def items(name: str, arguments: Arguments) -> Generator[dict[str, Any], None, None]:
    """What the host tells as it comes. Closing this cancels the request at the provider. Raises LlmError."""
    with _translated(name):
        stream: Any = nearest_host().stream(name, arguments, _LONGEST_SECONDS)
        with closing(stream) as told:
            for item in told:
                yield _item(item)


async def items_async(name: str, arguments: Arguments) -> AsyncGenerator[dict[str, Any], None]:
    """The same for async code."""
    with _translated(name):
        stream: Any = nearest_host().aio.stream(name, arguments, _LONGEST_SECONDS)
        async with aclosing(stream) as told:
            async for item in told:
                yield _item(item)


def _value(answer: Any) -> Any:
    if answer["ok"]:
        return answer["value"]
    raise llm_error(answer["error"])


def _item(item: dict[str, Any]) -> dict[str, Any]:
    if item["type"] == "error":
        raise llm_error(item["error"])
    return item


@contextmanager
def _translated(operation: str) -> Iterator[None]:
    try:
        yield
    except HostCallError as error:
        raise _of_call(operation, error) from error
    except Exception as error:
        failure = _of_rpc(operation, error)
        if failure is None:
            raise
        raise failure from error


def _of_call(operation: str, error: HostCallError) -> LlmError:
    message, code = str(error), error.code
    if error.kind == "unknown_tool":
        return ConfigurationError(f"this host has no {operation}: {message}", field="host", code=code)
    if error.kind in ("bad_arguments", "unsendable"):
        return ValidationError(message, field="arguments", code=code)
    if error.kind == "timeout":
        return LlmTimeout(message, operation=operation, duration_ms=_LONGEST_SECONDS * 1000, code=code)
    if error.kind == "saturated":
        return ResourceExhausted(message, resource_type="calls into the host", code=code)
    return RuntimeFailure(message, operation=operation, code=code)


def _of_rpc(operation: str, error: Exception) -> LlmError | None:
    # Only a program of its own has gRPC under this; a worker need not import it.
    rpc = sys.modules.get("vivarium_worker.host.rpc")
    if rpc is None or not isinstance(error, rpc.HostRpcError):
        return None
    status, message = error.status(), f"the host cannot be asked ({error})"
    if status == "UNAVAILABLE":
        return NetworkError(message, retryable=True)
    if status in ("UNAUTHENTICATED", "PERMISSION_DENIED"):
        return AuthenticationError(f"{message}: VIVARIUM_TOKEN is what runtime.grpc.token says", provider="host")
    return RuntimeFailure(message, operation=operation)
