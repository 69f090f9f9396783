"""The body of a request → a turn: size, depth and each field are checked, and a refusal names the field."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vivarium_worker.agent.runner import Turn

MOST_BYTES = 4 * 1024 * 1024
MOST_DEPTH = 64
MOST_MESSAGES = 10_000


class Body(BaseModel):
    """What `run_sync` and `run_stream` take."""

    model_config = ConfigDict(extra="forbid", strict=True)

    prompt: str = Field(min_length=1)
    message_history: list[dict[str, Any]] = Field(default_factory=list, max_length=MOST_MESSAGES)
    model_settings: dict[str, Any] | None = None
    usage_limits: dict[str, Any] | None = None


class Refused(Exception):
    """A body that is none. `problems` have `path` and `message`."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        self.problems = [{"path": path, "message": message} for path, message in problems]
        super().__init__("; ".join(f"{path or 'body'}: {message}" for path, message in problems))


def read_turn(body: bytes) -> Turn:
    """Raises Refused with every problem there is."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(("", f"expected JSON: {error}")) from None
    if _deeper_than(value, MOST_DEPTH):
        raise Refused(("", f"nested deeper than {MOST_DEPTH} levels"))
    try:
        fields = Body.model_validate(value)
    except ValidationError as error:
        raise Refused(*problems_of(error)) from None
    return Turn(fields.prompt, fields.message_history, fields.model_settings, fields.usage_limits)


def problems_of(error: ValidationError, root: str = "") -> list[tuple[str, str]]:
    """Where and what, as `message_history[3].parts: Field required`."""
    return [(path_of(root, problem["loc"]), problem["msg"]) for problem in error.errors(include_url=False)]


def path_of(root: str, steps: tuple[int | str, ...]) -> str:
    """`messages`, `(3, "parts")` → `messages[3].parts`."""
    path = root
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def _deeper_than(value: Any, levels: int) -> bool:
    """Without recursion: the depth is what is in doubt."""
    layer = [value]
    for _ in range(levels):
        layer = [
            child
            for item in layer
            if isinstance(item, (dict, list))
            for child in (item.values() if isinstance(item, dict) else item)
        ]
        if not layer:
            return False
    return any(isinstance(item, (dict, list)) for item in layer)
