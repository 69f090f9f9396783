"""Asks a language model through the host."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vivarium_worker.host.operations import ask, ask_async
from vivarium_worker.llm.completion import Completion
from vivarium_worker.llm.config import LlmConfig
from vivarium_worker.llm.question import AskOptions, Message, Prompt, dialogue_of, settings_of
from vivarium_worker.llm.stream import CompletionStream
from vivarium_worker.llm.tool_runs import Tools
from vivarium_worker.providers.checks import texts, whole
from vivarium_worker.providers.errors import LlmError, llm_error

if TYPE_CHECKING:
    from typing_extensions import Unpack

_log = logging.getLogger("vivarium_worker.llm")


class LlmClient:
    """A language model. It holds nothing but its config: clients of equal configs are the same client of the host.

    It is asked from tools, their threads, and programs that `VIVARIUM_ADDRESS` leads to a host. `prompt` is a text or
    a list of messages; `max_tokens` is 1 or more, `temperature` 0 to 2; `tools` is what `get_tool_definitions()`
    gives: this process carries out their calls. Further options are AskOptions. Failures are LlmErrors.
    `debug` logs each answer to `vivarium_worker.llm`.
    """

    def __init__(self, config: LlmConfig, debug: bool = False, **former: Any) -> None:
        if not isinstance(config, LlmConfig) or former:
            raise TypeError(
                "LlmClient takes a config: LlmClient(LlmConfig.openai(api_key=…)),"
                f" got {', '.join([type(config).__name__, *(f'{name}=…' for name in former)])}"
            )
        self.config = config
        self._debug = debug
        if debug:
            _log.setLevel(logging.DEBUG)

    def complete(
        self,
        prompt: Prompt,
        max_tokens: int | None = None,
        temperature: float | None = None,
        tools: Tools | None = None,
        **options: Unpack[AskOptions],
    ) -> Completion:
        """The model's answer. Waits; the calls of tools are carried out one after the other."""
        dialogue = dialogue_of(self.config, prompt, max_tokens, temperature, tools, options)
        while calls := dialogue.take(ask("vivarium.llm.complete", dialogue.request())):
            dialogue.add(dialogue.tools.run(calls))
        return self._told(dialogue.completion())

    async def complete_async(
        self,
        prompt: Prompt,
        max_tokens: int | None = None,
        temperature: float | None = None,
        tools: Tools | None = None,
        **options: Unpack[AskOptions],
    ) -> Completion:
        """As `complete`; calls of one answer run at once, and cancelling the task cancels the request."""
        dialogue = dialogue_of(self.config, prompt, max_tokens, temperature, tools, options)
        while calls := dialogue.take(await ask_async("vivarium.llm.complete", dialogue.request())):
            dialogue.add(await dialogue.tools.run_async(calls))
        return self._told(dialogue.completion())

    def complete_stream(
        self,
        prompt: Prompt,
        max_tokens: int | None = None,
        temperature: float | None = None,
        tools: Tools | None = None,
        **options: Unpack[AskOptions],
    ) -> CompletionStream:
        """The answer as it is written, for `async for` or `for`; nothing is asked before."""
        return CompletionStream(dialogue_of(self.config, prompt, max_tokens, temperature, tools, options))

    async def complete_batch(
        self,
        prompts: Sequence[str],
        max_tokens: int | None = None,
        temperature: float | None = None,
        max_concurrency: int | None = None,
        **options: Unpack[AskOptions],
    ) -> list[Completion | LlmError]:
        """The answers to 1 to 1,000 prompts, in their order; in the place of one that failed is its error.

        At most `max_concurrency` are asked at once, by default as many as the host allows, at most 10.
        """
        asked = {
            **settings_of(self.config, max_tokens, temperature, options),
            "prompts": texts("prompts", prompts),
            "max_concurrency": whole("max_concurrency", max_concurrency),
        }
        answers = await ask_async("vivarium.llm.batch", asked)
        return [Completion.of([each["value"]]) if each["ok"] else llm_error(each["error"]) for each in answers]

    async def chat_optimized(
        self, messages: Sequence[Message], max_tokens: int | None = None, temperature: float | None = None
    ) -> Completion:
        """As `complete_async` with a conversation: `[("user", "Hello"), …]`."""
        return await self.complete_async(messages, max_tokens, temperature)

    async def warmup(self) -> None:
        """Opens the connection, and has the provider load the model, so that the first question need not wait."""
        await ask_async("vivarium.llm.warmup", {"config": self.config.wire()})

    def get_stats(self) -> dict[str, Any]:
        """What the host's client has counted, for all who use it: `total_requests`, `successful_requests`,
        `failed_requests`, `rejected_requests`, `success_rate` (0 to 1), `average_response_time_ms`,
        `circuit_breaker_state` (`closed`, `open`, `half_open`), `input_tokens`, `uptime_seconds`, …"""
        stats: dict[str, Any] = ask("vivarium.llm.stats", {"config": self.config.wire()})
        return stats

    def reset_stats(self) -> None:
        """Counts from zero again, for all who use it; the breaker stays as it is."""
        ask("vivarium.llm.reset_stats", {"config": self.config.wire()})

    def _told(self, completion: Completion) -> Completion:
        if self._debug:
            about = (completion.model, completion.duration_ms, completion.attempts, completion.usage["total_tokens"])
            _log.debug("%s answered after %.0f ms, %d attempts, %d tokens", *about)
        return completion

    def __repr__(self) -> str:
        return f"LlmClient({self.config!r})"
