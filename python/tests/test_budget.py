"""What a worker imports before it dials, counted in modules: milliseconds depend on the machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_LATE = (
    "numpy",
    "asyncio",
    "ssl",
    "dataclasses",
    "decimal",
    "uuid",
    "importlib.metadata",
    "vivarium_worker.schema.class_shapes",
    "vivarium_worker.host.lane",
    "vivarium_worker.calls.perform_async",
    "vivarium_worker.adapters.registration",
    "vivarium_worker.host.session_aio",
    "vivarium_worker.values.simplify",
    "vivarium_worker.telemetry.backends",
    "vivarium_worker.testing",
    "vivarium_worker.thread_safe",
)


def _imported(statement: str) -> set[str]:
    script = f"import sys; {statement}; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    )


def test_a_worker_imports_few_modules_and_none_of_those_that_most_calls_do_not_need() -> None:
    modules = _imported("import vivarium_worker.process.worker")
    own = {name for name in modules if name.startswith("vivarium_worker")}
    files = own - {name.rpartition(".")[0] for name in own}  # packages hold nothing
    assert len(files) <= 55, sorted(files)
    assert len(modules) <= 220, sorted(modules)
    assert not modules.intersection(_LATE)


@pytest.mark.parametrize(("lane", "imports"), [("grpc", True), ("socket", False)])
def test_a_zygote_of_socket_workers_leaves_uvloop_alone(tmp_path: Path, lane: str, imports: bool) -> None:
    (tmp_path / "uvloop.py").touch()
    path = f"sys.path.append({str(tmp_path)!r})"
    modules = _imported(f"{path}; from vivarium_worker.process import worker; worker.import_all({lane!r})")
    assert ("uvloop" in modules) is imports


def test_an_adapter_is_imported_without_grpc_or_protobuf() -> None:
    late = "vivarium_worker.telemetry.events, vivarium_worker.thread_safe"
    modules = _imported(f"from vivarium_worker import BaseAdapter, tool; import {late}")
    assert not {name for name in modules if name.partition(".")[0] in ("grpc", "google", "numpy", "msgpack")}
