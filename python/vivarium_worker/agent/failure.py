"""What went wrong, as an HTTP status and the body that goes with it."""

from __future__ import annotations

import traceback
from typing import Any, NamedTuple

from vivarium_worker.agent.request import Refused

_MOST_TRACEBACK = 32 * 1024


class Failure(NamedTuple):
    """The answer to a request that failed."""

    status: int
    body: dict[str, Any]


def failure(status: int, error_type: str, message: str, **more: Any) -> Failure:
    """`{status: "error", error_type, message, …}`."""
    return Failure(status, {"status": "error", "error_type": error_type, "message": message, **more})


def failure_of(error: BaseException) -> Failure:
    """A turn that can't be taken is the caller's mistake (400), whatever the agent raised is ours (500)."""
    if isinstance(error, Refused):
        return failure(400, "ValidationError", str(error), errors=error.problems)
    trace = "".join(traceback.format_exception(error))
    return failure(500, type(error).__name__, str(error), traceback=trace[-_MOST_TRACEBACK:])
