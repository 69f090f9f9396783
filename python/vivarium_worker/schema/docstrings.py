"""What a docstring says of each argument, in the three forms in use: Google's, numpy's and Sphinx's."""

from __future__ import annotations

import inspect
import re
from typing import Any

_GOOGLE = re.compile(r"^(Args|Arguments|Parameters|Attributes|Keyword Args|Keyword Arguments):\s*$")
_NUMPY = re.compile(r"^(Parameters|Attributes|Other Parameters)\s*$")
_SPHINX = re.compile(r"^:(?:param|arg|ivar)\s+(?:[^:]*\s)?\*{0,2}(\w+):\s*(.*)$")
_GOOGLE_ITEM = re.compile(r"^\*{0,2}(\w+)\s*(?:\([^)]*\))?:\s*(.*)$")
_NUMPY_ITEM = re.compile(r"^\*{0,2}(\w+(?:\s*,\s*\w+)*)\s*(?::.*)?$")
_ANY_SECTION = re.compile(r"^([A-Z]\w*( \w+)?:\s*$|:\w+)")

_Lines = list[str]


def arguments_in(documented: Any) -> dict[str, str]:
    """The description of each argument (of each field, for a class) that its docstring describes, on one line."""
    lines = _lines(documented)
    found: dict[str, str] = {}
    for at, line in enumerate(lines):
        if _GOOGLE.match(line):
            found |= _items(_below(lines[at + 1 :]), _GOOGLE_ITEM)
        elif _NUMPY.match(line) and _is_rule(lines[at + 1 : at + 2]):
            found |= _numpy_items(lines[at + 2 :])
        elif sphinx := _SPHINX.match(line):
            found[sphinx[1]] = _joined([sphinx[2], *_below(lines[at + 1 :])])
    return {name: text for name, text in found.items() if text}


def summary_of(documented: Any) -> str:
    """What a docstring says before its first section."""
    kept: _Lines = []
    for line in _lines(documented):
        if _ANY_SECTION.match(line):
            break
        if _is_rule([line]) and kept:
            kept.pop()
            break
        kept.append(line)
    return "\n".join(kept).strip()


def _lines(documented: Any) -> _Lines:
    return (inspect.getdoc(documented) or "").splitlines()


def _is_rule(lines: _Lines) -> bool:
    return bool(lines) and len(lines[0]) > 2 and set(lines[0].strip()) == {"-"}


def _below(lines: _Lines) -> _Lines:
    """The lines of a section: those that are indented, up to the first that is not."""
    end = next((at for at, line in enumerate(lines) if line.strip() and not line[0].isspace()), len(lines))
    return inspect.cleandoc("\n".join(["", *lines[:end]])).splitlines()


def _items(lines: _Lines, head: re.Pattern[str]) -> dict[str, str]:
    found: dict[str, _Lines] = {}
    name = ""
    for line in lines:
        item = None if line[:1].isspace() else head.match(line)
        if item is not None:
            name = item[1]
            found[name] = [item[2]]
        elif name:
            found[name].append(line)
    return {name: _joined(text) for name, text in found.items()}


def _numpy_items(lines: _Lines) -> dict[str, str]:
    found: dict[str, str] = {}
    for at, line in enumerate(lines):
        if _is_rule(lines[at + 1 : at + 2]):
            break
        item = None if line[:1].isspace() else _NUMPY_ITEM.match(line)
        if item is not None:
            found |= dict.fromkeys(re.split(r"\s*,\s*", item[1]), _joined(_below(lines[at + 1 :])))
    return found


def _joined(lines: _Lines) -> str:
    return " ".join(" ".join(lines).split())
