"""`logging` → the host's log: a handler on the root logger, so that records arrive with level, logger and call."""

from __future__ import annotations

import logging
import os
import traceback
from typing import Any

from vivarium_worker.lane.notices import Notices
from vivarium_worker.lane.wire import LOG
from vivarium_worker.telemetry.tracing import carrier

_LEVELS = (
    (logging.CRITICAL, "critical"),
    (logging.ERROR, "error"),
    (logging.WARNING, "warning"),
    (logging.INFO, "info"),
)
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_MOST_TEXT = 8 * 1024
# The host's levels of which Python has none of that name.
_HOST_LEVELS = {"trace": logging.DEBUG, "silent": logging.CRITICAL + 1}


class LaneHandler(logging.Handler):
    """Sends records to the host. What `extra=` gave a record are its fields."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices

    def emit(self, record: logging.LogRecord) -> None:
        """Queues a record; never waits."""
        try:
            self._notices.put(LOG, body_of(record))
        except Exception:
            self.handleError(record)


def install(notices: Notices) -> None:
    """Has all loggers write to the host, from the level of VIVARIUM_LOG_LEVEL (`info` by default) on."""
    root = logging.getLogger()
    root.addHandler(LaneHandler(notices))
    root.setLevel(asked_level())


def asked_level() -> int:
    """What VIVARIUM_LOG_LEVEL says, in the host's words; INFO when it says nothing that is a level."""
    asked = os.environ.get("VIVARIUM_LOG_LEVEL") or os.environ.get("SNAKEPIT_LOG_LEVEL") or "info"
    level = _HOST_LEVELS.get(asked.lower(), logging.getLevelName(asked.upper()))
    return level if isinstance(level, int) else logging.INFO


def body_of(record: logging.LogRecord) -> dict[str, Any]:
    """The body of a LOG."""
    level = next((name for least, name in _LEVELS if record.levelno >= least), "debug")
    body: dict[str, Any] = {"level": level, "logger": record.name, "message": _short(record.getMessage())}
    fields = {key: value for key, value in vars(record).items() if key not in _OWN}
    if fields:
        body["fields"] = fields
    if record.exc_info and record.exc_info[1] is not None:
        body["traceback"] = _short("".join(traceback.format_exception(record.exc_info[1])))
    if traceparent := carrier().get("traceparent"):
        body["traceparent"] = traceparent
    return body


def _short(text: str) -> str:
    if len(text) > _MOST_TEXT:
        text = (
            f"{text[: _MOST_TEXT // 2]}\n… {len(text) - _MOST_TEXT} characters left out …\n{text[-_MOST_TEXT // 2 :]}"
        )
    return text.encode("utf-8", "replace").decode()
