"""An exception → the message that ends its call: CANCELLED, or a FAILURE with type, text and frames."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from vivarium_worker.calls.call import Call
from vivarium_worker.calls.cancel import Cancelled
from vivarium_worker.lane.wire import CANCELLED, FAILURE, Message
from vivarium_worker.values.codec import encode
from vivarium_worker.values.unsendable import Unsendable

_OWN = str(Path(__file__).parents[1])
_MAX_FRAMES = 50
_MAX_TEXT = 64 * 1024


class Refused(Exception):
    """A call the worker does not run. `kind` is the FAILURE's."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def ending(call: Call, error: BaseException, micros: int) -> Message:
    """How a call ends that did not return."""
    if call.cancelled and _is_cancel(error):
        return Message(CANCELLED, call.id)
    return Message(FAILURE, call.id, encode(describe(error))[0], (), micros)


def describe(error: BaseException) -> dict[str, Any]:
    """The body of FAILURE and LOAD_FAILED."""
    kind = type(error)
    body: dict[str, Any] = {
        "kind": _kind(error),
        "type": kind.__qualname__,
        "module": kind.__module__,
        "message": _text(error),
        "traceback": "",
        "frames": [],
    }
    if isinstance(error, (Refused, Unsendable)):
        return body
    try:
        told = traceback.TracebackException(kind, error, error.__traceback__)
        told.stack = _users_part(told.stack)
        body["traceback"] = _short("".join(told.format()))
        body["frames"] = _frames(told.stack)
    except BaseException:
        # Out of memory, or an exception that cannot be shown: the type is what remains.
        body["traceback"] = f"{kind.__qualname__} (its traceback could not be formatted)"
    return body


def _is_cancel(error: BaseException) -> bool:
    return isinstance(error, Cancelled) or type(error).__name__ == "CancelledError"


def _kind(error: BaseException) -> str:
    if isinstance(error, Refused):
        return error.kind
    if isinstance(error, Unsendable):
        return "unsendable"
    return "exit" if isinstance(error, SystemExit) else "raised"


def _text(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"sys.exit({'' if error.code is None else repr(error.code)}) was called"
    try:
        return _short(str(error))
    except BaseException:
        return f"{type(error).__qualname__} (its text could not be formatted)"


def _short(text: str) -> str:
    if len(text) > _MAX_TEXT:
        text = f"{text[: _MAX_TEXT // 2]}\n… {len(text) - _MAX_TEXT} characters left out …\n{text[-_MAX_TEXT // 2 :]}"
    return text.encode("utf-8", "replace").decode()


def _users_part(stack: traceback.StackSummary) -> traceback.StackSummary:
    """The frames without the worker's own."""
    own = (_OWN, "<frozen importlib")
    return traceback.StackSummary.from_list([frame for frame in stack if not frame.filename.startswith(own)])


def _frames(frames: traceback.StackSummary) -> list[dict[str, Any]]:
    if len(frames) > _MAX_FRAMES:
        half = _MAX_FRAMES // 2
        frames = traceback.StackSummary.from_list([*frames[:half], *frames[-half:]])
    return [
        {"file": frame.filename, "line": frame.lineno or 0, "function": frame.name, "code": frame.line or ""}
        for frame in frames
    ]
