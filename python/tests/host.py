"""A scripted host: calls a worker's tools, answers what they ask for, and waits for what is to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from lane_server import LaneServer
from worker_process import DEADLINE

from vivarium_worker.lane import wire
from vivarium_worker.lane.assembly import Arrived
from vivarium_worker.values.codec import decode


class Host(LaneServer):
    """Starts one worker for an adapter and talks to it. Use as a context manager."""

    _calls = 0
    extra: Mapping[str, Any] = MappingProxyType({})
    """Further fields of each CALL and OPEN: `meta`, `timeout_ms`."""

    def settle(self) -> None:
        """Returns when the worker has acted on all it was sent: three beats have come since."""
        self.wait_for(0, wire.BEAT, count=len(self.beats()) + 3)

    def beats(self) -> list[float]:
        """When each BEAT came."""
        with self._lock:
            pairs = zip(self._arrived, self.times, strict=True)
            return [time for message, time in pairs if message.frame.kind == wire.BEAT]

    def wait_frame(self, call: int) -> None:
        """Waits for the first piece of a call's answer."""
        self.wait_for_frame(lambda frame: frame.call == call)

    def wait_for_frame(self, wanted: Callable[[wire.Frame], bool]) -> None:
        """Waits for a frame, which may be a piece of a message."""
        with self._lock:
            assert self._lock.wait_for(lambda: any(map(wanted, self.frames)), DEADLINE)

    def start(self, tool: str, /, **arguments: Any) -> int:
        """Sends a CALL, once the worker is ready; its number."""
        self.ready()
        self._calls += 1
        self.send(wire.CALL, self._calls, arguments, tool=tool, **self.extra)
        return self._calls

    def open(self, tool: str, credits: int, /, **arguments: Any) -> int:
        """Sends an OPEN, once the worker is ready; its number."""
        self.ready()
        self._calls += 1
        self.send(wire.OPEN, self._calls, arguments, tool=tool, number=credits, **self.extra)
        return self._calls

    def cancel(self, call: int) -> None:
        """Sends a CANCEL."""
        self.send(wire.CANCEL, call)

    def credit(self, call: int, number: int) -> None:
        """Sends further credits."""
        self.send(wire.CREDIT, call, number=number)

    def messages(self, call: int) -> list[Arrived]:
        """What has come for a call so far."""
        with self._lock:
            return [message for message in self._arrived if message.frame.call == call]

    def wait_for(self, call: int, *kinds: int, count: int = 1) -> Arrived:
        """The count-th message of these kinds for a call; fails when it does not come in time."""

        def found() -> list[Arrived]:
            return [m for m in self._arrived if m.frame.call == call and m.frame.kind in kinds]

        with self._lock:
            if not self._lock.wait_for(lambda: len(found()) >= count, DEADLINE):
                raise AssertionError(f"no {kinds} for call {call}; there came {self._arrived[-5:]}")
            return found()[count - 1]

    def end(self, call: int) -> Arrived:
        """The message that ends a call."""
        return self.wait_for(call, *wire.ENDS)

    def shut_down(self) -> list[str]:
        """Sends SHUTDOWN and waits for the worker's end; the lines it printed in its life."""
        self.send(wire.SHUTDOWN, 0, number=5000)
        assert self.process.exit_code() == 0
        return self.process.output()[0].splitlines()

    def asked(self, tool: str, count: int = 1) -> Arrived:
        """The count-th CALL or OPEN of a host tool by the worker; fails when it does not come in time."""

        def found() -> list[Arrived]:
            kinds = (wire.CALL, wire.OPEN)
            return [m for m in self._arrived if m.frame.kind in kinds and m.frame.tool == tool]

        with self._lock:
            if not self._lock.wait_for(lambda: len(found()) >= count, DEADLINE):
                raise AssertionError(f"{tool} was not asked for; there came {self._arrived[-5:]}")
            return found()[count - 1]

    def answer(self, tool: str, body: Any, count: int = 1) -> dict[str, Any]:
        """Waits for a call of a host tool and answers it; its arguments."""
        asked = self.asked(tool, count)
        self.send(wire.RESULT, asked.frame.call, body)
        arguments: dict[str, Any] = value(asked)
        return arguments

    def ready(self) -> list[dict[str, Any]]:
        """The tools of READY."""
        tools: list[dict[str, Any]] = value(self.wait_for(0, wire.READY))["tools"]
        return tools

    def call(self, tool: str, /, **arguments: Any) -> Any:
        """Calls a tool and returns its value; fails when it fails."""
        answer = self.end(self.start(tool, **arguments))
        assert answer.frame.kind == wire.RESULT, value(answer)
        return value(answer)

    def failure(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """Calls a tool that fails; the FAILURE's body."""
        answer = self.end(self.start(tool, **arguments))
        assert answer.frame.kind == wire.FAILURE, wire.Kind.Name(answer.frame.kind)
        body: dict[str, Any] = value(answer)
        return body

    def chunks(self, call: int) -> list[Any]:
        """The chunks of a stream so far."""
        return [value(message) for message in self.messages(call) if message.frame.kind == wire.CHUNK]


def value(message: Arrived) -> Any:
    """The value a message carries."""
    return decode(message.body, message.segments)
