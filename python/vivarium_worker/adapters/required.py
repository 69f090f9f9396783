"""The variables that a tool declares it needs: in the environment, else in the session."""

from __future__ import annotations

import os
from typing import Any

from vivarium_worker.calls.failure import Refused
from vivarium_worker.host.session import SessionContext


class MissingVariables(Refused):
    """A tool was not run: something that it needs is missing."""

    def __init__(self, tool: str, missing: list[str], session: str | None) -> None:
        where = "the worker's environment" if session is None else f"the worker's environment or in session {session!r}"
        what = "which is not set: set it" if len(missing) == 1 else "which are not set: set them"
        super().__init__("missing_variables", f"{tool} needs {', '.join(missing)}, {what} in {where}")


def require(tool: str, names: tuple[str, ...], context: SessionContext) -> None:
    """Raises MissingVariables. The host is asked only for what is not in the environment."""
    missing = _unset(names)
    if missing:
        _check(tool, missing, context, context.list_variables() if context.session_id is not None else [])


async def require_async(tool: str, names: tuple[str, ...], context: SessionContext) -> None:
    """As `require`, for a task."""
    missing = _unset(names)
    if missing:
        _check(tool, missing, context, await context.aio.list_variables() if context.session_id is not None else [])


def _unset(names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name not in os.environ]


def _check(tool: str, missing: list[str], context: SessionContext, variables: list[dict[str, Any]]) -> None:
    known = {variable["name"] for variable in variables}
    missing = [name for name in missing if name not in known]
    if missing:
        raise MissingVariables(tool, missing, context.session_id)
