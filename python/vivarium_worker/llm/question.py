"""What is asked of a model, checked, in the words of the host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from vivarium_worker.llm.config import LlmConfig
from vivarium_worker.llm.dialogue import Dialogue
from vivarium_worker.llm.tool_runs import Tools, toolset
from vivarium_worker.providers.checks import filled, number, optional, refused, whole

Message = Mapping[str, Any] | tuple[str, str]
"""`{"role": "user", "content": …}`, or a pair of both."""

Prompt = str | Sequence[Message]

_ROLES = ("system", "user", "assistant", "tool")
_STEPS = 5
_MOST_STEPS = 100


class AskOptions(TypedDict, total=False):
    """What a question may have besides the seed's own: all by name."""

    system: str | None
    """What the model is to be."""
    host_tools: Sequence[str] | None
    """Names of host tools that the model may call: the host carries them out."""
    max_steps: int | None
    """Answers of the model at most, those that call tools counted. Default 5."""
    timeout: float | None
    """Seconds, of each request with its retries. Default: the client's, 10 minutes."""


def settings_of(
    config: LlmConfig, max_tokens: int | None, temperature: float | None, options: Mapping[str, Any]
) -> dict[str, Any]:
    """What every request is sent with. Raises ValidationError, or TypeError for an option there is not."""
    for name in options:
        if name not in AskOptions.__annotations__:
            raise TypeError(f"there is no option {name!r}: there are {', '.join(AskOptions.__annotations__)}")
    settings = {
        "max_tokens": whole("max_tokens", max_tokens),
        "temperature": number("temperature", temperature, 0, 2),
        "system": optional("system", options.get("system")),
        "host_tools": _names(options.get("host_tools")),
        "timeout": number("timeout", options.get("timeout"), 0.001),
    }
    return {"config": config.wire(), **{name: value for name, value in settings.items() if value is not None}}


def dialogue_of(
    config: LlmConfig,
    prompt: Prompt,
    max_tokens: int | None,
    temperature: float | None,
    tools: Tools | None,
    options: Mapping[str, Any],
) -> Dialogue:
    """The question, ready to be asked. Raises ValidationError, TypeError."""
    settings = settings_of(config, max_tokens, temperature, options)
    most = whole("max_steps", options.get("max_steps"), _MOST_STEPS) or _STEPS
    return Dialogue(messages_of(prompt), settings, toolset(tools), most)


def messages_of(prompt: Prompt) -> list[dict[str, Any]]:
    """A prompt as messages. Raises ValidationError."""
    if isinstance(prompt, str):
        return [{"role": "user", "content": filled("prompt", prompt)}]
    if not isinstance(prompt, Sequence) or not prompt:
        raise refused("prompt", prompt, "prompt is a str or a list of messages that is not empty")
    return [_message(index, message) for index, message in enumerate(prompt)]


def _message(index: int, message: Any) -> dict[str, Any]:
    if isinstance(message, Sequence) and not isinstance(message, str) and len(message) == 2:
        message = {"role": message[0], "content": message[1]}
    if not isinstance(message, Mapping) or message.get("role") not in _ROLES or "content" not in message:
        raise refused(f"messages[{index}]", message, f"a message has a role ({', '.join(_ROLES)}) and a content")
    return dict(message)


def _names(names: Any) -> list[str] | None:
    if names is None:
        return None
    if isinstance(names, str) or not isinstance(names, Sequence):
        raise refused("host_tools", names, "host_tools is a list of names")
    return [filled(f"host_tools[{index}]", name) for index, name in enumerate(names)]
