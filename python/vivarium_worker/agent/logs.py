"""Log records as lines of JSON on stderr, which the host reads: level, logger, message, fields, traceback."""

from __future__ import annotations

import json
import logging
import sys

from vivarium_worker.telemetry.log_handler import asked_level, body_of


class JsonLines(logging.Handler):
    """Writes records to stderr, one line each."""

    def emit(self, record: logging.LogRecord) -> None:
        """Never raises: what can't be written is told by logging itself."""
        try:
            sys.stderr.write(json.dumps(body_of(record), default=repr, ensure_ascii=False) + "\n")
        except Exception:
            self.handleError(record)


def log_as_json() -> None:
    """Sends all loggers to stderr, from the level of VIVARIUM_LOG_LEVEL (`info` by default) on."""
    root = logging.getLogger()
    root.handlers[:] = [JsonLines()]
    root.setLevel(asked_level())
    # What comes and goes is the host's to say.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
