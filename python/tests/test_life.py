"""A worker's life: hello, beats, output, limits, and each way it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import pairwise

import pytest
from host import Host, value
from lane_server import ADAPTERS
from worker_process import PYTHON_HOME

from vivarium_worker.lane import wire


def test_hello_says_who_dials() -> None:
    with Host("functions") as host:
        hello = value(host.wait_for(0, wire.HELLO))
        assert hello == {
            "protocol": 1,
            "token": "a-secret",
            "worker": "worker:test/0",
            "incarnation": 1,
            "pid": host.process.pid,
            "python": ".".join(map(str, sys.version_info[:3])),
        }


def test_user_code_never_sees_the_token() -> None:
    with Host("functions") as host:
        assert host.call("environment", name="VIVARIUM_TOKEN") is None


def test_linear_algebra_gets_one_thread_unless_the_user_says_otherwise() -> None:
    with Host("functions", env={"MKL_NUM_THREADS": "4"}) as host:
        assert host.call("environment", name="OPENBLAS_NUM_THREADS") == "1"
        assert host.call("environment", name="MKL_NUM_THREADS") == "4"


def test_a_refused_worker_says_why_and_ends() -> None:
    with Host("functions", refuse={"code": "UNAUTHENTICATED", "message": "wrong token"}) as host:
        assert host.process.exit_code() == 77
        assert (
            host.process.output()[1] == "worker:test/0: the host refused this worker (UNAUTHENTICATED: wrong token)\n"
        )


@pytest.mark.parametrize(
    ("adapter", "type_name", "text"),
    [
        ("broken.missing_import", "ModuleNotFoundError", "nothing_of_this_name"),
        ("./broken/syntax.py", "SyntaxError", "syntax.py"),
        ("broken.raises", "ValueError", 'raise ValueError("no model file")'),
    ],
)
def test_an_adapter_that_cannot_be_imported_is_reported_with_its_traceback(
    adapter: str, type_name: str, text: str
) -> None:
    with Host(adapter) as host:
        failure = value(host.wait_for(0, wire.LOAD_FAILED))
        assert failure["type"] == type_name
        assert text in failure["traceback"]
        assert "vivarium_worker" not in failure["traceback"]
        assert host.process.exit_code() == 78


@pytest.mark.parametrize(
    ("adapter", "message"),
    [
        ("./nowhere.py", "there is no such file (looked for {adapters}/nowhere.py"),
        ("no.such.module", "there is no module 'no'"),
        ("functions.Missing", "functions has no class 'Missing' (adapters there: none)"),
        ("./broken/several.py", "say which: ./broken/several.py:One or ./broken/several.py:Two"),
        ("broken.empty", "defines neither a class that extends BaseAdapter nor a public function"),
    ],
)
def test_an_adapter_that_is_not_there_says_what_was_tried(adapter: str, message: str) -> None:
    with Host(adapter) as host:
        failure = value(host.wait_for(0, wire.LOAD_FAILED))
        assert failure["type"] == "AdapterNotFound"
        assert message.format(adapters=ADAPTERS) in failure["message"]


@pytest.mark.parametrize(
    "adapter", ["./kinds.py", "./kinds.py:Kinds", "kinds", "kinds.Kinds", str(ADAPTERS / "kinds.py")]
)
def test_an_adapter_is_named_by_file_or_module_and_class(adapter: str) -> None:
    with Host(adapter) as host:
        assert host.call("add", a=1, b=1) == 2


def test_a_file_can_import_what_lies_beside_it() -> None:
    with Host(str(ADAPTERS / "functions.py"), paths=[]) as host:
        assert host.call("greet", name="ann") == "HELLO ANN!"


def test_calls_that_came_before_shutdown_are_finished_and_later_ones_cancelled() -> None:
    with Host("functions") as host:
        call = host.start("nap", seconds=0.3)
        host.process.wait_printed("begins")
        host.send(wire.SHUTDOWN, 0, number=10_000)
        late = host.start("echo", value=1)
        assert host.end(late).frame.kind == wire.CANCELLED
        assert value(host.end(call)) == "rested"
        assert host.process.exit_code() == 0
        assert host.process.output()[1] == ""


def test_a_call_that_outlasts_the_shutdown_is_not_waited_for() -> None:
    with Host("functions") as host:
        host.start("spin", seconds=60)
        host.process.wait_printed("begins")
        host.send(wire.SHUTDOWN, 0, number=100)
        assert host.process.exit_code() == 0


def test_sigterm_ends_the_worker_like_a_shutdown() -> None:
    with Host("functions") as host:
        call = host.start("nap", seconds=0.3)
        host.process.wait_printed("begins")
        os.kill(host.process.pid, signal.SIGTERM)
        assert value(host.end(call)) == "rested"
        assert host.process.exit_code() == 0


def test_a_call_that_outlasts_a_sigterm_by_5_s_is_not_waited_for() -> None:
    with Host("functions") as host:
        host.start("nap", seconds=60)
        host.process.wait_printed("begins")
        os.kill(host.process.pid, signal.SIGTERM)
        assert host.process.exit_code() == 0


def test_a_call_sent_after_a_sigterm_is_cancelled_and_not_left_unanswered() -> None:
    with Host("functions", concurrency=2) as host:
        call = host.start("nap", seconds=0.5)
        host.process.wait_printed("begins")
        os.kill(host.process.pid, signal.SIGTERM)
        host.settle()
        late = host.start("echo", value=1)
        assert host.end(late).frame.kind == wire.CANCELLED
        assert value(host.end(call)) == "rested"
        assert host.process.exit_code() == 0


def test_a_sys_exit_in_a_task_that_a_tool_started_ends_the_worker() -> None:
    with Host("kinds") as host:
        host.start("exit_in_task")
        assert host.process.exit_code() == 71
        assert "a fault of the worker itself (SystemExit: 3)" in host.process.output()[1]


def test_ctrl_c_is_the_hosts_business() -> None:
    with Host("functions") as host:
        call = host.start("nap", seconds=0.3)
        host.process.wait_printed("begins")
        os.kill(host.process.pid, signal.SIGINT)
        assert value(host.end(call)) == "rested"


def test_a_lost_lane_ends_the_worker_even_in_the_middle_of_a_tool() -> None:
    with Host("functions") as host:
        host.start("spin", seconds=60)
        host.process.wait_printed("begins")
        host.drop()
        assert host.process.exit_code() == 70
        assert "worker:test/0: the lane to the host is lost" in host.process.output()[1]


def test_a_host_that_is_not_there_is_one_line() -> None:
    env = {
        "VIVARIUM_ADDRESS": "unix:/nowhere/at/all",
        "VIVARIUM_TOKEN": "t",
        "VIVARIUM_WORKER": "worker:test/0",
        "VIVARIUM_INCARNATION": "1",
    }
    ended = subprocess.run([sys.executable, str(PYTHON_HOME)], env=env, capture_output=True, text=True, timeout=20)
    assert ended.returncode == 70
    assert ended.stderr.startswith("worker:test/0: could not attach to unix:/nowhere/at/all")
    assert ended.stderr.count("\n") == 1


def test_started_by_hand_it_says_so() -> None:
    ended = subprocess.run([sys.executable, str(PYTHON_HOME)], env={}, capture_output=True, text=True, timeout=20)
    assert ended.returncode == 64
    assert "workers are started by vivarium, not by hand" in ended.stderr


def test_beats_come_while_the_main_thread_is_busy_and_no_more_of_them_than_are_asked_for() -> None:
    with Host("functions", beat_ms=50) as host:
        host.ready()
        napping, spinning = _seconds_for_beats(host, "nap"), _seconds_for_beats(host, "spin")
        asked_for = 12 * 0.05
        assert min(napping, spinning) > asked_for / 2
        # Beside the same neighbours: a main thread that never lets go of the GIL costs a beat a few of its turns.
        assert spinning < 3 * max(napping, asked_for)


def _seconds_for_beats(host: Host, tool: str, count: int = 12) -> float:
    """How long so many beats take while the tool runs."""
    call = host.start(tool, seconds=60)
    before = len(host.beats())
    host.wait_for(0, wire.BEAT, count=before + count + 1)
    first, *_, last = host.beats()[before : before + count + 1]
    host.cancel(call)
    host.end(call)
    return last - first


def test_beats_are_slow_when_nothing_runs() -> None:
    with Host("functions", beat_ms=10, idle_beat_ms=300) as host:
        host.ready()
        host.wait_for(0, wire.BEAT, count=3)
        beats = host.beats()
        assert all(later - earlier > 0.2 for earlier, later in pairwise(beats))


def test_megabytes_of_output_arrive_whole_and_in_order() -> None:
    with Host("functions") as host:
        assert host.call("chatter", lines=20_000) == 20_000
        host.send(wire.SHUTDOWN, 0, number=5000)
        host.process.exit_code()
        out, err = host.process.output()
        assert [line.split()[1] for line in out.splitlines()] == [str(n) for n in range(20_000)]
        assert len(err.splitlines()) == 20_000


def test_what_was_printed_before_a_crash_is_not_lost() -> None:
    with Host("functions") as host:
        host.start("die", code=3)
        assert host.process.exit_code() == 3
        assert host.process.output()[0] == "last words"


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_DATA counts all private memory on Linux only")
def test_allocating_beyond_the_limit_fails_the_call_only() -> None:
    with Host("functions", memory=400 << 20) as host:
        failure = host.failure("allocate", size=1 << 30)
        assert (failure["kind"], failure["type"]) == ("raised", "MemoryError")
        assert host.call("allocate", size=1 << 20) == 1 << 20


def test_a_program_is_tied_to_the_host_and_finds_no_module_of_ours_by_a_short_name() -> None:
    hosts, ours = os.pipe()[::-1]
    program = "import sys; print([path for path in sys.path if 'vivarium_worker' in path])"
    try:
        found = subprocess.run(
            [sys.executable, PYTHON_HOME / "vivarium_worker/process/program.py", "-c", program],
            env={"VIVARIUM_LIFE_FD": str(ours)},
            pass_fds=[ours],
            capture_output=True,
            text=True,
            check=True,
        )
        assert found.stdout == "[]\n"
    finally:
        os.close(hosts)
        os.close(ours)
