"""An adapter's name → its tools: `./file.py`, `./file.py:Class`, `pkg.module`, `pkg.module.Class`."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from vivarium_worker.adapters.adapter import BaseAdapter
from vivarium_worker.adapters.tool import tools_of
from vivarium_worker.adapters.toolbox import Toolbox


class AdapterNotFound(Exception):
    """No adapter under that name. The message says what was tried."""


def load(spec: str, paths: Sequence[str] = (), expose: Sequence[str] | None = None) -> Toolbox:
    """Imports an adapter and looks up its tools. `paths` are the folders a relative file is looked for in.

    `expose` are the names that are tools, and no others; without it, the adapter says so itself.

    Raises AdapterNotFound, or whatever importing it raised.
    """
    where, _, name = spec.partition(":") if not _is_drive(spec) else (spec, "", "")
    if where.endswith(".py"):
        return _toolbox(spec, _import_file(spec, where, paths), name, expose)
    module, found = _import_module(spec, where)
    return _toolbox(spec, module, name or found, expose)


_loaded: dict[tuple[object, ...], Toolbox] = {}


def load_once(spec: str, paths: Sequence[str], expose: Sequence[str] | None) -> Toolbox:
    """`load`, with `paths` first on `sys.path`. What a zygote has loaded is not loaded again by those it forks."""
    key = (spec, *paths, None, *(expose or ()))
    if key not in _loaded:
        sys.path[1:1] = paths
        _loaded[key] = load(spec, paths, expose)
    return _loaded[key]


def toolbox_of(adapter: type | ModuleType) -> Toolbox:
    """The tools of an adapter that has been imported. Raises AdapterNotFound when there are none."""
    if isinstance(adapter, type):
        return _of_class(adapter.__qualname__, adapter)
    return _toolbox(adapter.__name__, adapter, "")


def _is_drive(spec: str) -> bool:
    return len(spec) > 2 and spec[1] == ":" and spec.count(":") == 1


def _import_file(spec: str, where: str, paths: Sequence[str]) -> ModuleType:
    tried = [Path(folder, where).resolve() for folder in (*paths, os.curdir)]
    file = next((path for path in tried if path.is_file()), None)
    if file is None:
        places = ", ".join(dict.fromkeys(map(str, tried)))
        raise AdapterNotFound(f"adapter {spec!r}: there is no such file (looked for {places})")
    packaged = _in_package(file)
    if packaged is not None:
        # As a part of its package it may import its neighbours as `.handlers`.
        folder, dotted = packaged
        sys.path.insert(1, str(folder))
        return importlib.import_module(dotted)
    # What lies beside the file can be imported, as when Python runs it as a script.
    sys.path.insert(1, str(file.parent))
    name = file.stem if file.stem.isidentifier() and not _taken(file.stem) else f"adapter_{file.stem}"
    loader = importlib.util.spec_from_file_location(name, file)
    if loader is None or loader.loader is None:
        raise AdapterNotFound(f"adapter {spec!r}: {file} is not Python source")
    module = sys.modules[name] = importlib.util.module_from_spec(loader)
    loader.loader.exec_module(module)
    return module


def _in_package(file: Path) -> tuple[Path, str] | None:
    """`/srv/my_adapter/adapter.py` → `/srv`, `my_adapter.adapter`, when it can be imported by that name."""
    names = [file.stem]
    for folder in file.parents:
        if not (folder / "__init__.py").is_file():
            break
        names.insert(0, folder.name)
    usable = len(names) > 1 and all(map(str.isidentifier, names)) and not _taken(names[0], folder / names[0])
    return (folder, ".".join(names)) if usable else None


def _taken(name: str, by: Path | None = None) -> bool:
    """Whether a module's name stands for something else than the package in this folder."""
    there = sys.modules.get(name)
    if there is None:
        return name in sys.stdlib_module_names
    return str(by) not in getattr(there, "__path__", ())


