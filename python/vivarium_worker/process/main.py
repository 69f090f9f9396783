"""A worker's life: tie it to the host, attach, load the adapter, serve, end."""

from __future__ import annotations

import os
import signal
import sys

from vivarium_worker.process.fork import free_children
from vivarium_worker.process.settings import prepare_environment, take_settings
from vivarium_worker.process.stacks import tell_stacks

_NOT_STARTED_BY_A_HOST = 64


def main() -> None:
    """Runs this process as a worker, or as a zygote that forks workers. Does not return."""
    if control_fd := os.environ.pop("VIVARIUM_CONTROL_FD", None):
        from vivarium_worker.zygote.zygote import serve

        serve(int(control_fd), int(os.environ["VIVARIUM_LIFE_FD"]), main)
    try:
        settings = take_settings()
    except (KeyError, ValueError) as missing:
        sys.stderr.write(f"vivarium worker: {missing}: workers are started by vivarium, not by hand\n")
        sys.exit(_NOT_STARTED_BY_A_HOST)
    if settings.life_fd is not None:
        from vivarium_worker.process.life import tie_to_host

        tie_to_host(settings.life_fd)
    tell_stacks()
    # A function, not SIG_IGN: what a tool starts must not inherit that Ctrl-C is ignored.
    signal.signal(signal.SIGINT, lambda *_: None)
    free_children()
    prepare_environment()
    if faults := os.environ.get("VIVARIUM_FAULTS"):
        from vivarium_worker.process.faults import install

        install(faults)
    # Imported here because gRPC reads the environment when it is imported.
    from vivarium_worker.process.worker import Worker

    Worker(settings).run()
