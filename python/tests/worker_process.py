"""A real worker process and what it writes to stdout and stderr."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

PYTHON_HOME = Path(__file__).resolve().parent.parent
DEADLINE = 20.0


class WorkerProcess:
    """Started as the host starts it, in a group of its own. Its output is read all the time."""

    def __init__(self, address: str, env: dict[str, str]) -> None:
        self._written = {"stdout": bytearray(), "stderr": bytearray()}
        self._changed = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-u", str(PYTHON_HOME), "worker:test/0#1"],
            env={
                "PATH": os.environ["PATH"],
                "VIVARIUM_ADDRESS": address,
                "VIVARIUM_TOKEN": "a-secret",
                "VIVARIUM_WORKER": "worker:test/0",
                "VIVARIUM_INCARNATION": "1",
                **env,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.pid = self._process.pid
        self._readers = [
            threading.Thread(target=self._read, args=(name, pipe), daemon=True)
            for name, pipe in (("stdout", self._process.stdout), ("stderr", self._process.stderr))
            if pipe is not None
        ]
        for reader in self._readers:
            reader.start()

    def kill(self) -> None:
        """Ends it, however it is."""
        self._process.kill()
        self.output()

    def output(self) -> tuple[str, str]:
        """Waits for the worker's end; what it wrote to stdout and stderr."""
        self._process.wait(DEADLINE)
        for reader in self._readers:
            reader.join(DEADLINE)
        return self._written["stdout"].decode(), self._written["stderr"].decode()

    def exit_code(self) -> int:
        """Waits for the worker's end."""
        return self._process.wait(DEADLINE)

    def wait_printed(self, text: str) -> None:
        """Waits until its stdout has a line that ends with this."""
        # With its end, which unbuffered output writes apart: a cancel must not come in between.
        text = f"{text}\n"
        with self._changed:
            found = self._changed.wait_for(lambda: text in self._written["stdout"].decode(), DEADLINE)
        assert found, f"{text!r} was not printed, but {self._written}"

    def _read(self, name: str, pipe: IO[bytes]) -> None:
        while data := os.read(pipe.fileno(), 65536):
            with self._changed:
                self._written[name] += data
                self._changed.notify_all()
        pipe.close()
