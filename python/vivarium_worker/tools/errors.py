"""What goes wrong with a tool before or beside its own code."""

from __future__ import annotations


class ToolValidationError(Exception):
    """A function, a schema or a result is not fit for a tool. The message names what, and the remedy."""


class ToolNotFound(LookupError):
    """No tool is registered under this name."""


class ToolDisabled(Exception):
    """The tool is there, and switched off."""


class ToolTimeout(TimeoutError):
    """The tool took longer than its `timeout` allows, and was ended."""
