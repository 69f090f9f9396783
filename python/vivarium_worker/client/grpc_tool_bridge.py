"""A session's tools as callables by name, and as tools and agents of DSPy."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import dspex_bridge_pb2 as messages
from vivarium_worker.client.proxies import AsyncGRPCProxyTool, StreamingGRPCProxyTool
from vivarium_worker.client.session_context import SessionContext
from vivarium_worker.client.tool_bridge_client import ToolBridgeClient

if TYPE_CHECKING:
    from vivarium_worker.dspy.agents import Agents


class GRPCToolBridge:
    """A session and its tools as functions.

    Example::

        bridge = GRPCToolBridge("127.0.0.1:50051", token=token)
        tools = await bridge.initialize("user-42")
        await tools["add"](2, b=3)
    """

    def __init__(self, server_address: str, *, token: str | None = None, timeout_ms: float | None = None) -> None:
        self.client = ToolBridgeClient(server_address, token=token, timeout_ms=timeout_ms)
        self.tools: dict[str, AsyncGRPCProxyTool | StreamingGRPCProxyTool] = {}
        self._agents: Agents | None = None

    async def initialize(self, session_id: str) -> dict[str, Any]:
        """Begins a session and returns its tools by name."""
        await self.client.initialize_session(session_id)
        self.tools = {}
        for spec in await self.client.tool_specs():
            streaming = spec.type == messages.STREAMING
            proxy = StreamingGRPCProxyTool if streaming else AsyncGRPCProxyTool
            self.tools[spec.name] = proxy(spec, self.client)
        return dict(self.tools)

    @property
    def session_id(self) -> str | None:
        """The session, once it is initialized."""
        return self.client.session_id

    @property
    def session_context(self) -> SessionContext:
        """The session's variables."""
        return self.client.session_context

    def get_dspy_tools(self, tool_names: Sequence[str] | None = None, *, sync: bool = False) -> list[Any]:
        """The tools as `dspy.Tool`s, with their true parameters. Names that are not there are left out.

        They are async. `sync=True`, from the loop of this bridge, makes some for programs in other threads.
        """
        from vivarium_worker.dspy.tools import dspy_tool

        names = list(self.tools) if tool_names is None else [name for name in tool_names if name in self.tools]
        loop = asyncio.get_running_loop() if sync else None
        proxies = [self.tools[name] for name in names]
        return [dspy_tool(each.function, each.name, each.__doc__ or "", each.schema, loop) for each in proxies]

    async def create_react_agent(
        self, signature: str, tool_names: Sequence[str] | None = None, max_iters: int = 5
    ) -> str:
        """Makes a ReAct agent of DSPy and returns its id. The agent stays in this process.

        The session variable `agent_{id}` describes it: signature, tools, max_iters.
        """
        from vivarium_worker.dspy.agents import Agents, describe, new_agent_id

        agent_id: str = new_agent_id(self.session_id)
        descriptor = describe(signature, None if tool_names is None else list(tool_names), max_iters)
        self._agents = self._agents or Agents()
        self._agents.build(agent_id, descriptor, self.get_dspy_tools(tool_names))
        tags = {"type": "react_agent", "signature": signature}
        await self.session_context.set_variable(f"agent_{agent_id}", descriptor, metadata=tags)
        return agent_id

    async def run_agent(self, agent_id: str, **inputs: Any) -> Any:
        """Runs an agent, returns DSPy's prediction. One of another process is built from its session variable."""
        from vivarium_worker.dspy.agents import Agents

        self._agents = self._agents or Agents()
        agent = self._agents.get(agent_id)
        if agent is None:
            descriptor = await self.session_context.get_variable(f"agent_{agent_id}")
            agent = self._agents.build(agent_id, descriptor, self.get_dspy_tools(descriptor["tools"]))
        return await agent.acall(**inputs)

    async def close(self) -> None:
        """Closes the channel. The session lives on in the host."""
        await self.client.close()
