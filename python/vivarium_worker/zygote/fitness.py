"""Whether workers can be forked from this process: what an import has started or opened may not be shared by them."""

from __future__ import annotations

import fcntl
import os
import threading
import time

_FOLDER = "/proc/self/fd"
_HARMLESS = ("/dev/null", "/dev/urandom", "/dev/random")
_LEAVING_SECONDS = 0.05


class Fitness:
    """Compares what there is now with what there was before the adapter was imported."""

    def __init__(self) -> None:
        self._before = _open_descriptors()

    def objection(self) -> str | None:
        """What stands in the way of a fork, in words; `None` for nothing."""
        return _threads() or self._opened()

    def _opened(self) -> str | None:
        for fd in sorted(_open_descriptors() - self._before):
            what = _what(fd)
            if what is not None:
                return f"its adapter's import opened {what}"
        return None


def _threads() -> str | None:
    until = time.monotonic() + _LEAVING_SECONDS
    while (count := len(os.listdir("/proc/self/task")) - 1) > 0:
        known = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
        # One that has been joined is still there for an instant.
        if known or time.monotonic() > until:
            break
        time.sleep(0.001)
    else:
        return None
    names = f" ({', '.join(known)})" if known else ""
    return f"its adapter's import started {count} thread{'s' if count > 1 else ''}{names}"


def _open_descriptors() -> set[int]:
    # The one that lists the folder is listed too, and has been closed by now.
    return {int(name) for name in os.listdir(_FOLDER) if os.path.lexists(f"{_FOLDER}/{name}")}


def _what(fd: int) -> str | None:
    """What it is when it may not be shared; `None` for a file that is only read, and for what has been closed."""
    try:
        target = os.readlink(f"{_FOLDER}/{fd}")
        flags = fcntl.fcntl(fd, fcntl.F_GETFL)
    except OSError:
        return None
    if target.startswith("socket:"):
        return "a socket"
    if target.startswith("pipe:"):
        return "a pipe"
    if target.startswith("anon_inode:"):
        return f"an {target.removeprefix('anon_inode:').strip('[]')}"
    if flags & os.O_ACCMODE == os.O_RDONLY or target in _HARMLESS:
        return None
    return f"{target} for writing"
