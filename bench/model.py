"""Small functions beside numpy: what starting a worker costs when it has something to import."""

from __future__ import annotations

import os

import numpy

ONE = numpy.float32(1)


def add(a: float, b: float) -> float:
    """Adds two numbers."""
    return a + b


def pid() -> int:
    """Which process answers."""
    return os.getpid()
