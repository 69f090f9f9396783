"""Loggers by the names adapters are used to. In a worker all of `logging` reaches the host already."""

from __future__ import annotations

import logging
import os


def configure_logging(force: bool = False) -> None:
    """In a worker, nothing is left to do. Elsewhere logs go to stderr from SNAKEPIT_LOG_LEVEL on."""
    level = logging.getLevelName((os.environ.get("SNAKEPIT_LOG_LEVEL") or "info").upper())
    logging.basicConfig(level=level if isinstance(level, int) else logging.INFO, force=force)


def get_logger(name: str) -> logging.Logger:
    """The logger `snakepit.<name>`, or of the name itself when it begins like that."""
    return logging.getLogger(name if name.split(".")[0] == "snakepit" else f"snakepit.{name}")


__all__ = ["configure_logging", "get_logger"]
