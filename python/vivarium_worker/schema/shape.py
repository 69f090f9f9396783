"""An annotation as the host needs it: JSON Schema, a short type name, and how a value that arrived becomes one."""

from __future__ import annotations

import typing
from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

Schema = dict[str, Any]
Convert = Callable[[Any], Any]


class Shape(NamedTuple):
    """What an annotation asks of a value.

    `name` is one of string, integer, float, boolean, embedding (numbers), list, map, tensor, binary, any.
    """

    schema: Schema
    name: str
    convert: Convert | None = None
    """`None` when values are used as they arrive. Raises Misfit."""


ANYTHING = Shape({}, "any")


class Misfit(ValueError):
    """A value cannot become what the annotation asks for. `path` is where: `.rows[3]`."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


class Undescribable(Exception):
    """No value from the host can ever become what this annotation asks for. The message names it."""


def convert_at(path: str, convert: Convert, value: Any) -> Any:
    """Converts a part of a value. Raises Misfit with the path of the part."""
    try:
        return convert(value)
    except Misfit as misfit:
        misfit.path = path + misfit.path
        raise


def hints_of(function_or_class: Any) -> dict[str, Any]:
    """Its annotations; none when one of them cannot be resolved here (`if TYPE_CHECKING`)."""
    try:
        return typing.get_type_hints(function_or_class, include_extras=True)
    except Exception:
        return {}


def described(schema: Schema, description: str | None) -> Schema:
    """The schema with a description, unless it has one."""
    return schema if description is None or "description" in schema else {**schema, "description": description}


def sent_as(member: Enum) -> Any:
    """What stands for a member of an enum on the way: its value; its name where not all of them have plain values."""
    plain = all(type(each.value) in (str, int, float, bool) for each in type(member))
    return member.value if plain else member.name


def shown(value: Any) -> str:
    """A value in a message, short."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