def _import_module(spec: str, where: str) -> tuple[ModuleType, str]:
    try:
        return importlib.import_module(where), ""
    except ModuleNotFoundError as missing:
        parent, _, name = where.rpartition(".")
        if missing.name is None or not (where == missing.name or where.startswith(f"{missing.name}.")):
            raise  # The adapter is there; something it imports is not.
        if parent and missing.name == where:
            return importlib.import_module(parent), name
        raise AdapterNotFound(
            f"adapter {spec!r}: there is no module {missing.name!r} (looked in {', '.join(filter(None, sys.path))}); "
            f"a file is named by its path, as ./{where.replace('.', '/')}.py"
        ) from None


def _toolbox(spec: str, module: ModuleType, name: str, expose: Sequence[str] | None = None) -> Toolbox:
    if name:
        owner = getattr(module, name, None)
        if not isinstance(owner, type):
            classes = ", ".join(kind.__name__ for kind in _adapters(module)) or "none"
            raise AdapterNotFound(
                f"adapter {spec!r}: {module.__name__} has no class {name!r} (adapters there: {classes})"
            )
        return _of_class(spec, owner, expose)
    adapters = _adapters(module)
    if len(adapters) > 1:
        choices = " or ".join(f"{spec}:{kind.__name__}" for kind in adapters)
        raise AdapterNotFound(f"adapter {spec!r}: it has several adapters, say which: {choices}")
    return _of_class(spec, adapters[0], expose) if adapters else _of_module(spec, module, expose)


def _adapters(module: ModuleType) -> list[type]:
    """The adapters a module defines, without those it only defines to extend them."""
    own = [
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, BaseAdapter) and kind.__module__ == module.__name__
    ]
    return [kind for kind in own if not any(other is not kind and issubclass(other, kind) for other in own)]


def _of_class(spec: str, owner: type, expose: Sequence[str] | None = None) -> Toolbox:
    marked = tools_of(owner)
    routed = hasattr(owner, "execute_tool")
    if expose is not None:
        if routed:
            raise AdapterNotFound(f"adapter {spec!r}: {owner.__name__} has an execute_tool, so `expose` means nothing")
        return Toolbox(owner, _chosen(spec, owner.__name__, dict(marked), expose))
    if not marked and not routed:
        raise AdapterNotFound(f"adapter {spec!r}: {owner.__name__} has no tools; mark its methods with @tool")
    return Toolbox(owner, marked)


def _of_module(spec: str, module: ModuleType, expose: Sequence[str] | None = None) -> Toolbox:
    registered = _registered(module)
    if expose is not None:
        module = registered or module
        functions = {name: value for name, value in vars(module).items() if callable(value)}
        return Toolbox(module, _chosen(spec, module.__name__, functions, expose))
    if registered is not None:
        tools = [(name, value) for name, value in vars(registered).items() if not name.startswith("__")]
        if not tools:
            raise AdapterNotFound(f"adapter {spec!r}: none of the tools {module.__name__} has registered is enabled")
        return Toolbox(registered, tools)
    own = [
        (name, value)
        for name, value in vars(module).items()
        if inspect.isfunction(value) and not name.startswith("_") and value.__module__ == module.__name__
    ]
    if not own:
        raise AdapterNotFound(
            f"adapter {spec!r}: {module.__name__} defines neither a class that extends BaseAdapter"
            " nor a public function"
        )
    return Toolbox(module, own)


def _registered(module: ModuleType) -> ModuleType | None:
    """The tools that a module has registered; `None` when it has nothing to do with them."""
    if "vivarium_worker.tools" not in sys.modules:
        return None
    from vivarium_worker.tools.adapter import registered_in

    return registered_in(module)


def _chosen(spec: str, owner: str, there: Mapping[str, Any], expose: Sequence[str]) -> list[tuple[str, Any]]:
    missing = [name for name in expose if name not in there]
    if missing:
        offer = ", ".join(name for name in there if not name.startswith("_")) or "none"
        raise AdapterNotFound(
            f"adapter {spec!r}: {owner} has no {' and no '.join(map(repr, missing))} to expose (there are: {offer})"
        )
    return [(name, there[name]) for name in dict.fromkeys(expose)]
