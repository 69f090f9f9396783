"""Which model for embeddings is meant."""

from __future__ import annotations

from vivarium_worker.providers.provider import ProviderConfig


class EmbeddingConfig(ProviderConfig):
    """A provider and a model; keys, `base_url` and `name` are as `LlmConfig` has them."""

    __slots__ = ()

    @staticmethod
    def openai(
        api_key: str | None = None,
        model: str = "text-embedding-3-small",
        *,
        base_url: str | None = None,
        name: str | None = None,
    ) -> EmbeddingConfig:
        """OpenAI, or whatever speaks its language at `base_url`. Raises ValidationError."""
        return EmbeddingConfig("openai", model, api_key, base_url, name)

    @staticmethod
    def huggingface(
        api_key: str | None = None,
        model: str = "sentence-transformers/all-MiniLM-L6-v2",
        *,
        base_url: str | None = None,
        name: str | None = None,
    ) -> EmbeddingConfig:
        """HuggingFace. Raises ValidationError."""
        return EmbeddingConfig("huggingface", model, api_key, base_url, name)
