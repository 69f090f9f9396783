"""The worker put together: the lane's thread, the adapter, and the runner on the main thread."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from vivarium_worker.adapters import load as loading
from vivarium_worker.adapters.toolbox import Toolbox
from vivarium_worker.calls.cancel import main_thread_guard
from vivarium_worker.calls.context import CallContext
from vivarium_worker.calls.failure import describe
from vivarium_worker.calls.run import Runner
from vivarium_worker.calls.table import Calls
from vivarium_worker.host.reach import serve_from
from vivarium_worker.lane.dial import link_to
from vivarium_worker.lane.lane import Lane, Refusal
from vivarium_worker.lane.wire import HELLO, PROTOCOL, READY, Message
from vivarium_worker.lane.wire import LOAD_FAILED as LOAD_FAILED_KIND
from vivarium_worker.process.leave import BROKEN, LANE_LOST, LOAD_FAILED, OK, REFUSED, leave, leave_in_order
from vivarium_worker.process.settings import Settings
from vivarium_worker.telemetry.events import set_backend
from vivarium_worker.telemetry.lane import LaneBackend
from vivarium_worker.telemetry.log_handler import install
from vivarium_worker.values.codec import encode

if TYPE_CHECKING:
    from vivarium_worker.host.host import Host

_GOODBYE_SECONDS = 1.0
_SIGTERM_MS = 5000


class Worker:
    """One process's work for one host. Whatever happens, the process ends when its lane does."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        link = link_to(settings.address, settings.lane)
        self._lane = Lane(link, self._lane_ended)
        self._later = link.loop.call_later
        self._runner: Runner | None = None
        self._exit_code = OK

    def run(self) -> NoReturn:
        """Attaches, loads the adapter and serves. Does not return."""
        signal.signal(signal.SIGTERM, self._terminate)
        try:
            welcome = self._attach()
            _limit_memory(welcome["memory"])
            install(self._lane.notices)
            set_backend(LaneBackend(self._lane.notices))
            self._serve(*self._load(welcome))
        except BaseException as error:
            leave(BROKEN, f"{self._settings.worker}: a fault of the worker itself ({type(error).__name__}: {error})")
        leave_in_order(OK)

    def _attach(self) -> dict[str, Any]:
        address, worker = self._settings.address, self._settings.worker
        try:
            return self._lane.attach(Message(HELLO, 0, encode(self._hello())[0]))
        except Refusal as refusal:
            leave(REFUSED, f"{worker}: the host refused this worker ({refusal})")
        except Exception as error:
            leave(LANE_LOST, f"{worker}: could not attach to {address} ({error or type(error).__name__})")

    def _hello(self) -> dict[str, Any]:
        return {
            "protocol": PROTOCOL,
            "token": self._settings.token,
            "worker": self._settings.worker,
            "incarnation": self._settings.incarnation,
            "pid": os.getpid(),
            "python": sys.version.split()[0],
        }

    def _load(self, welcome: dict[str, Any]) -> tuple[Toolbox, Runner, Message]:
        try:
            toolbox = loading.load_once(welcome["adapter"], welcome["paths"], welcome.get("expose"))
            guard = main_thread_guard(self._later)
            runner = Runner(toolbox, welcome["concurrency"], guard, self._lane.answer, self._lane)
            toolbox.open(welcome["config"], runner.finish)
            return toolbox, runner, Message(READY, 0, *encode({"tools": toolbox.describe()}))
        except BaseException as error:
            self._exit_code = LOAD_FAILED
            self._lane.post(Message(LOAD_FAILED_KIND, 0, *encode(describe(error))))
            self._lane.finish(_GOODBYE_SECONDS)
            leave(LOAD_FAILED)

    def _serve(self, toolbox: Toolbox, runner: Runner, ready: Message) -> None:
        pool = self._settings.worker.removeprefix("worker:").rpartition("/")[0]
        toolbox.context_of = lambda call: CallContext(call, self._lane.host_calls, pool)
        serve_from(self._host)
        calls = Calls(runner, self._lane.post, self._lane.host_calls)
        runner.claim = calls.claim
        self._runner = runner
        self._lane.serve(calls, ready)
        runner.run()
        toolbox.close(runner.finish)

    def _host(self) -> Host:
        """For code that runs outside of any call."""
        from vivarium_worker.host.lane import LaneHost

        return LaneHost(self._lane.host_calls)

    def _lane_ended(self, error: BaseException | None) -> None:
        if error is not None:
            leave(LANE_LOST, f"{self._settings.worker}: the lane to the host is lost ({error})")
        if self._runner is None:
            leave(self._exit_code)
        self._runner.stop()

    def _terminate(self, _signal: int, _frame: Any) -> None:
        if self._runner is None:
            leave(OK)
        self._lane.shut_down(_SIGTERM_MS)


def import_all(lane: str) -> None:
    """Imports what a worker would import later for a lane, so that those a zygote forks need not."""
    importlib.import_module(f"vivarium_worker.lane.link_{lane}")
    if lane == "grpc":
        with suppress(ImportError):
            importlib.import_module("uvloop")


def _limit_memory(size: int) -> None:
    """Makes allocations beyond `size` bytes of data a MemoryError; 0 is no limit. Linux."""
    if size > 0 and sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size if hard < 0 else min(size, hard), hard))
