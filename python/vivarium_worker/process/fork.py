"""What a tool forks is a process of its own: it does not inherit how the worker treats signals, nor its calls."""

from __future__ import annotations

import os
import signal
import sys
import traceback

_HANDLED = ("SIGTERM", "SIGINT", "SIGURG")
_forked = False


def free_children() -> None:
    """Gives signals their default meaning in every child forked from here on: `Process.terminate()` works."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_reset)


def leave_if_forked(error: BaseException | None = None) -> None:
    """Ends a child that has come back from its tool as a program ends: the lane it would answer on is its parent's."""
    if not _forked:
        return
    code: object = 0
    if isinstance(error, SystemExit):
        code = error.code or 0
    elif error is not None:
        traceback.print_exception(type(error), error, error.__traceback__)
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code & 0xFF if isinstance(code, int) else 1)


def _reset() -> None:
    global _forked
    _forked = True
    for name in _HANDLED:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
