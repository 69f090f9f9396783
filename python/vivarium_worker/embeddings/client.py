"""Asks for embeddings through the host."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from vivarium_worker.embeddings.config import EmbeddingConfig
from vivarium_worker.host.operations import ask, ask_async
from vivarium_worker.providers.checks import filled, refused
from vivarium_worker.providers.checks import texts as checked

Embedding = list[float]


class EmbeddingClient:
    """A model for embeddings. Clients of equal configs are the same client of the host. Failures are LlmErrors."""

    def __init__(self, config: EmbeddingConfig) -> None:
        if not isinstance(config, EmbeddingConfig):
            raise TypeError(
                "EmbeddingClient takes a config: EmbeddingClient(EmbeddingConfig.openai(api_key=…)),"
                f" got {type(config).__name__}"
            )
        self.config = config

    async def embed_text(self, text: str) -> Embedding:
        """The vector of a text."""
        return (await self._embed_async([filled("text", text)]))[0]

    async def embed_batch(self, texts: Sequence[str]) -> list[Embedding]:
        """The vectors of 1 to 1,000 texts, in their order."""
        return await self._embed_async(checked("texts", texts))

    async def embed_document(self, content: str, metadata: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """`{"embedding": …, "metadata": …}`: the vector of a document, and what is known of it as it was given."""
        embedding = (await self._embed_async([filled("content", content)]))[0]
        return {"embedding": embedding, "metadata": dict(metadata or {})}

    def embed(self, text: str) -> Embedding:
        """As `embed_text`; waits."""
        return self._embed([filled("text", text)])[0]

    def embed_many(self, texts: Sequence[str]) -> list[Embedding]:
        """As `embed_batch`; waits."""
        return self._embed(checked("texts", texts))

    @staticmethod
    def similarity(a: Sequence[float], b: Sequence[float]) -> float:
        """The cosine of the angle between two vectors, -1 to 1; 0 when one of them has no length.

        Raises ValidationError for vectors of different sizes, or of none.
        """
        if len(a) != len(b) or not a:
            raise refused("b", f"{len(b)} numbers", f"both vectors have the same size, the other has {len(a)}")
        length = math.sqrt(math.fsum(x * x for x in a)) * math.sqrt(math.fsum(y * y for y in b))
        return math.fsum(x * y for x, y in zip(a, b, strict=True)) / length if length else 0.0

    def get_stats(self) -> dict[str, Any]:
        """What the host's client has counted, for all who use it; the keys of `LlmClient.get_stats`."""
        stats: dict[str, Any] = ask("vivarium.llm.stats", {"config": self.config.wire(), "kind": "embedding"})
        return stats

    def reset_stats(self) -> None:
        """Counts from zero again, for all who use it."""
        ask("vivarium.llm.reset_stats", {"config": self.config.wire(), "kind": "embedding"})

    def _embed(self, texts: list[str]) -> list[Embedding]:
        vectors: list[Embedding] = ask("vivarium.llm.embed", self._asked(texts))["embeddings"]
        return vectors

    async def _embed_async(self, texts: list[str]) -> list[Embedding]:
        vectors: list[Embedding] = (await ask_async("vivarium.llm.embed", self._asked(texts)))["embeddings"]
        return vectors

    def _asked(self, texts: list[str]) -> dict[str, Any]:
        return {"config": self.config.wire(), "texts": texts}

    def __repr__(self) -> str:
        return f"EmbeddingClient({self.config!r})"
