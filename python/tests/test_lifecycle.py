"""What a program says of itself, and what it may set."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any

import pytest

from vivarium_worker import configure_runtime, get_system_info, health_check, shutdown
from vivarium_worker.host import reach
from vivarium_worker.process import machine
from vivarium_worker.testing import FakeHost


def test_the_system_is_described_with_the_keys_that_programs_read() -> None:
    info = get_system_info()
    assert info["runtime_worker_threads"] >= 1 and info["cpu_count"] >= 1
    assert info["memory_allocator"] and info["version"] == info["python_binding_version"]
    assert {"runtime_uptime_seconds", "runtime_max_blocking_threads", "build_target", "build_profile"} <= info.keys()


def test_healthy_is_who_has_memory_and_reaches_its_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIVARIUM_ADDRESS", raising=False)
    health = health_check()
    assert (health["host_reachable"], health["runtime_healthy"]) == (None, True)
    assert health["overall_healthy"] == health["memory_healthy"]
    assert 0 < health["available_memory_mb"] <= health["total_memory_mb"]
    monkeypatch.setattr(reach, "_of_worker", FakeHost)
    assert health_check()["host_reachable"] is True


def test_who_cannot_reach_the_host_it_was_told_of_is_not_healthy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIVARIUM_ADDRESS", "unix:/nowhere/at/all.sock")
    health = health_check()
    assert (health["host_reachable"], health["overall_healthy"]) == (False, False)
    shutdown()
    shutdown()


def test_a_container_has_what_it_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = {"memory.max": 512 << 20, "memory.current": 200 << 20}
    monkeypatch.setattr(machine, "_cgroup", sizes.get)
    monkeypatch.setattr(machine, "_meminfo", lambda: {"MemTotal": 8 << 30, "MemAvailable": 4 << 30})
    assert machine.memory_mb() == (512, 312)
    monkeypatch.setattr(machine, "_cgroup", lambda _: None)
    assert machine.memory_mb() == (8192, 4096)


def test_what_can_be_set_is_set_and_the_rest_is_said_not_to_apply() -> None:
    before = threading.stack_size()
    try:
        report = configure_runtime(8, 16, 1, enable_blocking_pool=True, thread_keep_alive=10, thread_name_prefix="my-")
        assert threading.stack_size() == 1 << 20
    finally:
        threading.stack_size(before)
    assert report.pop("thread_stack_size_mb").startswith("applied")
    assert len(report) == 5 and all(became.startswith("not applicable: ") for became in report.values())
    assert configure_runtime() == {}


@pytest.mark.parametrize(
    "field", ["worker_threads", "max_blocking_threads", "thread_stack_size_mb", "thread_keep_alive"]
)
def test_a_number_that_is_none_is_refused(field: str) -> None:
    zero: dict[str, Any] = {field: 0}
    with pytest.raises(ValueError, match=f"{field} must be positive, got: 0"):
        configure_runtime(**zero)
    text: dict[str, Any] = {field: "8"}
    with pytest.raises(ValueError, match=f"{field} must be a number, got str"):
        configure_runtime(**text)


def test_an_adapter_does_not_pay_for_what_it_does_not_use() -> None:
    unused = ("llm", "providers", "grpc", "workflow")
    program = f"import sys, vivarium_worker; print([m for m in sys.modules for word in {unused} if word in m])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
