"""An agent's process, asked over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

_HERE = Path(__file__).parent
_JSON = {"content-type": "application/json"}


class Reply(NamedTuple):
    """`body` is what the JSON says."""

    status: int
    body: Any


class AgentProcess:
    """A started agent that has said READY."""

    def __init__(self, process: subprocess.Popen[str], ready: dict[str, Any]) -> None:
        self.process = process
        self.ready = ready

    def ask(self, body: Any, path: str = "run_sync", headers: dict[str, str] | None = None) -> Reply:
        """One question, one answer. A `bytes` body goes as it is."""
        with contextlib.closing(self.open(body, path, headers)) as connection:
            response = connection.getresponse()
            return Reply(response.status, json.loads(response.read()))

    def events(self, body: Any) -> list[Any]:
        """All events of a stream; the last is the text `[DONE]`."""
        with contextlib.closing(self.open(body, "run_stream")) as connection:
            lines = connection.getresponse().read().decode().splitlines()
        data = [line.removeprefix("data: ") for line in lines if line]
        return [item if item == "[DONE]" else json.loads(item) for item in data]

    def health(self) -> dict[str, Any]:
        """`GET /health`."""
        with contextlib.closing(self._connection()) as connection:
            connection.request("GET", "/health")
            health: dict[str, Any] = json.loads(connection.getresponse().read())
            return health

    def open(self, body: Any, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPConnection:
        """A connection on which the question has been asked."""
        connection = self._connection()
        url = path if path.startswith("/") else f"/agents/{self.ready['agent']}/{path}"
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request("POST", url, data, {**_JSON, **(headers or {})})
        return connection

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.ready["port"], timeout=20)


@contextlib.contextmanager
def started(module: str, *arguments: str, **env: str) -> Iterator[AgentProcess]:
    """Starts an agent and waits for READY; kills it at the end if it has not ended."""
    process = popen(module, *arguments, **env)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("READY "), f"{line!r} {process.stderr.read() if process.stderr else ''}"
        yield AgentProcess(process, json.loads(line.removeprefix("READY ")))
    finally:
        process.kill()
        process.communicate()


def popen(module: str, *arguments: str, **env: str) -> subprocess.Popen[str]:
    """Starts an agent."""
    command = [sys.executable, "-m", "vivarium_worker.agent", "--module", module, *arguments]
    home = os.pathsep.join((str(_HERE.parent), str(_HERE)))
    return subprocess.Popen(
        command,
        cwd=_HERE,
        env={**os.environ, "PYTHONPATH": home, **env},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
