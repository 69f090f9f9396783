"""A fault in a tool's thread is not lost."""

from __future__ import annotations

import pytest
from host import Host


@pytest.mark.parametrize("concurrency", [1, 2])
def test_a_call_that_cannot_be_answered_ends_the_worker(concurrency: int) -> None:
    with Host("unanswerable", concurrency=concurrency) as host:
        host.start("unanswerable")
        assert host.process.exit_code() == 71
        assert "a fault of the worker itself (MemoryError: while ending)" in host.process.output()[1]
