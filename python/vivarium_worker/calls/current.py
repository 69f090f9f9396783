"""The call whose user code runs here: per thread, and per task of the loop."""

from __future__ import annotations

from contextvars import ContextVar

from vivarium_worker.calls.call import Call
from vivarium_worker.host.session import SessionContext

current: ContextVar[Call | None] = ContextVar("vivarium_call", default=None)
"""`None` where no call's code runs."""


def current_context() -> SessionContext:
    """What the call being worked on came with: for tools that are plain functions.

    Raises RuntimeError outside a call, also in threads that a tool has started itself.
    """
    call = current.get()
    if call is None or call.context is None:
        raise RuntimeError("no call is being worked on in this thread: take the context in the tool and pass it on")
    return call.context
