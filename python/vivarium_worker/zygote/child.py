"""From a fork of the zygote to a worker: a session, output, life pipe and environment of its own."""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from vivarium_worker.process.leave import BROKEN, LANE_LOST

_HOST_SECONDS = 10.0
_LIFE_FD = 3
_LONGEST_NAME = 15


class Nursery:
    """Where the host waits for those that were forked. The host removes the path; what is open stays reachable."""

    def __init__(self, path: str) -> None:
        self._fd = os.open(path, os.O_PATH | os.O_CLOEXEC)

    def connect(self, ticket: str, role: str) -> socket.socket:
        """A new connection for one purpose: `life`, `stdout` or `stderr`. Raises OSError when the host is gone."""
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(_HOST_SECONDS)
        connection.connect(f"/proc/self/fd/{self._fd}")
        connection.sendall(f"{ticket} {role} {os.getpid()}\n".encode())
        return connection

    def close(self) -> None:
        """It is of no use to a worker."""
        os.close(self._fd)


def become_worker(nursery: Nursery, ticket: str, inherited: Mapping[str, str], work: Callable[[], None]) -> NoReturn:
    """Makes this fork the worker its ticket stands for. `inherited` is the environment the zygote was started with."""
    try:
        os.setsid()
        order = _enter(nursery, ticket)
    except OSError:
        os._exit(LANE_LOST)  # The host is gone, or has given up on this fork.
    try:
        _set_environment(order["env"], inherited)
        _set_name(order["name"])
        _reseed()
        work()
    except SystemExit as leaving:
        os._exit(leaving.code if isinstance(leaving.code, int) else 1)
    except BaseException:
        traceback.print_exc()
    os._exit(BROKEN)


def _enter(nursery: Nursery, ticket: str) -> dict[str, Any]:
    """Ties this process to the host: output first, so that whatever goes wrong from here on is told."""
    life = nursery.connect(ticket, "life")
    for role, fd in (("stdout", 1), ("stderr", 2)):
        with nursery.connect(ticket, role) as output:
            output.setblocking(True)
            os.dup2(output.fileno(), fd)
    nursery.close()
    (size,) = struct.unpack("<I", _exactly(life, 4))
    order: dict[str, Any] = json.loads(_exactly(life, size))
    life.setblocking(True)
    # In the place of the zygote's own, so that a worker finds all as if it had been started by itself.
    os.dup2(life.fileno(), _LIFE_FD)
    life.close()
    return order


def _exactly(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            raise ConnectionResetError
        data += piece
    return data


def _set_environment(wanted: Mapping[str, str], inherited: Mapping[str, str]) -> None:
    """What the host says now, save what the adapter's import has made of a variable the host has not changed since."""
    for name in inherited.keys() - wanted.keys():
        if os.environ.get(name) == inherited[name]:
            del os.environ[name]
    for name, value in wanted.items():
        if inherited.get(name) != value:
            os.environ[name] = value


def _set_name(name: str) -> None:
    """For people reading `ps` and `top`."""
    if len(sys.argv) > 1:
        sys.argv[1] = name
    with open("/proc/self/comm", "w", encoding="utf-8") as comm:
        comm.write(name.removeprefix("worker:")[:_LONGEST_NAME])


def _reseed() -> None:
    """NumPy's global generator; `random` does so by itself. One that the adapter has made begins alike in all."""
    numpy = sys.modules.get("numpy.random")
    if numpy is not None:
        numpy.seed()
