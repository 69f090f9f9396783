"""Processes that a tool forks."""

from __future__ import annotations

import signal
import sys

import pytest
from host import Host

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_forked_child_ends_by_a_signal_as_any_process_does(name: str) -> None:
    number = getattr(signal, name)
    with Host("forks") as host:
        assert host.call("child_hears", number=number) == -number


def test_a_multiprocessing_pool_comes_to_its_end() -> None:
    with Host("forks") as host:
        assert host.call("squares", to=5) == [0, 1, 4, 9, 16]


@pytest.mark.parametrize(("how", "code"), [("returns", 0), ("exits", 3), ("raises", 1)])
@pytest.mark.parametrize("concurrency", [1, 2])
def test_a_forked_child_that_comes_back_from_its_tool_ends(how: str, code: int, concurrency: int) -> None:
    with Host("forks", concurrency=concurrency) as host:
        assert host.call("child_comes_back", how=how) == code
        assert host.call("child_comes_back", how=how) == code
