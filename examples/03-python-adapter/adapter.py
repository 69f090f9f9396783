"""A small bookshop: what an adapter's tools may take, give and know."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from vivarium_worker import BaseAdapter, tool


@dataclass
class Book:
    title: str
    author: str
    pages: int
    taste: list[float]


@lru_cache
def shelf() -> list[Book]:
    """Costly things live at module level: they are loaded once in a worker's life, by the first who needs them."""
    return [
        Book("The Left Hand of Darkness", "Le Guin", 304, [0.9, 0.1, 0.4]),
        Book("The Dispossessed", "Le Guin", 387, [0.8, 0.2, 0.6]),
        Book("Solaris", "Lem", 204, [0.9, 0.7, 0.1]),
        Book("Emma", "Austen", 474, [0.0, 0.9, 0.8]),
    ]


class Bookshop(BaseAdapter):
    """Each request gets an instance of its own, so that nothing of one leaks into another."""

    @tool(description="Books whose title or author has these letters in it.", idempotent=True)
    def find(self, text: str, by: Literal["title", "author"] = "title", most: int = 5) -> list[Book]:
        return [book for book in shelf() if text.lower() in getattr(book, by).lower()][:most]

    @tool(description="The book whose taste is nearest.")
    def recommend(self, taste: np.ndarray) -> str:
        tastes = np.array([book.taste for book in shelf()])
        return shelf()[int(np.linalg.norm(tastes - taste, axis=1).argmin())].title

    @tool(description="A hundred new books, invented, as a matrix of tastes.")
    def invent(self, seed: int = 0) -> np.ndarray:
        return np.random.default_rng(seed).random((100, 3), dtype=np.float32)

    @tool(description="Reads a book aloud, page by page.")
    def read(self, book: Book) -> Iterator[str]:
        for page in range(1, book.pages + 1):
            yield f"{book.title}, page {page} of {book.pages}"

    @tool(description="A reader who takes her time.")
    def ponder(self, seconds: float) -> str:
        time.sleep(seconds)
        return "It depends."

    @tool(description="What this request came with.")
    def welcome(self) -> str:
        guest = self.session_context.request_metadata.get("name", "stranger")
        return f"Welcome to {self.config['name']}, {guest} ({self.session_id})"
