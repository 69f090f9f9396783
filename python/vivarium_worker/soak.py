"""The tools of `vivarium soak`. Each says whom it answers, so that an answer given to the wrong caller is noticed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from vivarium_worker.calls.current import current_context


def echo(number: int) -> dict[str, int]:
    return {"number": number}


def work(number: int, seconds: float) -> dict[str, int]:
    time.sleep(seconds)
    return {"number": number}


def fail(number: int) -> None:
    raise ValueError(f"call {number} fails on purpose")


def ask_host(number: int) -> Any:
    return current_context().call_host_tool("double", {"number": number})


def count(number: int, to: int) -> Iterator[dict[str, int]]:
    for step in range(to):
        yield {"number": number, "step": step}


def remember(number: int) -> dict[str, int]:
    current_context().set_variable("last", number)
    return {"number": number}
