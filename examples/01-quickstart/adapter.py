"""The quickstart's Python half: learns to read handwritten digits, then reads them.

A worker may die at any moment, so nothing lives in a worker alone. `train` leaves the model in a file;
every worker, a reborn one too, loads that file when it first needs it and keeps it while it lives.
"""

import os
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from vivarium_worker import BaseAdapter, tool

PIXELS = 64
DARKEST = 16
DIGITS = 10
HIDDEN = 48
BATCH = 16
LEARNING_RATE = 0.1


class Model(NamedTuple):
    """A network with one hidden layer: 64 pixels → 48 features → 10 scores."""

    to_hidden: np.ndarray
    hidden_bias: np.ndarray
    to_scores: np.ndarray
    score_bias: np.ndarray


class Digits(BaseAdapter):
    """A fresh instance serves each request, so an adapter's attributes never leak from one call into the next."""

    @tool(description="Learns from rows of 64 pixels, saves the model, yields its progress after each epoch.")
    def train(
        self, rows: np.ndarray, labels: np.ndarray, model: str, epochs: int = 200, seed: int = 7
    ) -> Iterator[dict[str, float]]:
        random = np.random.default_rng(seed)
        images = rows.reshape(-1, PIXELS).astype(np.float32) / DARKEST
        weights = untrained(random)
        for epoch in range(1, epochs + 1):
            order = random.permutation(len(images))
            for start in range(0, len(order), BATCH):
                batch = order[start : start + BATCH]
                step(weights, images[batch], labels[batch])
            chances = probabilities(weights, images)
            yield {
                "epoch": epoch,
                "loss": float(-np.log(chances[np.arange(len(labels)), labels] + 1e-9).mean()),
                "accuracy": float((chances.argmax(axis=1) == labels).mean()),
            }
        save(weights, model)

    @tool(description="Reads one digit from its 64 pixels.")
    def classify(self, pixels: np.ndarray, model: str) -> dict[str, float]:
        chances = probabilities(load(model), pixels / DARKEST)
        label = int(chances.argmax())
        return {"label": label, "confidence": float(chances[label])}


def untrained(random: np.random.Generator) -> Model:
    """Random weights, scaled so that the signal neither fades nor grows on its way."""
    return Model(
        random.normal(0, (2 / PIXELS) ** 0.5, (PIXELS, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        random.normal(0, (2 / HIDDEN) ** 0.5, (HIDDEN, DIGITS)).astype(np.float32),
        np.zeros(DIGITS, np.float32),
    )


def probabilities(model: Model, images: np.ndarray) -> np.ndarray:
    """How likely each digit is, for one image or for many."""
    hidden = np.maximum(images @ model.to_hidden + model.hidden_bias, 0)
    scores = hidden @ model.to_scores + model.score_bias
    # Shifted by the best score: exp() can't overflow, and the shares stay the same.
    chances: np.ndarray = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances /= chances.sum(axis=-1, keepdims=True)
    return chances


def step(model: Model, images: np.ndarray, labels: np.ndarray) -> None:
    """One step downhill, in place: back-propagation of the cross-entropy."""
    hidden = np.maximum(images @ model.to_hidden + model.hidden_bias, 0)
    error = probabilities(model, images)
    error[np.arange(len(labels)), labels] -= 1
    error /= len(labels)
    hidden_error = (error @ model.to_scores.T) * (hidden > 0)
    slopes = Model(images.T @ hidden_error, hidden_error.sum(axis=0), hidden.T @ error, error.sum(axis=0))
    for part, slope in zip(model, slopes, strict=True):
        part -= LEARNING_RATE * slope


def save(model: Model, path: str) -> None:
    """Written aside and renamed: a worker killed while it writes leaves no half a model behind."""
    with open(f"{path}.part", "wb") as file:
        np.savez(file, **model._asdict())
    os.replace(f"{path}.part", path)


@lru_cache(maxsize=4)
def load(path: str) -> Model:
    """Read once per worker: a path names one model for ever."""
    with np.load(path) as parts:
        return Model(**parts)
