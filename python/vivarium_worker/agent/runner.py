"""What the HTTP side asks of an agent, whatever the agent is made of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol


@dataclass(frozen=True)
class Turn:
    """One question. `history` are messages as an earlier answer gave them."""

    prompt: str
    history: list[dict[str, Any]] = field(default_factory=list)
    model_settings: dict[str, Any] | None = None
    usage_limits: dict[str, Any] | None = None


class Answer(NamedTuple):
    """The whole of an answer, as JSON has it. `messages` begin with the history; `usage` has `total_tokens`."""

    result: Any
    messages: list[dict[str, Any]]
    usage: dict[str, Any]


class Chunk(NamedTuple):
    """A part of an answer that is still being made."""

    data: Any


class Runner(Protocol):
    """Answers turns, several at once; cancelling the task gives a turn up. Raises BadTurn for what it can't take."""

    model: str | None

    async def run(self, turn: Turn) -> Answer:
        """The whole answer."""

    def stream(self, turn: Turn) -> AsyncIterator[Chunk | Answer]:
        """Its parts as they come, then the whole of it."""


class BadTurn(ValueError):
    """A turn that can't be answered as it was asked. `path` is the field, `message_history[3].parts` for example."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message
