"""`init()`: how much the library says about itself. In a worker it goes to the host's log, elsewhere to stderr."""

from __future__ import annotations

import logging

_LEVELS = ("trace", "debug", "info", "warn", "warning", "error", "critical")
_initialized = False


def init(log_level: str | None = None, enable_tracing: bool | None = None, debug: bool | None = None) -> None:
    """Sets the level of the `vivarium_worker` logger, `warn` when nothing is said; may be called again.

    `debug` is the level `debug` (the traceback of each tool that fails), `enable_tracing` is `info`; `log_level` goes
    before both: `trace`, `debug`, `info`, `warn`, `error` or `critical`. Where logging goes nowhere yet, it goes to
    stderr. Raises ValueError for another level.
    """
    level = log_level or ("debug" if debug else "info" if enable_tracing else "warn")
    if level.lower() not in _LEVELS:
        raise ValueError(f"log_level: expected one of {', '.join(_LEVELS)}, got {log_level!r}")
    name = {"trace": "DEBUG", "warn": "WARNING"}.get(level.lower(), level.upper())
    global _initialized
    _initialized = True
    logging.basicConfig()  # Does nothing where a handler is set up.
    logging.getLogger("vivarium_worker").setLevel(name)


def initialized() -> bool:
    """Whether `init` was called."""
    return _initialized


def version() -> str:
    """The version of this package."""
    from vivarium_worker import __version__

    return __version__
