"""What a tool gives: the annotation of its result as JSON Schema, so that callers can be checked by a compiler.

Nothing is held against it when the tool runs.
"""

from __future__ import annotations

import collections.abc as abc
import typing
from collections.abc import Callable
from typing import Any

from vivarium_worker.schema.shape import Schema, Undescribable, hints_of
from vivarium_worker.schema.shapes import shape_of

_STREAMS = (abc.Iterator, abc.Iterable, abc.Generator, abc.AsyncIterator, abc.AsyncIterable, abc.AsyncGenerator)


def returned(function: Callable[..., Any], streaming: bool) -> Schema:
    """The schema of a tool's result, or of each chunk when it streams; `{}` when nothing is known of it."""
    hint = hints_of(function).get("return", Any)
    if streaming and (typing.get_origin(hint) or hint) in _STREAMS:
        hint = (*typing.get_args(hint), Any)[0]
    try:
        return _sent(hint)
    except Undescribable:
        return {}


def _sent(hint: Any) -> Schema:
    fields = getattr(hint, "_fields", None)
    if fields is None or not isinstance(hint, type):
        return shape_of(hint).schema
    # A named tuple is taken by its names, and sent as the tuple that it is.
    hints = hints_of(hint)
    items = [shape_of(hints.get(name, Any)).schema for name in fields]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
