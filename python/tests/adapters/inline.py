"""Tools that are quick, and one that is not."""

from __future__ import annotations

import threading
import time

from vivarium_worker import tool


@tool
def thread() -> str:
    return threading.current_thread().name


@tool(inline=True)
def thread_inline() -> str:
    return threading.current_thread().name


@tool(inline=True)
def raises() -> float:
    return 1 / 0


@tool
def sleep(seconds: float) -> None:
    print("asleep", flush=True)
    for _ in range(int(seconds * 100)):
        time.sleep(0.01)
