"""A completion as it is written: text by text, for `async for` or `for`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, closing

from vivarium_worker.host.operations import items, items_async
from vivarium_worker.llm.completion import Completion
from vivarium_worker.llm.dialogue import Answer, Dialogue

_OPERATION = "vivarium.llm.stream"


class CompletionStream:
    """The texts of one answer, once. Leaving the loop cancels the request at the provider.

    A stream that breaks off raises, so what has come to its end is complete: then `completion` is all of it.
    """

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self._begun = False
        self.completion: Completion | None = None
        """The whole text with what it took, when all of it has come."""

    def __aiter__(self) -> AsyncIterator[str]:
        self._begin()
        return self._texts_async()

    def __iter__(self) -> Iterator[str]:
        self._begin()
        return self._texts()

    def _begin(self) -> None:
        if self._begun:
            raise RuntimeError("a stream is read once: ask again for another one")
        self._begun = True

    async def _texts_async(self) -> AsyncIterator[str]:
        dialogue = self._dialogue
        while True:
            answer: Answer | None = None
            async with aclosing(items_async(_OPERATION, dialogue.request())) as told:
                async for item in told:
                    if item["type"] == "text":
                        yield item["text"]
                    else:
                        answer = item["value"]
            calls = dialogue.take(answer)
            if not calls:
                break
            dialogue.add(await dialogue.tools.run_async(calls))
        self.completion = dialogue.completion()

    def _texts(self) -> Iterator[str]:
        dialogue = self._dialogue
        while True:
            answer: Answer | None = None
            with closing(items(_OPERATION, dialogue.request())) as told:
                for item in told:
                    if item["type"] == "text":
                        yield item["text"]
                    else:
                        answer = item["value"]
            calls = dialogue.take(answer)
            if not calls:
                break
            dialogue.add(dialogue.tools.run(calls))
        self.completion = dialogue.completion()
