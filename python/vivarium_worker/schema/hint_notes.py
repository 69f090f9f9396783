"""What `Annotated[T, …]` says beside the type: a description, and bounds, in JSON Schema's words.

A text is a description. Of objects the attributes count, so that pydantic's `Field`, annotated-types and `Doc` all do
and none of them is imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vivarium_worker.schema.shape import Schema

_DESCRIPTIONS = ("description", "documentation")
_BOUNDS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "multiple_of": "multipleOf",
    "pattern": "pattern",
}
_LENGTHS = {"min_length": "min", "max_length": "max"}


def noted(schema: Schema, notes: Iterable[Any]) -> Schema:
    """The schema with what the notes add to it."""
    added: Schema = {}
    for note in _flat(notes):
        if isinstance(note, str):
            added["description"] = note
            continue
        for text in (getattr(note, name, None) for name in _DESCRIPTIONS):
            if isinstance(text, str):
                added["description"] = text
        bounds = {keyword: getattr(note, name, None) for name, keyword in _BOUNDS.items()}
        lengths = {end + _unit(schema): getattr(note, name, None) for name, end in _LENGTHS.items()}
        added |= {keyword: bound for keyword, bound in {**bounds, **lengths}.items() if _is_bound(bound)}
    return {**schema, **added}


def _flat(notes: Iterable[Any]) -> Iterable[Any]:
    """pydantic's `Field` keeps its bounds as notes of its own."""
    for note in notes:
        yield note
        inner = getattr(note, "metadata", None)
        if isinstance(inner, (list, tuple)):
            yield from _flat(inner)


def _unit(schema: Schema) -> str:
    return {"array": "Items", "object": "Properties"}.get(str(schema.get("type")), "Length")


def _is_bound(bound: Any) -> bool:
    return isinstance(bound, (int, float, str)) and not isinstance(bound, bool)
