"""One question and what follows from it: the model is asked again with what its tool calls gave. No I/O here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vivarium_worker.llm.completion import Completion
from vivarium_worker.llm.tool_runs import Call, Toolset, message_of
from vivarium_worker.providers.errors import NetworkError

Answer = dict[str, Any]


class Dialogue:
    """What was said so far. `settings` are sent with each request; `most` is the number of answers at most."""

    def __init__(self, messages: Sequence[dict[str, Any]], settings: dict[str, Any], tools: Toolset, most: int) -> None:
        self.tools = tools
        self._before = list(messages)
        self._settings = settings
        self._most = most
        self._said: list[dict[str, Any]] = []
        self._answers: list[Answer] = []
        self._done: list[Call] = []

    def request(self) -> dict[str, Any]:
        """What the host is asked next."""
        offered = {"tools": self.tools.definitions} if self.tools.definitions else {}
        return {**self._settings, **offered, "messages": [*self._before, *self._said], "max_steps": self._left()}

    def take(self, answer: Answer | None) -> list[Call]:
        """Takes an answer; gives the calls to carry out, none when it was the last. Raises NetworkError without one."""
        if answer is None:
            raise NetworkError("the host ended the stream before the answer was complete")
        self._answers.append(answer)
        self._said += answer["messages"]
        return list(answer["pending"]) if self._left() > 0 else []

    def add(self, done: Sequence[Call]) -> None:
        """The calls of the last answer were carried out."""
        self._done += done
        self._said.append(message_of(done))

    def completion(self) -> Completion:
        """What it comes to."""
        return Completion.of(self._answers, self._said, self._done)

    def _left(self) -> int:
        return self._most - sum(int(answer["steps"]) for answer in self._answers)
