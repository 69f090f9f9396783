"""The ways a worker ends, and their exit codes (those of sysexits.h where they fit)."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import NoReturn

OK = 0
LANE_LOST = 70
BROKEN = 71
REFUSED = 77
LOAD_FAILED = 78

_FLUSH_SECONDS = 0.2


def leave(code: int, line: str = "") -> NoReturn:
    """Ends the process now, from any thread, with at most one line on stderr."""
    if line:
        os.write(2, f"{line}\n".encode("utf-8", "replace"))
    # A flush blocks for ever when nobody reads the pipe, so it gets a moment only.
    flusher = threading.Thread(target=_flush, daemon=True)
    flusher.start()
    flusher.join(_FLUSH_SECONDS)
    os._exit(code)


def leave_in_order(code: int) -> NoReturn:
    """Ends the process from the main thread after the user's `atexit` functions.

    Threads that user code left running do not keep it alive.
    """
    atexit._run_exitfuncs()
    leave(code)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
