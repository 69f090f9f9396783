"""Ties this process to its host: however the host ends, this process and what it started end too.

The host holds the other end of the life pipe and never writes to it, so an event there means that the host is gone.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import sys
import threading


def tie_to_host(fd: int) -> None:
    """Ends this process (its whole process group, when it leads one) with SIGKILL as soon as the host is gone.

    `fd` is this side of the life pipe (`VIVARIUM_LIFE_FD`). On Linux the kernel sends the signal, so it works even
    while native code holds the GIL; elsewhere a thread waits, which needs the GIL for an instant.

    Raises OSError when `fd` is not open.
    """
    os.set_inheritable(fd, False)
    if not _ask_kernel(fd):
        threading.Thread(target=_wait_for_end, args=(fd,), name="vivarium-life", daemon=True).start()
    if _has_ended(fd, timeout_ms=0):  # it may have ended before the kernel was asked
        _end()


def _ask_kernel(fd: int) -> bool:
    """Asks for SIGKILL at the pipe's next event; False where the system cannot do that."""
    if sys.platform != "linux":
        return False
    leads_group = os.getpgrp() == os.getpid()
    try:
        fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(fd, fcntl.F_SETOWN, -os.getpid() if leads_group else os.getpid())
        fcntl.fcntl(fd, fcntl.F_SETFL, fcntl.fcntl(fd, fcntl.F_GETFL) | os.O_ASYNC)
    except OSError:
        return False  # some sandboxes lack F_SETSIG
    return True


def _wait_for_end(fd: int) -> None:
    while not _has_ended(fd, timeout_ms=None):
        pass
    _end()


def _has_ended(fd: int, timeout_ms: int | None) -> bool:
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    return bool(poll.poll(timeout_ms))


def _end() -> None:
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(70)
