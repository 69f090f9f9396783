"""Which language model is meant."""

from __future__ import annotations

from vivarium_worker.providers.provider import ProviderConfig


class LlmConfig(ProviderConfig):
    """A provider and a model. Any key that is not empty is taken; without one the host uses its own.

    `base_url` is that of the provider's variable (`OPENAI_BASE_URL`, `ANTHROPIC_BASE_URL`, `OLLAMA_HOST`,
    `HF_ENDPOINT`), else the host's choice. `name` picks a client that the host's option `llm.clients` names.
    """

    __slots__ = ()

    @staticmethod
    def openai(
        api_key: str | None = None, model: str = "gpt-4o-mini", *, base_url: str | None = None, name: str | None = None
    ) -> LlmConfig:
        """OpenAI, or whatever speaks its language at `base_url`. Raises ValidationError."""
        return LlmConfig("openai", model, api_key, base_url, name)

    @staticmethod
    def anthropic(
        api_key: str | None = None,
        model: str = "claude-3-5-sonnet-20241022",
        *,
        base_url: str | None = None,
        name: str | None = None,
    ) -> LlmConfig:
        """Anthropic. Raises ValidationError."""
        return LlmConfig("anthropic", model, api_key, base_url, name)

    @staticmethod
    def ollama(model: str = "llama3.2", *, base_url: str | None = None, name: str | None = None) -> LlmConfig:
        """Ollama, on the host's machine unless it is told otherwise. Raises ValidationError."""
        return LlmConfig("ollama", model, None, base_url, name)

    @staticmethod
    def huggingface(
        api_key: str | None, model: str, *, base_url: str | None = None, name: str | None = None
    ) -> LlmConfig:
        """HuggingFace's router. Raises ValidationError."""
        return LlmConfig("huggingface", model, api_key, base_url, name)
