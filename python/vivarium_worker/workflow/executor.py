"""Runs workflows in the host, in one of four modes, and counts how they end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import aclosing, closing
from typing import Any

from vivarium_worker.host.operations import items, items_async
from vivarium_worker.llm.config import LlmConfig
from vivarium_worker.providers.checks import number, refused, whole
from vivarium_worker.providers.errors import NetworkError
from vivarium_worker.workflow.mode import BALANCED, HIGH_THROUGHPUT, LOW_LATENCY, MEMORY_OPTIMIZED, Mode
from vivarium_worker.workflow.result import WorkflowResult
from vivarium_worker.workflow.tally import Tally
from vivarium_worker.workflow.workflow import Workflow

_log = logging.getLogger("vivarium_worker.workflow")
_OPERATION = "vivarium.workflow.stream"
_LONGEST_SECONDS = 3600
_MOST_RETRIES = 10

Listener = Callable[[dict[str, Any]], None]


class Executor:
    """Runs workflows whose agents ask the model of `config`.

    `timeout_seconds`, 1 to 3,600, is for a whole run; without it the mode's. `lightweight_mode` is the same as
    `new_memory_optimized`. `debug` logs each run to `vivarium_worker.workflow`. Raises ValidationError.
    """

    _mode: Mode = BALANCED

    def __init__(
        self,
        config: LlmConfig,
        lightweight_mode: bool | None = None,
        timeout_seconds: float | None = None,
        debug: bool | None = None,
    ) -> None:
        if not isinstance(config, LlmConfig):
            raise TypeError(f"Executor takes an LlmConfig: Executor(LlmConfig.openai(…)), got {type(config).__name__}")
        self.config = config
        if lightweight_mode:
            self._mode = MEMORY_OPTIMIZED
        self._timeout = number("timeout_seconds", timeout_seconds, 1, _LONGEST_SECONDS)
        self._retries: int | None = None
        self._tally = Tally()
        self._debug = False
        self._set_debug(debug)

    @classmethod
    def new_high_throughput(
        cls, llm_config: LlmConfig, timeout_seconds: float | None = None, debug: bool | None = None
    ) -> Executor:
        """For many at once: 4 nodes for each core."""
        return cls._of(HIGH_THROUGHPUT, llm_config, timeout_seconds, debug)

    @classmethod
    def new_low_latency(
        cls, llm_config: LlmConfig, timeout_seconds: float | None = None, debug: bool | None = None
    ) -> Executor:
        """For who waits: 30 s, no second attempts, and the first failure ends the run."""
        return cls._of(LOW_LATENCY, llm_config, timeout_seconds, debug)

    @classmethod
    def new_memory_optimized(
        cls, llm_config: LlmConfig, timeout_seconds: float | None = None, debug: bool | None = None
    ) -> Executor:
        """For small machines: 2 nodes at once."""
        return cls._of(MEMORY_OPTIMIZED, llm_config, timeout_seconds, debug)

    @classmethod
    def _of(cls, mode: Mode, config: LlmConfig, timeout_seconds: float | None, debug: bool | None) -> Executor:
        executor = cls(config, None, timeout_seconds, debug)
        executor._mode = mode
        return executor

    def execute(self, workflow: Workflow, input: Any = None, on_event: Listener | None = None) -> WorkflowResult:
        """Runs a workflow and waits. How it ends is the result; an LlmError is raised when it cannot begin.

        `on_event` is told of each step as it happens: `{type, node, attempt, at_ms, …}`. What it raises ends the run.
        """
        asked = self._asked(workflow, input)
        told: Any = None
        with self._tally.timed() as ended, closing(items(_OPERATION, asked)) as steps:
            for step in steps:
                told = _heard(step, on_event)
            result = _result(told)
            ended(result.is_success())
        return self._told(workflow, result)

    async def run_async(
        self, workflow: Workflow, input: Any = None, on_event: Listener | None = None
    ) -> WorkflowResult:
        """As `execute`; cancelling the task cancels the run."""
        asked = self._asked(workflow, input)
        told: Any = None
        with self._tally.timed() as ended:
            async with aclosing(items_async(_OPERATION, asked)) as steps:
                async for step in steps:
                    told = _heard(step, on_event)
            result = _result(told)
            ended(result.is_success())
        return self._told(workflow, result)

    def configure(
        self,
        timeout_seconds: float | None = None,
        max_retries: int | None = None,
        enable_metrics: bool | None = None,
        debug: bool | None = None,
    ) -> None:
        """Changes what is given: the timeout, 1 to 3,600 s, and the attempts after the first of a node, 1 to 10."""
        if max_retries is not None and whole("max_retries", max_retries) not in range(1, _MOST_RETRIES + 1):
            raise refused("max_retries", max_retries, f"Maximum retries must be between 1 and {_MOST_RETRIES}")
        timeout = number("timeout_seconds", timeout_seconds, 1, _LONGEST_SECONDS)
        self._timeout = self._timeout if timeout is None else timeout
        self._retries = self._retries if max_retries is None else max_retries
        self._tally.enabled = self._tally.enabled if enable_metrics is None else enable_metrics
        self._set_debug(debug)

    def get_execution_mode(self) -> str:
        """`HighThroughput`, `LowLatency`, `MemoryOptimized` or `Balanced`."""
        return self._mode.title

    def get_stats(self) -> dict[str, Any]:
        """What this executor has run: `total_executions`, `successful_executions`, `failed_executions`,
        `success_rate` (0 to 1), `average_duration_ms`, `total_duration_ms`, `uptime_seconds`; and how it is set."""
        return {
            **self._tally.read(),
            "execution_mode": self._mode.title,
            "timeout_seconds": self._mode.seconds if self._timeout is None else self._timeout,
            "max_retries": self._mode.retries if self._retries is None else self._retries,
            "metrics_enabled": self._tally.enabled,
        }

    def reset_stats(self) -> None:
        """Counts from zero again."""
        self._tally.reset()

    def _asked(self, workflow: Workflow, input: Any) -> dict[str, Any]:
        if not isinstance(workflow, Workflow):
            raise refused("workflow", workflow, f"an executor runs a Workflow, got {type(workflow).__name__}")
        workflow.validate()
        own = {"timeout": self._timeout, "retries": self._retries, "input": input}
        given = {name: value for name, value in own.items() if value is not None}
        return {"workflow": workflow.wire(), "config": self.config.wire(), "preset": self._mode.preset, **given}

    def _set_debug(self, debug: bool | None) -> None:
        self._debug = self._debug if debug is None else debug
        if debug:
            _log.setLevel(logging.DEBUG)

    def _told(self, workflow: Workflow, result: WorkflowResult) -> WorkflowResult:
        if self._debug:
            _log.debug("%s: %r, output %.200r, error %s", workflow.name(), result, result.output, result.error)
        return result


def _heard(step: dict[str, Any], on_event: Listener | None) -> Any:
    """The last step is the result."""
    if step["type"] == "result":
        return step["value"]
    if on_event is not None:
        on_event(step["event"])
    return None


def _result(told: Any) -> WorkflowResult:
    if told is None:
        raise NetworkError("the host ended before the workflow did")
    return WorkflowResult(told)
