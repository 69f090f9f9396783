"""Python that asks its host while it works."""

from collections.abc import Iterator
from typing import Any

from vivarium_worker import BaseAdapter, HostCallError, tool


class Reports(BaseAdapter):
    """`self.session_context` is how a tool reaches the functions of the service that called it."""

    @tool(description="The totals of orders, added up by the service.")
    def totals(self, orders: str) -> dict[str, float]:
        # As one would call any function: results come back as they are, errors are raised here.
        parsed = self.session_context.call_host_tool("parse_json", json_string=orders)
        process = self.session_context.host_tools["process_list"]
        return {name: process(data=prices, operation="sum") for name, prices in parsed.items()}

    @tool(description="Fibonacci numbers as they are asked for, each by a call into the service.")
    def numbers(self, to: int) -> Iterator[int]:
        for n in range(1, to + 1):
            yield self.session_context.call_host_tool("calculate_fibonacci", n=n)

    @tool(description="What the service says to a list it cannot take.")
    def refused(self, data: list[Any]) -> str:
        try:
            self.session_context.call_host_tool("process_list", data=data, operation="sum", options={"timeout": 1000})
        except HostCallError as error:
            return f"{type(error).__name__}: {error}"
        return "nothing"
