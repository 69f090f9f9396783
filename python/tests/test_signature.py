"""Whole signatures: defaults, open ends, and those that no host could call."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from vivarium_worker.schema.signature import BadSignature, signature_of


def test_defaults_are_shown_and_make_an_argument_optional() -> None:
    def tool(a: int, b: str = "x", c: Any = len, *, d: bool) -> None: ...

    assert signature_of("tool", tool).schema() == {
        "type": "object",
        "properties": {
            "a": {"type": "integer", "x-type": "integer"},
            "b": {"type": "string", "x-type": "string", "default": "x"},
            "c": {"x-type": "any"},
            "d": {"type": "boolean", "x-type": "boolean"},
        },
        "required": ["a", "d"],
        "additionalProperties": False,
    }


def test_keyword_arguments_allow_any_name() -> None:
    def tool(**options: int) -> None: ...

    assert signature_of("tool", tool).schema()["additionalProperties"] is True


def test_a_decorator_that_hides_the_signature_leaves_it_open() -> None:
    def tool(*args: Any, **kwargs: Any) -> None: ...

    schema = signature_of("tool", tool).schema()
    assert (schema["properties"], schema["additionalProperties"]) == ({}, True)


def test_an_annotation_that_cannot_be_resolved_costs_the_types_only() -> None:
    def tool(a: Nowhere) -> None: ...  # type: ignore[name-defined]  # noqa: F821

    assert signature_of("tool", tool).schema()["properties"] == {"a": {"x-type": "any"}}


def test_what_has_a_default_and_cannot_come_from_the_host_is_left_out() -> None:
    def tool(a: int, log: logging.Logger = logging.getLogger(), b: int = 1, /) -> None: ...  # noqa: B008

    def other(a: int, log: logging.Logger = logging.getLogger()) -> None: ...  # noqa: B008

    assert list(signature_of("other", other).schema()["properties"]) == ["a"]
    with pytest.raises(BadSignature, match=r"^tool 'tool', parameter 'a': arguments come by name.*behind the '/'$"):
        signature_of("tool", tool)


def test_a_parameter_that_nothing_can_fill_is_refused_with_tool_parameter_and_remedy() -> None:
    def tool(*numbers: int) -> None: ...

    def other(log: logging.Logger) -> None: ...

    with pytest.raises(BadSignature, match=r"^tool 'tool', parameter '\*numbers': .* take a list: numbers: list$"):
        signature_of("tool", tool)
    with pytest.raises(
        BadSignature, match=r"^tool 'other', parameter 'log': .* a logging.Logger; annotate .* default$"
    ):
        signature_of("other", other)
