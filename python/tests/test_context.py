"""When a call's context is made, and for how long it is there."""

from __future__ import annotations

from types import ModuleType

import pytest

from vivarium_worker.adapters.load import toolbox_of
from vivarium_worker.calls.call import Call
from vivarium_worker.calls.cancel import Guard
from vivarium_worker.calls.current import current, current_context
from vivarium_worker.calls.perform import Bench, perform
from vivarium_worker.host.session import SessionContext
from vivarium_worker.lane.wire import RESULT, Message
from vivarium_worker.values.codec import decode, encode


def plain() -> int:
    """Asks for nothing."""
    return 1


def asking() -> bool:
    """Asks twice."""
    return current_context() is current_context()


class Watched(Bench):
    """A bench that remembers its answers, and the calls whose context was made."""

    made: list[Call]
    answers: list[Message]


@pytest.fixture
def bench() -> Watched:
    module = ModuleType("tools")
    for function in (plain, asking):
        function.__module__ = "tools"
        setattr(module, function.__name__, function)
    made: list[Call] = []
    answers: list[Message] = []
    toolbox = toolbox_of(module)

    def context_of(call: Call) -> SessionContext:
        made.append(call)
        return SessionContext()

    toolbox.context_of = context_of
    bench = Watched(toolbox, Guard(), answers.append)
    bench.made, bench.answers = made, answers
    return bench


def run(bench: Watched, name: str) -> Call:
    call = Call(1, name, encode({})[0])
    perform(bench, call, bench.toolbox.tools[name])
    assert bench.answers[-1].kind == RESULT
    return call


def test_a_tool_that_asks_for_no_context_has_none_made(bench: Watched) -> None:
    run(bench, "plain")
    assert bench.made == []


def test_a_tool_that_asks_has_one_made_for_the_call(bench: Watched) -> None:
    call = run(bench, "asking")
    assert decode(bench.answers[-1].body) is True
    assert bench.made == [call]


def test_the_context_is_gone_when_the_call_has_ended(bench: Watched) -> None:
    call = run(bench, "asking")
    current.set(call)
    try:
        with pytest.raises(RuntimeError, match="no call is being worked on"):
            current_context()
    finally:
        current.set(None)
