"""The adapter that the pages speak of: each tool by the name that some page calls."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from vivarium_worker import tool


@tool(description="Adds.")
def add(a: int, b: int) -> int:
    return a + b


@tool(description="Reads a digit.")
def classify(pixels: np.ndarray) -> dict[str, Any]:
    return {"label": pixels.size % 10, "confidence": 0.98}


@tool(description="Learns.")
def train(epochs: int = 200) -> Iterator[dict[str, Any]]:
    for epoch in range(epochs):
        yield {"epoch": epoch, "loss": 1 / (epoch + 1)}


@tool(description="Finds.")
def search(query: str) -> list[str]:
    return [query]


@tool(description="Makes a vector of a text.")
def embed(text: str) -> list[float]:
    return [float(len(text))]


@tool(description="Guesses.", idempotent=True)
def predict(features: list[float]) -> int:
    return round(sum(features))


@tool(description="Places an order.")
def order(key: str, item: str) -> str:
    return f"{item} for {key}"


@tool(description="The price of a fruit.")
def price(fruit: str) -> float:
    return len(fruit) / 10
