"""Which model of which provider is meant, for configs of both kinds. Equal ones mean the same client of the host."""

from __future__ import annotations

import os
from typing import Any

from vivarium_worker.providers.checks import filled, optional

_URL_VARIABLES = {
    "openai": "OPENAI_BASE_URL",
    "anthropic": "ANTHROPIC_BASE_URL",
    "ollama": "OLLAMA_HOST",
    "huggingface": "HF_ENDPOINT",
}


class ProviderConfig:
    """What `LlmConfig` and `EmbeddingConfig` are. Made by the function that has the provider's name."""

    __slots__ = ("_api_key", "_base_url", "_model", "_name", "_provider")

    def __init__(
        self,
        provider: str,
        model: str,
        api_key: str | None = None,
        base_url: str | None = None,
        name: str | None = None,
    ) -> None:
        self._provider = provider
        self._model = filled("model", model)
        self._api_key = optional("api_key", api_key)
        self._base_url = optional("base_url", base_url) or os.environ.get(_URL_VARIABLES[provider]) or None
        self._name = optional("name", name)

    def provider(self) -> str:
        """`openai`, `anthropic`, `ollama` or `huggingface`."""
        return self._provider

    def model(self) -> str:
        """The model's name."""
        return self._model

    def base_url(self) -> str | None:
        """Where requests go; `None` leaves it to the host."""
        return self._base_url

    def wire(self) -> dict[str, Any]:
        """As the host takes it."""
        told = {
            "provider": self._provider,
            "model": self._model,
            "api_key": self._api_key,
            "base_url": self._base_url,
            "name": self._name,
        }
        return {key: value for key, value in told.items() if value is not None}

    def __repr__(self) -> str:
        # Without the key: this ends up in logs.
        where = "" if self._base_url is None else f", base_url={self._base_url!r}"
        return f"{type(self).__name__}.{self._provider}(model={self._model!r}{where})"
