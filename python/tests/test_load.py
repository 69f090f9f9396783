"""An adapter's name → its tools: what is exposed, and files that are part of a package."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from vivarium_worker.adapters.load import AdapterNotFound, load


@pytest.fixture(autouse=True)
def imports_are_undone() -> Iterator[None]:
    paths, modules = list(sys.path), set(sys.modules)
    yield
    sys.path[:] = paths
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_an_importable_module_exposes_the_names_that_are_listed_and_no_others() -> None:
    toolbox = load("statistics", expose=["median", "mean"])
    assert list(toolbox.tools) == ["median", "mean"]
    assert toolbox.tools["mean"].signature.schema()["required"] == ["data"]


def test_a_module_may_expose_what_it_has_imported(tmp_path: Path) -> None:
    written(tmp_path, {"own.py": "from statistics import mean as average\ndef other(): ...\n"})
    assert list(load("own.py", [str(tmp_path)], ["average"]).tools) == ["average"]
    assert list(load("own.py", [str(tmp_path)]).tools) == ["other"]


def test_a_class_exposes_some_of_its_tools(tmp_path: Path) -> None:
    lines = ["from vivarium_worker import BaseAdapter, tool", "class Own(BaseAdapter):"]
    lines += [f"    @tool\n    def {name}(self): ..." for name in ("a", "b")] + ["    def c(self): ..."]
    written(tmp_path, {"own_class.py": "\n".join(lines)})
    assert list(load("own_class.py", [str(tmp_path)], ["b"]).tools) == ["b"]
    with pytest.raises(AdapterNotFound, match=r"Own has no 'c' and no 'd' to expose \(there are: a, b\)"):
        load("own_class.py:Own", [str(tmp_path)], ["a", "c", "d"])


def test_what_is_not_there_cannot_be_exposed() -> None:
    with pytest.raises(AdapterNotFound, match=r"'statistics': statistics has no 'average' to expose .*mean, "):
        load("statistics", expose=["average"])


def test_an_adapter_that_judges_names_itself_exposes_all_it_likes(tmp_path: Path) -> None:
    written(tmp_path, {"any.py": "class Any:\n    def execute_tool(self, name, arguments, context): ...\n"})
    with pytest.raises(AdapterNotFound, match="Any has an execute_tool"):
        load("any.py:Any", [str(tmp_path)], ["a"])


PACKAGE = {
    "shop/__init__.py": "",
    "shop/adapter.py": "from .handlers.prices import price\ndef cost(of: str) -> int:\n    return price(of)\n",
    "shop/handlers/__init__.py": "",
    "shop/handlers/prices.py": "def price(of): return len(of)\n",
}


def test_a_file_in_a_package_may_import_its_neighbours(tmp_path: Path) -> None:
    written(tmp_path, PACKAGE)
    assert list(load("shop/adapter.py", [str(tmp_path)]).tools) == ["cost"]
    assert list(load(str(tmp_path / "shop" / "adapter.py")).tools) == ["cost"]
    assert "shop.handlers.prices" in sys.modules


def test_a_file_in_a_package_whose_name_is_taken_is_loaded_by_itself(tmp_path: Path) -> None:
    written(tmp_path, {"json/__init__.py": "", "json/adapter.py": "def f(): ...\n"})
    assert list(load("json/adapter.py", [str(tmp_path)]).tools) == ["f"]
    written(tmp_path, {"my-shop/__init__.py": "", "my-shop/adapter.py": "def g(): ...\n"})
    assert list(load("my-shop/adapter.py", [str(tmp_path)]).tools) == ["g"]
