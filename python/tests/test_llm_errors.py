"""What is refused before it is asked, what configs say, and which built-ins errors are."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any

import pytest

import vivarium_worker as package
from vivarium_worker import (
    CircuitOpen,
    EmbeddingClient,
    EmbeddingConfig,
    LlmClient,
    LlmConfig,
    RateLimitError,
    ValidationError,
)
from vivarium_worker.providers.errors import LlmError, llm_error

CONFIG = LlmConfig.openai(api_key="k")
CLIENT = LlmClient(CONFIG)


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda: CLIENT.complete(""), "Validation error for field 'prompt' with value '': Prompt cannot be empty"),
        (lambda: CLIENT.complete([]), "Validation error for field 'prompt' with value '[]': "),
        (lambda: CLIENT.complete([{"role": "king", "content": ""}]), "Validation error for field 'messages[0]'"),
        (lambda: CLIENT.complete("a", max_tokens=0), "Validation error for field 'max_tokens' with value '0'"),
        (lambda: CLIENT.complete("a", temperature=3), "Validation error for field 'temperature' with value '3'"),
        (lambda: CLIENT.complete("a", tools="b"), "Validation error for field 'tools' with value 'b'"),  # type: ignore[arg-type]
        (lambda: CLIENT.complete("a", tools=["b"]), "Validation error for field 'tools[0]'"),  # type: ignore[list-item]
        (lambda: asyncio.run(CLIENT.complete_batch([])), "Validation error for field 'prompts' with value '0'"),
        (lambda: asyncio.run(CLIENT.complete_batch(["a", " "])), "Validation error for field 'prompts[1]'"),
        (lambda: LlmConfig.openai(api_key=""), "Validation error for field 'api_key' with value ''"),
        (lambda: EmbeddingConfig.openai(model=" "), "Validation error for field 'model' with value ' '"),
    ],
)
def test_what_cannot_be_asked_is_refused_here_and_named(ask: Any, text: str) -> None:
    with pytest.raises(ValueError) as caught:
        ask()
    assert isinstance(caught.value, ValidationError)
    assert str(caught.value).startswith(text)


def test_the_old_constructor_names_the_new_form() -> None:
    for arguments, named in ((("openai",), {"api_key": "key"}), ((CONFIG,), {"api_key": "key"}), (("openai",), {})):
        with pytest.raises(TypeError, match=r"LlmClient\(LlmConfig\.openai\(api_key=…\)\), got .*"):
            LlmClient(*arguments, **named)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"EmbeddingConfig\.openai"):
        EmbeddingClient(CONFIG)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="there is no option 'max_token'"):
        CLIENT.complete("a", max_token=3)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("config", "provider", "model"),
    [
        (LlmConfig.openai("k"), "openai", "gpt-4o-mini"),
        (LlmConfig.anthropic("k"), "anthropic", "claude-3-5-sonnet-20241022"),
        (LlmConfig.ollama(), "ollama", "llama3.2"),
        (LlmConfig.huggingface("k", "m"), "huggingface", "m"),
        (EmbeddingConfig.openai("k"), "openai", "text-embedding-3-small"),
    ],
)
def test_configs_have_the_defaults_of_their_providers(config: Any, provider: str, model: str) -> None:
    assert (config.provider(), config.model()) == (provider, model)


def test_a_config_never_shows_its_key_and_takes_the_address_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://there/v1")
    config = LlmConfig.openai(api_key="secret")
    assert "secret" not in repr(config) + repr(LlmClient(config))
    assert config.base_url() == "http://there/v1"
    assert LlmConfig.openai("k", base_url="http://here/v1").wire()["base_url"] == "http://here/v1"


KINDS = {
    "core": RuntimeError,
    "configuration": ValueError,
    "runtime": RuntimeError,
    "network": ConnectionError,
    "authentication": PermissionError,
    "validation": ValueError,
    "rate_limit": RuntimeError,
    "timeout": TimeoutError,
    "resource_exhausted": MemoryError,
}


@pytest.mark.parametrize(("kind", "builtin"), KINDS.items())
def test_each_kind_of_error_is_a_built_in_too_and_survives_pickling(kind: str, builtin: type) -> None:
    error = llm_error({"kind": kind, "code": "VIV_X", "message": "why", "retryable": True, "fields": {}})
    assert isinstance(error, builtin) and isinstance(error, LlmError)
    assert (error.kind, error.code, error.retryable, error.message) == (kind, "VIV_X", True, "why")
    assert str(error).endswith(": why")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.code) == (type(error), str(error), "VIV_X")


def test_the_fields_of_an_error_reach_python() -> None:
    limited = llm_error({"kind": "rate_limit", "message": "slow", "fields": {"retry_after": 2, "new": 1}})
    assert isinstance(limited, RateLimitError) and limited.retry_after == 2
    fields = {"retry_after_ms": 900, "retry_count": 0}
    refused = llm_error({"kind": "network", "code": "VIV_CIRCUIT_OPEN", "message": "wait", "fields": fields})
    assert isinstance(refused, CircuitOpen) and refused.retry_after_ms == 900
    assert isinstance(llm_error({"kind": "unheard of"}), RuntimeError)


def test_every_name_of_the_package_can_be_imported() -> None:
    assert [name for name in package.__all__ if not hasattr(package, name)] == []
    with pytest.raises(AttributeError):
        package.nothing  # noqa: B018
