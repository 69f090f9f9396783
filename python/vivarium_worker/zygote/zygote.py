"""A zygote: imports a pool's adapter once, then forks a worker whenever the host asks for one.

It has one thread and runs none of the adapter's functions. Host and zygote talk in lines of JSON.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from vivarium_worker.process.life import tie_to_host
from vivarium_worker.process.settings import prepare_environment
from vivarium_worker.zygote.child import Nursery, become_worker
from vivarium_worker.zygote.fitness import Fitness
from vivarium_worker.zygote.sources import Sources

_CHUNK = 1 << 16


class Zygote:
    """One process's life as a zygote."""

    def __init__(self, control: socket.socket, work: Callable[[], None]) -> None:
        self._control = control
        self._work = work
        self._heard = b""
        self._tickets: dict[int, str] = {}
        """What each living child was forked for, by its process."""
        self._woken, self._wakes = socket.socketpair()
        self._environment = dict(os.environ)

    def run(self) -> NoReturn:
        """Imports, then forks until the host has gone. Does not return."""
        order = self._hear()
        nursery = Nursery(order["socket"])
        self._say({"is": "open"})
        why = self._import(order)
        if why is not None:
            self._say({"is": "unfit", "why": why})
            os._exit(0)
        gc.collect()
        gc.freeze()  # What was imported is not touched any more, so its pages stay shared.
        self._watch_children()
        self._say({"is": "ready"})
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._woken, select.POLLIN)
        while True:
            for fd, _ in poll.poll():
                if fd == self._woken.fileno():
                    self._reap()
                else:
                    self._fork(self._hear(), nursery)
                    while b"\n" in self._heard:
                        self._fork(self._hear(), nursery)

    def _import(self, order: dict[str, Any]) -> str | None:
        """Imports all that a worker needs; why workers cannot be forked after it, `None` when they can."""
        from vivarium_worker.adapters import load
        from vivarium_worker.calls import run
        from vivarium_worker.process import worker

        worker.import_all(os.environ.get("VIVARIUM_LANE", "grpc"))
        self._fitness = Fitness()
        known = set(sys.modules)
        try:
            toolbox = load.load_once(order["adapter"], order["paths"], order["expose"])
        except BaseException as error:
            return f"its adapter could not be imported ({type(error).__name__}: {error})"
        self._sources = Sources(known)
        if toolbox.asynchronous:
            run.async_job()
        return self._fitness.objection()

    def _watch_children(self) -> None:
        self._woken.setblocking(False)
        self._wakes.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)

    def _fork(self, order: dict[str, Any], nursery: Nursery) -> None:
        ticket = order["fork"]
        if (file := self._sources.changed()) is not None:
            self._say({"is": "stale", "ticket": ticket, "file": file})
            return
        try:
            if (why := self._fitness.objection()) is not None:
                raise OSError(why)
            sys.stdout.flush()
            sys.stderr.flush()
            pid = os.fork()
        except OSError as error:
            self._say({"is": "failed", "ticket": ticket, "why": str(error)})
            return
        if pid == 0:
            self._leave_behind()
            become_worker(nursery, ticket, self._environment, self._work)
        self._tickets[pid] = ticket

    def _leave_behind(self) -> None:
        """In a fork: what belongs to the zygote alone."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for own in (self._control, self._woken, self._wakes):
            own.close()

    def _reap(self) -> None:
        self._woken.recv(4096)
        while self._tickets:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            ticket = self._tickets.pop(pid, None)
            if ticket is not None:
                code = os.waitstatus_to_exitcode(status)
                self._say({"is": "exited", "ticket": ticket, **_ending(code)})

    def _hear(self) -> dict[str, Any]:
        """The host's next line. The process ends when the host has closed its side, or is gone."""
        while b"\n" not in self._heard:
            data = self._control.recv(_CHUNK)
            if not data:
                os._exit(0)
            self._heard += data
        line, _, self._heard = self._heard.partition(b"\n")
        order: dict[str, Any] = json.loads(line)
        return order

    def _say(self, message: dict[str, Any]) -> None:
        try:
            self._control.sendall(json.dumps(message).encode() + b"\n")
        except OSError:
            os._exit(0)


def serve(control_fd: int, life_fd: int, work: Callable[[], None]) -> NoReturn:
    """Runs this process as a zygote; `work` is what a fork does for the rest of its life. Does not return."""
    tie_to_host(life_fd)
    os.set_inheritable(control_fd, False)
    prepare_environment()
    Zygote(socket.socket(fileno=control_fd), work).run()


def _ending(code: int) -> dict[str, Any]:
    if code >= 0:
        return {"code": code, "signal": None}
    try:
        return {"code": None, "signal": signal.Signals(-code).name}
    except ValueError:
        return {"code": None, "signal": f"SIG{-code}"}
