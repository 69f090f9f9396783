"""Language models, asked through the host: one breaker, one retry policy and one limit guard all of its workers."""

from vivarium_worker.llm.client import LlmClient
from vivarium_worker.llm.completion import Completion
from vivarium_worker.llm.config import LlmConfig
from vivarium_worker.llm.stream import CompletionStream

__all__ = ["Completion", "CompletionStream", "LlmClient", "LlmConfig"]
