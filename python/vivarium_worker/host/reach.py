"""Finds the host for calls that are made without a context: of clients, executors, and of whatever else is global.

Inside a call it is the host of that call; in a thread of a worker, the worker's; in a program of its own, the one whose
session plane `VIVARIUM_ADDRESS` names.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from vivarium_worker.calls.current import current

if TYPE_CHECKING:
    from vivarium_worker.host.host import Host

_of_worker: Callable[[], Host] | None = None


def serve_from(host: Callable[[], Host]) -> None:
    """This process is a worker, whose host this is."""
    global _of_worker
    _of_worker = host


def in_worker() -> bool:
    """Whether this process is a worker that serves."""
    return _of_worker is not None


def nearest_host() -> Host:
    """The host to ask. Raises ConfigurationError when there is none, with the remedy."""
    call = current.get()
    if call is not None and call.context is not None:
        return call.context.host
    if _of_worker is not None:
        return _of_worker()
    address = script_address()
    if address is None:
        from vivarium_worker.providers.errors import ConfigurationError

        raise ConfigurationError(
            "there is no host here that could reach a model: run the program by `npx vivarium run SCRIPT.py`, set"
            " VIVARIUM_ADDRESS to the address of a runtime's session plane (runtime.grpc.socket), or call from an"
            " adapter's tool",
            field="VIVARIUM_ADDRESS",
        )
    from vivarium_worker.host.script import script_host

    return script_host(address)


def script_address() -> str | None:
    """Where the session plane is. A worker's own variable leads to its lane, and so does that of its children."""
    return None if "VIVARIUM_WORKER" in os.environ else os.environ.get("VIVARIUM_ADDRESS") or None
