"""A tool's arguments: held against its schema, made into what its annotations ask for, and bound to its function."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from vivarium_worker.calls.failure import Refused
from vivarium_worker.schema.arguments import misfit
from vivarium_worker.schema.shape import Schema
from vivarium_worker.schema.signature import Signature
from vivarium_worker.tools.check import misfit_of
from vivarium_worker.tools.errors import ToolValidationError
from vivarium_worker.values.unsendable import name_of


class Binding(NamedTuple):
    """How the arguments of one tool become a call of its function."""

    name: str
    function: Callable[..., Any]
    parameters: Schema
    convert: Callable[[dict[str, Any]], dict[str, Any]] | None
    binary: frozenset[str]
    """Bytes, for which a model sends base64."""
    whole: str | None
    """The one parameter that takes all arguments as a dict, where there is such a one."""

    def bind(self, arguments: Any) -> partial[Any]:
        """The call, ready to be made. Raises Refused when the arguments do not fit."""
        if not isinstance(arguments, Mapping):
            raise self._refused(f"the arguments are a dict by name, got {name_of(arguments)}")
        given = dict(arguments)
        problem = misfit_of(self.parameters, given)
        if problem is not None:
            raise self._refused(f"argument {problem.removeprefix('.')}")
        if self.whole is not None and set(given) != {self.whole}:
            return partial(self.function, given)
        refusal = misfit(self.name, self.function, given)
        if refusal is not None:
            raise refusal
        for name in self.binary & given.keys():
            given[name] = self._decoded(name, given[name])
        return partial(self.function, **(given if self.convert is None else self.convert(given)))

    def _decoded(self, name: str, value: Any) -> Any:
        try:
            return base64.b64decode(value, validate=True) if isinstance(value, str) else value
        except binascii.Error as error:
            raise self._refused(f"argument {name}: expected bytes as base64 ({error})") from None

    def _refused(self, why: str) -> Refused:
        return Refused("bad_arguments", f"{self.name}: {why}")


def binding_of(name: str, function: Callable[..., Any], signature: Signature, parameters: Schema) -> Binding:
    """Raises ToolValidationError when the schema describes arguments that the function does not take."""
    taken = [parameter.name for parameter in signature.parameters]
    described = parameters.get("properties", {})
    whole = _whole(signature, described)
    unknown = [each for each in described if each not in taken]
    if unknown and whole is None and not signature.open_ended:
        raise ToolValidationError(
            f"parameters.properties: {name} has no parameter {unknown[0]!r}, it takes ({', '.join(taken)});"
            " name them alike, or let it take one dict"
        )
    binary = frozenset(parameter.name for parameter in signature.parameters if parameter.shape.name == "binary")
    return Binding(name, function, parameters, signature.converter(name), binary, whole)


def _whole(signature: Signature, described: Schema) -> str | None:
    """`def f(params)` with a schema that does not know `params`: it takes what the schema describes, in one dict."""
    if len(signature.parameters) != 1 or signature.open_ended:
        return None
    only = signature.parameters[0]
    return only.name if only.name not in described and only.shape.name in ("any", "map") else None
