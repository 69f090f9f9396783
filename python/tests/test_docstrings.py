"""Descriptions of arguments and fields, from docstrings."""

from __future__ import annotations

import typing
from typing import Annotated, Any

import pytest

from vivarium_worker.tools import generate_schema

TEXT = {"type": "string"}


def google(a: int, b: str, c: Annotated[str, "By its note"]) -> None:
    """Does it.

    Args:
        a: How many
        b (str, optional): In which way,
            told on two lines
        c: By the docstring

    Returns:
        d: nothing
    """


def numpys(a: int, b: str, c: str) -> None:
    """Does it.

    Parameters
    ----------
    a : int
        How many
    b, c : str
        In which way,
        told on two lines

    Returns
    -------
    d : None
        Nothing
    """


def sphinx(a: int, b: str) -> None:
    """Does it.

    :param a: How many
    :param str b: In which way,
        told on two lines
    :returns: nothing
    """


WAY = "In which way, told on two lines"


@pytest.mark.parametrize(
    ("function", "descriptions"),
    [
        (google, {"a": "How many", "b": WAY, "c": "By its note"}),
        (numpys, {"a": "How many", "b": WAY, "c": WAY}),
        (sphinx, {"a": "How many", "b": WAY}),
    ],
)
def test_descriptions_come_from_the_docstring_in_each_of_its_forms(function: Any, descriptions: dict[str, str]) -> None:
    properties = generate_schema(function)["properties"]
    assert {name: schema.get("description") for name, schema in properties.items()} == descriptions


def test_fields_are_described_by_the_docstring_of_their_class() -> None:
    class Place(typing.TypedDict):
        """Where it is.

        Attributes:
            city: Its name
        """

        city: str

    def tool(x): ...  # type: ignore[no-untyped-def]

    tool.__annotations__["x"] = Place
    assert generate_schema(tool)["properties"]["x"]["properties"] == {"city": {**TEXT, "description": "Its name"}}
