"""The two ways to name arguments, and the options of a call into the host."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def arguments_of(mapping: Mapping[str, Any] | None, named: dict[str, Any]) -> dict[str, Any]:
    """Arguments given in one mapping, by name, or both. Raises TypeError."""
    if mapping is None:
        return named
    if not isinstance(mapping, Mapping):
        raise TypeError(
            f"a host tool takes its arguments by name or in one mapping, got {type(mapping).__name__}:"
            " write call_host_tool('name', key=value)"
        )
    twice = mapping.keys() & named.keys()
    if twice:
        raise TypeError(f"argument {min(twice)!r} is given twice: in the mapping and by name")
    return {**mapping, **named}


def timeout_of(options: Mapping[str, Any] | None) -> float | None:
    """Seconds, of `options={"timeout": milliseconds}`. Raises TypeError or ValueError."""
    if options is None:
        return None
    if not isinstance(options, Mapping):
        raise TypeError(f'options is a dict like {{"timeout": 5000}}, got {type(options).__name__}')
    unknown = [key for key in options if key != "timeout"]
    if unknown:
        raise ValueError(
            f"unknown option {unknown[0]!r}: the only one is 'timeout' (milliseconds);"
            " an argument of the tool that is called options goes into the mapping"
        )
    timeout = options.get("timeout")
    if timeout is None:
        return None
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)) or not 0 < timeout < 1 << 32:
        raise ValueError(f"the option 'timeout' is a number of milliseconds above 0, got {timeout!r}")
    return timeout / 1000
