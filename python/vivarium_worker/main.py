"""A worker's life: tie it to the host, attach, load the adapter, serve, end."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from vivarium_worker.settings import Settings, prepare_environment, take_settings


def main() -> None:
    """Runs this process as a worker. Does not return."""
    try:
        settings = take_settings()
    except (KeyError, ValueError) as missing:
        sys.stderr.write(f"vivarium worker: {missing} is missing: workers are started by vivarium, not by hand\n")
        sys.exit(64)
    if settings.life_fd is not None:
        from vivarium_worker.life import tie_to_host

        tie_to_host(settings.life_fd)
    prepare_environment()
    _serve(settings)


def _serve(settings: Settings) -> None:
    # gRPC reads the environment when it is imported, so all that follows is imported here.
    from vivarium_worker.calls import Calls
    from vivarium_worker.cancel import main_thread_guard
    from vivarium_worker.failure import describe
    from vivarium_worker.lane import Lane, Refusal
    from vivarium_worker.leave import LANE_LOST, LOAD_FAILED, OK, REFUSED, leave, leave_in_order
    from vivarium_worker.load import load
    from vivarium_worker.run import Runner
    from vivarium_worker.values import encode
    from vivarium_worker.wire import HELLO, READY, Message
    from vivarium_worker.wire import LOAD_FAILED as LOAD_FAILED_FRAME

    runner: Runner | None = None

    def on_end(error: BaseException | None) -> None:
        if error is not None or runner is None:
            leave(LANE_LOST, f"{settings.worker}: the lane to the host is lost ({error})")
        runner.stop()

    lane = Lane(settings.address, on_end)
    _handle_signals(lane)
    try:
        welcome = lane.attach(Message(HELLO, 0, encode(_hello(settings))[0]))
    except Refusal as refusal:
        leave(REFUSED, f"{settings.worker}: the host refused this worker ({refusal})")
    except Exception as error:
        leave(
            LANE_LOST,
            f"{settings.worker}: could not attach to {settings.address} ({error or type(error).__name__})",
        )
    _limit_memory(welcome["memory"])
    sys.path[1:1] = welcome["paths"]
    try:
        toolbox = load(welcome["adapter"], welcome["paths"])
        ready = Message(READY, 0, encode({"tools": toolbox.describe()})[0])
    except BaseException as error:
        lane.post(Message(LOAD_FAILED_FRAME, 0, encode(describe(error))[0]))
        lane.finish(1.0)
        leave(LOAD_FAILED)
    runner = Runner(toolbox, welcome["concurrency"], main_thread_guard(), lane.post)
    calls = Calls(runner, lane.post)
    runner.claim = calls.claim
    lane.serve(calls, ready)
    runner.run()
    leave_in_order(OK)


def _hello(settings: Settings) -> dict[str, Any]:
    return {
        "protocol": 1,
        "token": settings.token,
        "worker": settings.worker,
        "incarnation": settings.incarnation,
        "pid": os.getpid(),
        "python": sys.version.split()[0],
    }


def _handle_signals(lane: Any) -> None:
    # Functions, not SIG_IGN: what a tool starts must not inherit that these are ignored.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: lane.shut_down())


def _limit_memory(size: int) -> None:
    if size > 0:
        try:
            import resource
        except ImportError:
            return
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size if hard < 0 else min(size, hard), hard))
