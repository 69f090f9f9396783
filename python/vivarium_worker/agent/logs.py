"""Log records as lines of JSON on stderr, which the host reads: level, logger, message, fields, traceback."""

from __future__ import annotations

import json
import logging
import os
import sys

from vivarium_worker.log_handler import body_of


class JsonLines(logging.Handler):
    """Writes records to stderr, one line each."""

    def emit(self, record: logging.LogRecord) -> None:
        """Never raises: what can't be written is told by logging itself."""
        try:
            sys.stderr.write(json.dumps(body_of(record), default=repr, ensure_ascii=False) + "\n")
        except Exception:
            self.handleError(record)


def log_as_json(level: str | None = None) -> None:
    """Sends all loggers to stderr, from `level` on: else `VIVARIUM_LOG_LEVEL`, else `info`."""
    asked = level or os.environ.get("VIVARIUM_LOG_LEVEL") or "info"
    number = logging.getLevelName(asked.upper())
    root = logging.getLogger()
    root.handlers[:] = [JsonLines()]
    root.setLevel(number if isinstance(number, int) else logging.INFO)
    # What comes and goes is the host's to say.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
