"""Python's stacks on stderr: when native code crashes, and when the host asks for them before it kills a worker.

`faulthandler` writes them from inside the signal, so it needs neither the GIL nor memory.
"""

from __future__ import annotations

import faulthandler
import signal

_STDERR = 2


def tell_stacks() -> None:
    """Crashes in native code, and SIGQUIT, write the stack of each thread to stderr."""
    faulthandler.enable(_STDERR)
    if hasattr(signal, "SIGQUIT"):
        faulthandler.register(signal.SIGQUIT, _STDERR)
