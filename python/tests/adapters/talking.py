"""Tools that log and measure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

from vivarium_worker import BaseAdapter, tool
from vivarium_worker.telemetry import events as telemetry

log = logging.getLogger("adapter.talking")
log.info("imported")


class Talking(BaseAdapter):
    @tool
    def levels(self) -> None:
        log.debug("not told")
        log.info("one %s", "two", extra={"user": "ann", "deep": {"er": object}})
        log.warning("careful")
        try:
            raise ValueError("no")
        except ValueError:
            log.exception("failed")
        log.critical("x" * 20_000)

    @tool
    async def from_a_task(self) -> None:
        await asyncio.sleep(0)
        log.info("in a task")
        await asyncio.to_thread(log.info, "in its thread")

    @tool
    def in_a_stream(self) -> Iterator[int]:
        log.info("first")
        yield 1
        log.info("second")

    @tool
    def flood(self, number: int) -> None:
        for _ in range(number):
            log.info("x" * 1000)

    @tool
    def huge(self) -> None:
        log.info("huge", extra={"data": ["x" * 1000] * 100})

    @tool
    def measured(self, fail: bool = False) -> None:
        telemetry.emit("cache.miss", {"count": 1}, {"key": "a"})
        with telemetry.span("prediction", {"input_size": 3}):
            if fail:
                raise ValueError("no")

    def cleanup(self) -> None:
        log.debug("clean")


class TalkingLater(Talking):
    async def initialize(self) -> None:
        await asyncio.sleep(0)
