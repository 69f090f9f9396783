"""A host made up for a test: its tools are Python functions, its variables a dict."""

from __future__ import annotations

import inspect
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from vivarium_worker.host.awaited import AwaitedVariables
from vivarium_worker.host.errors import HostArgumentsError, HostCallError, HostToolNotFound, VariableNotFound
from vivarium_worker.host.host import Entry
from vivarium_worker.schema.signature import signature_of
from vivarium_worker.values.codec import decode, encode


class FakeHost:
    """Answers as a host does: values are copied as on the lane, errors are HostCallErrors.

    `tools` maps names to functions, plain or async, generators for streams. What was asked for is in `calls`, as
    `(name, arguments)`; what `watch_variables` tells is put into `changes` by the test.
    """

    def __init__(
        self, tools: Mapping[str, Callable[..., Any]] | None = None, variables: Mapping[str, Any] | None = None
    ) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.changes: list[Entry] = []
        self._tools = dict(tools or {})
        self._variables: dict[str, Entry] = {}
        for name, value in (variables or {}).items():
            self.set_variable(name, value)

    def tools(self) -> list[Entry]:
        """The functions, described by their signatures."""
        return [
            {
                "name": name,
                "description": inspect.getdoc(function) or "",
                "parameters": signature_of(name, function).schema(),
                "streaming": inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function),
                "idempotent": False,
            }
            for name, function in self._tools.items()
        ]

    def call(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Calls the function of that name."""
        value = self._run(name, arguments)
        if inspect.isawaitable(value):
            raise HostCallError(f"host tool {name!r} of this test is async: ask for it by `aio`", kind="raised")
        return _copy(value)

    def stream(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Iterator[Any]:
        """What the function of that name yields."""
        for item in self._items(name, arguments):
            yield _copy(item)

    def get_variable(self, name: str) -> Entry:
        """`{value, metadata}`. Raises VariableNotFound."""
        if name not in self._variables:
            raise VariableNotFound(f"there is no variable {name!r}")
        return self._variables[name]

    def set_variable(self, name: str, value: Any, **facts: Any) -> Entry:
        """Sets a variable; returns its metadata."""
        now = round(time.time() * 1000)
        before = self._variables.get(name, {}).get("metadata", {"created_at": now, "version": 0})
        metadata = {
            "type": "any",
            "tags": {},
            "created_by": "test",
            **facts,
            "created_at": before["created_at"],
            "updated_at": now,
            "version": before["version"] + 1,
        }
        self._variables[name] = {"value": _copy(value), "metadata": metadata}
        return metadata

    def delete_variable(self, name: str) -> bool:
        """Whether it was there."""
        return self._variables.pop(name, None) is not None

    def list_variables(self) -> list[Entry]:
        """The variables without their values."""
        return [{"name": name, **variable["metadata"]} for name, variable in self._variables.items()]

    def watch_variables(self, names: Sequence[str] | None = None) -> Iterator[Entry]:
        """The `changes` of those names."""
        yield from (change for change in self.changes if names is None or change["name"] in names)

    @property
    def aio(self) -> AsyncFakeHost:
        """The same for async code."""
        return AsyncFakeHost(self)

    def _run(self, name: str, arguments: Mapping[str, Any]) -> Any:
        function = self._tools.get(name)
        if function is None:
            raise HostToolNotFound(f"there is no host tool {name!r}. Available tools: {sorted(self._tools)}")
        sent = _copy(dict(arguments))
        self.calls.append((name, sent))
        try:
            inspect.signature(function).bind(**sent)
        except TypeError as error:
            raise HostArgumentsError(f"host tool {name!r}: {error}") from None
        try:
            return function(**sent)
        except Exception as error:
            raise HostCallError(str(error), details={"type": type(error).__name__}) from error

    def _items(self, name: str, arguments: Mapping[str, Any]) -> Iterable[Any]:
        value = self._run(name, arguments)
        if not inspect.isgenerator(value):
            raise HostCallError(f"host tool {name!r} gives one value: call it", kind="not_streaming")
        return value


class AsyncFakeHost(AwaitedVariables):
    """A FakeHost to be awaited."""

    def __init__(self, host: FakeHost) -> None:
        super().__init__(host)
        self._host = host

    async def tools(self) -> list[Entry]:
        """The functions, described by their signatures."""
        return self._host.tools()

    async def call(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Calls the function of that name."""
        value = self._host._run(name, arguments)
        return _copy(await value if inspect.isawaitable(value) else value)

    async def stream(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> AsyncIterator[Any]:
        """What the function of that name yields."""
        value = self._host._run(name, arguments)
        if inspect.isasyncgen(value):
            async for item in value:
                yield _copy(item)
        else:
            for item in value:
                yield _copy(item)


def _copy(value: Any) -> Any:
    """As it arrives on the other side of the lane."""
    body, segments = encode(value, strict=True)
    return decode(body, tuple(memoryview(bytearray(segment)) for segment in segments))
