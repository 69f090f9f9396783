"""Tools that ask their host."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

from vivarium_worker import BaseAdapter, Cancelled, HostCallError, current_context, tool

_left: list[Any] = []


class Asking(BaseAdapter):
    @tool
    def ask(self, name: str, arguments: dict[str, Any], timeout: float | None = None) -> Any:
        options = None if timeout is None else {"timeout": timeout}
        return self.context.call_host_tool(name, arguments, options=options)

    @tool
    async def ask_async(self, name: str, arguments: dict[str, Any], timeout: float | None = None) -> Any:
        options = None if timeout is None else {"timeout": timeout}
        return await self.context.aio.call_host_tool(name, arguments, options=options)

    @tool
    async def ask_on_the_loop(self, name: str) -> Any:
        """Blocks the loop: not nice, but allowed."""
        return self.context.call_host_tool(name)

    @tool
    def ask_in_a_thread(self, name: str) -> Any:
        context, answers = self.context, []
        thread = threading.Thread(target=lambda: answers.append(context.call_host_tool(name)))
        thread.start()
        thread.join()
        return answers[0]

    @tool
    def leaves_a_thread(self, name: str) -> None:
        context = self.context

        def ask() -> None:
            try:
                context.call_host_tool(name)
            except Cancelled:
                print("let go", flush=True)

        threading.Thread(target=ask).start()
        context.call_host_tool("go")

    @tool
    def leaves_its_context(self) -> None:
        _left.append(self.context)

    @tool
    def asks_with_the_context_it_was_left(self) -> str:
        try:
            _left[0].call_host_tool("never")
        except Cancelled:
            return "Cancelled"
        return "answered"

    @tool
    def ask_by_name(self) -> Any:
        return self.context.call_elixir_tool("validate", input={"a": 1}, options={"timeout": 5000})

    @tool
    def ask_by_proxy(self) -> Any:
        tools = self.context.host_tools
        return [
            sorted(tools),
            tools["validate"]["parameters"],
            tools["validate"].__doc__,
            tools["validate"](data=1),
            tools["validate"]({"data": 2}),
            self.context.elixir_tools is tools,
        ]

    @tool
    def outcome(self, name: str, arguments: dict[str, Any] | None = None) -> dict[str, Any]:
        try:
            return {"value": self.context.call_host_tool(name, arguments)}
        except HostCallError as error:
            kinds = [kind.__name__ for kind in type(error).__mro__]
            return {
                "kinds": kinds,
                "message": str(error),
                "kind": error.kind,
                "code": error.code,
                "details": error.details,
            }

    @tool
    def ask_with_a_surrogate(self) -> str:
        try:
            return str(self.context.call_host_tool("never", rows=[1, "\ud800"]))
        except HostCallError as error:
            return f"{error.kind}: {error}"

    @tool
    def many(self, number: int) -> str:
        streams = [self.context.stream_host_tool("endless") for _ in range(number)]
        try:
            for stream in streams:
                next(stream)
        except HostCallError as error:
            return f"{error.kind}: {error}"
        finally:
            for stream in streams:
                stream.close()
        return "all open"

    @tool
    def total(self, name: str, most: int = 1 << 30) -> dict[str, int]:
        total = taken = 0
        for number in self.context.stream_host_tool(name, to=most):
            total, taken = total + number, taken + 1
            if taken == most:
                break
        return {"total": total, "taken": taken}

    @tool
    async def total_async(self, name: str, most: int = 1 << 30) -> dict[str, int]:
        total = taken = 0
        stream = self.context.aio.stream_host_tool(name, to=most)
        async for number in stream:
            total, taken = total + number, taken + 1
            if taken == most:
                break
        await stream.aclose()
        return {"total": total, "taken": taken}

    @tool
    def relay(self, name: str) -> Iterator[Any]:
        yield from self.context.stream_host_tool(name)

    @tool
    async def relay_async(self, name: str) -> AsyncIterator[Any]:
        async for item in self.context.aio.stream_host_tool(name):
            yield item

    @tool
    async def together(self, names: list[str]) -> list[Any]:
        return await asyncio.gather(*(self.context.aio.call_host_tool(name) for name in names))

    @tool
    def variables(self) -> list[Any]:
        context = self.context
        return [
            context.get_variable("there"),
            context.get_variable("missing", "a default"),
            context.set_variable("new", [1, 2], type="list", tags={"a": "b"}),
            context.delete_variable("there"),
            context.list_variables(),
            [change["name"] for change in context.watch_variables(["there"])],
        ]

    @tool
    async def variables_async(self) -> list[Any]:
        context = self.context.aio
        return [
            await context.get_variable("there"),
            await context.get_variable("missing", "a default"),
            await context.set_variable("new", [1, 2], type="list", tags={"a": "b"}),
            await context.delete_variable("there"),
            await context.list_variables(),
            [change["name"] async for change in context.watch_variables(["there"])],
        ]

    @tool
    def through_current_context(self) -> Any:
        return [current_context().session_id, current_context() is self.session_context]

    @property
    def context(self) -> Any:
        assert self.session_context is not None
        return self.session_context
