"""Faults that a process can only make itself, for tests: imported when the host was started with them, never otherwise.

The host writes what is to happen to the file that `VIVARIUM_FAULTS` names; a thread looks for it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

from vivarium_worker.adapters import load as loading
from vivarium_worker.adapters.toolbox import Toolbox

_LOOK_SECONDS = 0.02
_LINE = 1024
_HOARD = 64 << 20


def install(path: str) -> None:
    """Watches for orders; the adapter takes `VIVARIUM_FAULTS_SLOW_MS` longer to load."""
    slow = float(os.environ.pop("VIVARIUM_FAULTS_SLOW_MS", "0")) / 1000
    if slow > 0:
        load = loading.load_once

        def slowly(spec: str, paths: Sequence[str], expose: Sequence[str] | None) -> Toolbox:
            time.sleep(slow)
            return load(spec, paths, expose)

        loading.load_once = slowly
    threading.Thread(target=_watch, args=(path,), name="faults", daemon=True).start()


def _watch(path: str) -> None:
    while True:
        time.sleep(_LOOK_SECONDS)
        try:
            with open(path, encoding="utf-8") as file:
                order = json.load(file)
            os.unlink(path)
        except FileNotFoundError:
            continue
        _obey(order)


def _obey(order: dict[str, Any]) -> None:
    match order["kind"]:
        case "exit":
            os._exit(order["code"])
        case "out_of_memory":
            # What a process that the system has chosen sees of it: nothing.
            hoard = bytearray(_HOARD)
            hoard[:: os.sysconf("SC_PAGE_SIZE")] = b"x" * len(range(0, _HOARD, os.sysconf("SC_PAGE_SIZE")))
            os.kill(os.getpid(), signal.SIGKILL)
        case "busy_loop":
            _keep_the_gil(order["forMs"] / 1000)
        case "fill_stderr":
            left = order["bytes"]
            while left > 0:
                left -= os.write(2, b"x" * (min(left, _LINE) - 1) + b"\n")


def _keep_the_gil(seconds: float) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(seconds + 60)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
    sys.setswitchinterval(before)
