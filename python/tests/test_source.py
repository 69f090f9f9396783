"""What holds for every source file of the package, whichever Python runs the tests."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

_HOME = Path(__file__).parent.parent
_SOURCES = sorted(
    path for package in ("vivarium_worker", "snakepit_bridge", "templates") for path in (_HOME / package).rglob("*.py")
)
_OURS = [path for path in _SOURCES if path.parent.name != "proto"]


def _name(path: Path) -> str:
    return str(path.relative_to(_HOME))


@pytest.mark.parametrize("path", _SOURCES, ids=_name)
def test_the_oldest_python_that_is_promised_can_read_it(path: Path) -> None:
    ast.parse(path.read_text(), feature_version=(3, 10))


# An agent tells its host on stdout that it serves.
_SPEAKS = _HOME / "vivarium_worker" / "agent" / "main.py"


@pytest.mark.parametrize("path", [path for path in _OURS if path != _SPEAKS], ids=_name)
def test_stdout_is_left_to_the_tools(path: Path) -> None:
    calls = [ast.unparse(node) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    assert [call for call in calls if call.startswith(("print(", "sys.stdout.write(", "os.write(1,"))] == []
