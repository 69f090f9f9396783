"""Why a call's arguments do not fit its tool, in words for the person who made the call."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Iterable
from typing import Any

from vivarium_worker.calls.failure import Refused


def misfit(name: str, function: Any, arguments: dict[str, Any]) -> Refused | None:
    """The refusal when the arguments do not fit the function's signature, `None` when they do.

    Asked only after a TypeError: it tells a bad call from a mistake inside the tool.
    """
    try:
        signature = inspect.signature(function)
        signature.bind(**arguments)
        return None
    except ValueError:
        return None  # A function in C without a signature.
    except TypeError:
        pass
    parameters = signature.parameters.values()
    wanted = ", ".join(_shown(parameter) for parameter in parameters)
    missing = [p.name for p in parameters if _needed(p) and p.name not in arguments]
    unknown = [key for key in arguments if key not in signature.parameters]
    faults = [
        *(f"missing argument {key!r}" for key in missing),
        *(f"unexpected argument {key!r}" for key in unknown),
    ]
    return Refused("bad_arguments", f"{name}: {', '.join(faults) or 'the arguments do not fit'}; it takes ({wanted})")


def unknown_tool(name: str, known: Iterable[str]) -> Refused:
    """The refusal of a tool that is not there, with the nearest names."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, 1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return Refused("unknown_tool", f"there is no tool {name!r}: {hint}the adapter has {', '.join(names)}")


def stream_only(name: str) -> Refused:
    """The refusal of calling a generator."""
    return Refused("stream_only", f"{name} is a generator: use stream, not call")


def _shown(parameter: inspect.Parameter) -> str:
    """As in the source, without the type: with postponed annotations those are quoted strings."""
    return str(parameter.replace(annotation=inspect.Parameter.empty))


def _needed(parameter: inspect.Parameter) -> bool:
    named = (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
    return parameter.kind in named and parameter.default is parameter.empty
