"""What is told of a tool's result."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pytest

from vivarium_worker.adapters.chunk import StreamChunk
from vivarium_worker.schema.returned import returned


@dataclass
class Answer:
    label: str
    confidence: float | None = None


class Pair(NamedTuple):
    left: int
    right: str


def number() -> int: ...  # type: ignore[empty-body]
def answer() -> list[Answer]: ...  # type: ignore[empty-body]
def array() -> np.ndarray: ...  # type: ignore[empty-body]
def nothing() -> None: ...
def pair() -> Pair: ...  # type: ignore[empty-body]
def unknown(): ...  # type: ignore[no-untyped-def]
def unresolved() -> Nowhere: ...  # type: ignore[name-defined]  # noqa: F821
def unsendable() -> object: ...
def of_a_class_nobody_knows() -> np.random.Generator: ...  # type: ignore[empty-body]
async def awaited() -> bool: ...  # type: ignore[empty-body]


@pytest.mark.parametrize(
    ("function", "schema"),
    [
        (number, {"type": "integer"}),
        (array, {"type": "object", "format": "tensor"}),
        (nothing, {"type": "null"}),
        (awaited, {"type": "boolean"}),
        (
            pair,
            {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "minItems": 2, "maxItems": 2},
        ),
        (unknown, {}),
        (unresolved, {}),
        (unsendable, {}),
        (of_a_class_nobody_knows, {}),
    ],
)
def test_a_result_is_described_by_its_annotation(function: Any, schema: dict[str, Any]) -> None:
    assert returned(function, streaming=False) == schema


def test_a_result_of_dataclasses_is_described_to_its_depth() -> None:
    assert returned(answer, streaming=False)["items"]["properties"] == {
        "label": {"type": "string"},
        "confidence": {"anyOf": [{"type": "number"}, {"type": "null"}]},
    }


def chunks() -> Iterator[int]: ...  # type: ignore[empty-body]
async def chunks_awaited() -> AsyncIterator[str]: ...  # type: ignore[empty-body]
def chunks_of_any_kind() -> Iterator: ...  # type: ignore[type-arg, empty-body]
def wrapped() -> Iterator[StreamChunk]: ...  # type: ignore[empty-body]


@pytest.mark.parametrize(
    ("function", "schema"),
    [
        (chunks, {"type": "integer"}),
        (chunks_awaited, {"type": "string"}),
        (chunks_of_any_kind, {}),
        (wrapped, {}),
        (unknown, {}),
        (number, {"type": "integer"}),
    ],
)
def test_of_a_stream_each_chunk_is_described(function: Any, schema: dict[str, Any]) -> None:
    assert returned(function, streaming=True) == schema
