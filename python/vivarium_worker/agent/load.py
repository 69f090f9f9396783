"""A module's name → the agent it defines: `agents.example_agent`, `agents.example_agent:writer`, `./writer.py`."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

_NAMES = ("agent", "create_agent", "run")


class AgentNotFound(Exception):
    """No agent under that name. The message says what was tried."""


def load(spec: str, model: str | None) -> Any:
    """What the module calls `agent`; else what its `create_agent(model)` makes; else its function `run`.

    `module:name` chooses another name; a function whose name begins with `create_` is called with the model.
    Raises AgentNotFound, or whatever importing it raised.
    """
    where, _, name = spec.partition(":")
    module = _import(where)
    for candidate in (name,) if name else _NAMES:
        found = getattr(module, candidate, None)
        if found is not None:
            return found(model) if candidate.startswith("create_") else found
    if name:
        raise AgentNotFound(f"agent {spec!r}: {module.__name__} has no {name!r}")
    raise AgentNotFound(
        f"agent {spec!r}: {module.__name__} defines none of {', '.join(_NAMES)}; another name is written {where}:NAME"
    )


def _import(where: str) -> ModuleType:
    sys.path[:0] = [folder for folder in (os.curdir,) if folder not in sys.path]
    if where.endswith(".py"):
        return _import_file(Path(where))
    try:
        return importlib.import_module(where)
    except ModuleNotFoundError as missing:
        if missing.name is None or not (where == missing.name or where.startswith(f"{missing.name}.")):
            raise  # The agent is there; something it imports is not.
        places = ", ".join(dict.fromkeys(os.path.abspath(folder) for folder in sys.path))
        raise AgentNotFound(f"agent {where!r}: there is no module {missing.name!r} (looked in {places})") from None


def _import_file(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.is_file():
        raise AgentNotFound(f"agent {str(path)!r}: there is no such file (looked in {path.resolve().parent})")
    sys.path.insert(0, str(path.resolve().parent))
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
