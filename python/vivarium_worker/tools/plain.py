"""A tool's result as JSON has it, in the lane's plainer forms: dates, enums, dataclasses, sets, models, arrays.

What JSON cannot carry (bytes, NaN, keys that are no text, any other object) is refused with its path.
"""

from __future__ import annotations

import math
from typing import Any

from vivarium_worker.values import tensors
from vivarium_worker.values.simplify import simplify
from vivarium_worker.values.unsendable import Unsendable, located, name_of, step

_MAX_DEPTH = 200


def as_json(value: Any) -> Any:
    """The value made of None, bool, int, float, str, list and dict. Raises Unsendable."""
    return _plain(value, 0)


def _plain(value: Any, depth: int) -> Any:
    kind = type(value)
    if value is None or kind is bool or kind is int:
        return value
    if isinstance(value, str):
        return _text(str.__str__(value))
    if isinstance(value, float):
        return _number(float(value))
    if isinstance(value, int):
        return int(value)
    if depth > _MAX_DEPTH:
        raise Unsendable(f"nested deeper than {_MAX_DEPTH} levels: does it contain itself?")
    if isinstance(value, dict):
        return {_key(key): located(step(key), _plain, item, depth + 1) for key, item in value.items()}
    if isinstance(value, list) or (kind is tuple):
        return [located(f"[{index}]", _plain, item, depth + 1) for index, item in enumerate(value)]
    return _plain(value.item() if tensors.is_scalar(value) else _simplified(value), depth + 1)


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise Unsendable(
            f"the key {key!r:.80} is {name_of(key)}, JSON has text for keys: return {{str(key): value, …}}"
        )
    return _text(str.__str__(key))


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unsendable("a str with a lone surrogate is no valid text: decode it with errors='replace'") from None
    return text


def _number(number: float) -> float:
    if not math.isfinite(number):
        raise Unsendable(f"{number} is no number in JSON: return None or a text for it")
    return number


def _simplified(value: Any) -> Any:
    if isinstance(value, (bytes, bytearray, memoryview)):
        raise Unsendable(f"{name_of(value)} is nothing that JSON can carry: return text, base64 for example")
    try:
        return simplify(value, strict=True)
    except Unsendable as refusal:
        raise Unsendable(
            f"{name_of(value)} is nothing that JSON can carry: return None, bool, int, float, str, list, dict,"
            " or a dataclass of these"
        ) from refusal
