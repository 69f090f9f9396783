"""Texts as vectors, by models that are asked through the host."""

from vivarium_worker.embeddings.client import EmbeddingClient
from vivarium_worker.embeddings.config import EmbeddingConfig

__all__ = ["EmbeddingClient", "EmbeddingConfig"]
