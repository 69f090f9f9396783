"""Checks what is asked of a model before anything is sent. A refusal is a ValidationError that names the field."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from vivarium_worker.providers.errors import ValidationError

_MOST_TOKENS = 2**32 - 1
_MOST_PROMPTS = 1000


def filled(field: str, value: Any) -> str:
    """A text with something in it."""
    if not isinstance(value, str):
        raise refused(field, value, f"{field} is a str, got {type(value).__name__}")
    if not value.strip():
        raise refused(field, value, f"{field[:1].upper()}{field[1:]} cannot be empty")
    return value


def optional(field: str, value: Any) -> str | None:
    """A text with something in it, or `None`."""
    return None if value is None else filled(field, value)


def whole(field: str, value: Any, most: int = _MOST_TOKENS) -> int | None:
    """A whole number from 1 on, or `None`."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most):
        return value
    raise refused(field, value, f"{field} must be a whole number from 1 to {most}")


def number(field: str, value: Any, least: float, most: float = math.inf) -> float | None:
    """A number in a range, or `None`."""
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most):
        return value
    raise refused(field, value, f"{field} must be a number from {least:g} to {most:g}")


def texts(field: str, values: Any) -> list[str]:
    """A list of texts, none of them empty, at most 1,000."""
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise refused(field, values, f"{field} is a list of str, got {type(values).__name__}")
    if not 1 <= len(values) <= _MOST_PROMPTS:
        raise ValidationError(f"{field} takes 1 to {_MOST_PROMPTS} texts", field=field, value=str(len(values)))
    return [filled(f"{field}[{index}]", value) for index, value in enumerate(values)]


def refused(field: str, value: Any, problem: str) -> ValidationError:
    """The refusal of a value."""
    shown = value if isinstance(value, str) else repr(value)
    return ValidationError(problem, field=field, value=shown[:80])
