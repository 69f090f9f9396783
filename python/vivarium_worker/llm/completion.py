"""An answer: a text that knows what it took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Completion(str):
    """The model's text, which is a `str` wherever one is wanted.

    `usage` has `input_tokens`, `output_tokens` and `total_tokens` of all steps; `finish_reason` is `stop`, `length`,
    `content-filter`, `tool-calls`, `error` or `other`; `tool_calls` are those that were carried out: `{id, name,
    args, result | error, duration_ms}`; `messages` is what was added to the conversation; `attempts` are requests at
    the provider.
    """

    usage: dict[str, int]
    finish_reason: str
    model: str
    tool_calls: list[dict[str, Any]]
    messages: list[dict[str, Any]]
    steps: int
    attempts: int
    duration_ms: float

    @classmethod
    def of(
        cls,
        answers: Sequence[Mapping[str, Any]],
        messages: Sequence[dict[str, Any]] | None = None,
        tool_calls: Sequence[dict[str, Any]] = (),
    ) -> Completion:
        """What the host's answers, of which there is at least one, come to; `tool_calls` were carried out here."""
        last = answers[-1]
        completion = cls(last["text"])
        completion.usage = {key: sum(answer["usage"][key] for answer in answers) for key in last["usage"]}
        completion.finish_reason = last["finish_reason"]
        completion.model = last["model"]
        completion.tool_calls = [call for answer in answers for call in answer["tool_calls"]] + list(tool_calls)
        completion.messages = list(last["messages"] if messages is None else messages)
        completion.steps = sum(answer["steps"] for answer in answers)
        completion.attempts = sum(answer["attempts"] for answer in answers)
        completion.duration_ms = sum(answer["duration_ms"] for answer in answers)
        return completion
