"""Functions that wait, for those who look whether a worker lives."""

from __future__ import annotations

import ctypes
import time


def sleep(seconds: float) -> None:
    """Waits as one should: others may compute meanwhile."""
    time.sleep(seconds)


def compute(seconds: float) -> None:
    """Keeps a core busy, in Python: others get the interpreter in between."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def hold(seconds: float) -> None:
    """Waits in native code that keeps the interpreter to itself."""
    ctypes.PyDLL(None).usleep(int(seconds * 1e6))


def add(a: float, b: float) -> float:
    """Adds two numbers."""
    return a + b
