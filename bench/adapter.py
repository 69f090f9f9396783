"""The tool every row runs."""

from __future__ import annotations


def add(a: float, b: float) -> float:
    """Adds two numbers."""
    return a + b
