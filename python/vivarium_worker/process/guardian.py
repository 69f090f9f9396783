"""Kills what the host leaves behind: one small process per runtime, standard library only, started with `-I -S`.

It reads lines on stdin: `+PGID` to watch a process group, `-PGID` to forget it, `=PATH` for the socket to clear away.
When stdin ends, the host is gone.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable


def watch(lines: Iterable[bytes]) -> tuple[set[int], set[bytes]]:
    """Follows the host's lines until they end; returns the groups that are still watched, and the host's sockets."""
    groups: set[int] = set()
    sockets: set[bytes] = set()
    for line in lines:
        sign, pgid = line[:1], line[1:].strip()
        if sign == b"=" and line.endswith(b"\n"):
            sockets.add(pgid)
            continue
        if not pgid.isdigit() or int(pgid) <= 1:  # a torn line; 0 and 1 would mean ourselves and everybody
            continue
        if sign == b"+":
            groups.add(int(pgid))
        elif sign == b"-":
            groups.discard(int(pgid))
    return groups, sockets


def main() -> None:
    """Outlives what is meant to end the host, then kills every watched group and removes the sockets' folders."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups, sockets = watch(sys.stdin.buffer)
    for group in groups:
        try:
            os.killpg(group, signal.SIGKILL)
        except OSError:
            pass  # it has ended already
    for socket in sockets:
        for remove, path in ((os.unlink, socket), (os.rmdir, os.path.dirname(socket))):
            try:
                remove(path)
            except OSError:
                pass  # the host has removed it itself


if __name__ == "__main__":
    main()
