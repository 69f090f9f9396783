"""What a tool forks is a process of its own: it does not inherit how the worker treats signals."""

from __future__ import annotations

import os
import signal

_HANDLED = ("SIGTERM", "SIGINT", "SIGURG")


def free_children() -> None:
    """Gives signals their default meaning in every child forked from here on: `Process.terminate()` works."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_reset)


def _reset() -> None:
    for name in _HANDLED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
