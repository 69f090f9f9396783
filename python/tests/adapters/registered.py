"""Tools registered for models, as an adapter."""

from __future__ import annotations

import asyncio
import time
from typing import Any, List, Optional  # noqa: UP035

from vivarium_worker.tools import ToolManager

manager = ToolManager()


def register(function: Any, **options: Any) -> None:
    given = {"parameters": None, **options}
    manager.register_tool(name=function.__name__, description=f"Does {function.__name__}", function=function, **given)


def process_items(items: List[str], count: int = 10, verbose: Optional[bool] = False) -> dict[str, Any]:  # noqa: UP006, UP045
    return {"processed": items[:count], "verbose": verbose}


def weigh(params):  # type: ignore[no-untyped-def]
    return sum(params.values())


def sleepy(seconds: float) -> None:
    time.sleep(seconds)


async def nap(seconds: float) -> str:
    await asyncio.sleep(seconds)
    return "rested"


def handle() -> Any:
    return {"files": [{"open": object()}]}


def switch(name: str, on: bool) -> bool:
    return manager.enable_tool(name) if on else manager.disable_tool(name)


def off() -> None: ...


def helper() -> None:
    """No tool: nobody registered it."""


register(process_items)
register(weigh, parameters={"type": "object", "properties": {"a": {"type": "number"}}})
register(sleepy, timeout=0.1)
register(nap, timeout=0.1)
register(handle)
register(switch)
register(off, enabled=False)
