"""Ray's actor call, asked from Python, which is how Ray is called: it has no client for Node.

Answers the same questions as the other drivers: lines of JSON in, figures on descriptor 3.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from typing import Any

import functions
import ray


@ray.remote(max_restarts=-1, max_task_retries=-1)
class Worker:
    """The functions as an actor."""

    def add(self, a: float, b: float) -> float:
        """Adds two numbers."""
        return functions.add(a, b)

    def echo(self, value: dict[str, Any]) -> dict[str, Any]:
        """Gives back what it was given."""
        return functions.echo(value)

    def pid(self) -> int:
        """Which process answers."""
        return os.getpid()


def ask(worker: Any, work: str, n: int) -> Any:
    """One call under way."""
    if work == "add":
        return worker.add.remote(n, 0.5)
    return worker.echo.remote({"n": n, "model": "small", "rows": [{"id": n, "name": "otter"}]})


def right(answer: Any, work: str, n: int) -> bool:
    """Whether it is the answer to the n-th call."""
    return answer == n + 0.5 if work == "add" else answer["n"] == n


def closed_loop(worker: Any, work: str, callers: int, ms: float) -> dict[str, float]:
    """So many calls under way at any time; whichever ends is followed by another."""
    latencies = []
    start = time.perf_counter()
    end = start + ms / 1_000
    under_way = {ask(worker, work, n): (n, time.perf_counter()) for n in range(callers)}
    while under_way:
        [done], _ = ray.wait(list(under_way), num_returns=1)
        n, asked = under_way.pop(done)
        if not right(ray.get(done), work, n):
            raise ValueError(f"wrong answer to {work} {n}")
        now = time.perf_counter()
        latencies.append(now - asked)
        if now < end:
            under_way[ask(worker, work, n + callers)] = (n + callers, now)
    latencies.sort()
    return {
        "p50Us": latencies[len(latencies) // 2] * 1e6,
        "p99Us": latencies[int(len(latencies) * 0.99)] * 1e6,
        "perSecond": len(latencies) / (time.perf_counter() - start),
    }


def kill(worker: Any, kills: int) -> dict[str, float]:
    """kill -9 of the actor's process until Ray has answered the next call."""
    latencies = []
    for _ in range(kills):
        pid = ray.get(worker.pid.remote())
        start = time.perf_counter()
        os.kill(pid, 9)
        if ray.get(worker.pid.remote()) == pid:
            raise ValueError("the process that was killed has answered")
        latencies.append((time.perf_counter() - start) * 1_000)
    latencies.sort()
    return {"p50Ms": latencies[len(latencies) // 2], "p99Ms": latencies[-1]}


def main() -> None:
    """Until stdin ends."""
    out = os.fdopen(3, "w", buffering=1)
    folder = tempfile.TemporaryDirectory(prefix="ray-")
    ray.init(include_dashboard=False, log_to_driver=False, logging_level="ERROR", _temp_dir=folder.name)
    worker = Worker.remote()
    ray.get(worker.add.remote(1, 2))
    print(json.dumps({"ready": {"concurrency": 1, "window": "any"}}), file=out)
    for line in sys.stdin:
        question = json.loads(line)
        try:
            if question["work"] == "kill":
                figures = kill(worker, question["callers"])
            else:
                figures = closed_loop(worker, question["work"], question["callers"], question["ms"])
            print(json.dumps({"figures": figures}), file=out)
        except Exception as error:
            print(json.dumps({"error": str(error)}), file=out)
    ray.shutdown()
    folder.cleanup()


main()
