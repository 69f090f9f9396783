"""The conversations that the worker has opened with its host: who waits for which answer.

Any thread opens and ends them; the lane's thread delivers. Each is in the table until its last answer, so no number
is used twice, and there are never more than a bounded number of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from vivarium_worker.calls.call import Call
from vivarium_worker.calls.cancel import Cancelled
from vivarium_worker.host.errors import HostCallError
from vivarium_worker.lane.assembly import Arrived
from vivarium_worker.lane.wire import CANCEL, CHUNK, CREDIT, FIRST_OWN_CALL, Message, Opening
from vivarium_worker.telemetry.tracing import carrier
from vivarium_worker.values.codec import encode
from vivarium_worker.values.unsendable import Unsendable

_MOST = 1024
_LONGEST_MS = (1 << 32) - 1


class Inbox(Protocol):
    """Where somebody waits for answers: an answer, or an exception to raise instead."""

    def put(self, item: Arrived | BaseException, /) -> None:
        """Takes one. Called from the lane's thread; never waits."""


class Conversation:
    """One CALL or OPEN to the host. `call` is the host's call it is made for."""

    __slots__ = ("call", "inbox", "number", "tool")

    def __init__(self, number: int, tool: str, call: Call | None, inbox: Inbox) -> None:
        self.number = number
        self.tool = tool
        self.call = call
        self.inbox: Inbox | None = inbox


class HostCalls:
    """The table of open conversations."""

    def __init__(self, post: Callable[[Message], None]) -> None:
        self._post = post
        self.open: dict[int, Conversation] = {}
        """By their numbers. Only to be looked at."""
        self._counter = itertools.count()
        self._lost: BaseException | None = None

    def __len__(self) -> int:
        return len(self.open)

    def begin(
        self,
        kind: int,
        tool: str,
        arguments: Mapping[str, Any],
        *,
        inbox: Inbox,
        call: Call | None = None,
        timeout: float | None = None,
        credits: int = 0,
    ) -> Conversation:
        """Sends a CALL or OPEN. `timeout` is in seconds.

        Raises HostCallError when it cannot be sent, Cancelled when the call it is made for is cancelled or over.
        """
        if call is not None and call.inline:
            raise HostCallError(
                f"host tool {tool!r}: a tool that is inline=True runs where the answer would be heard; leave that out",
                kind="would_deadlock",
            )
        body, segments = _encode(tool, arguments)
        meta, _ = encode({"call": 0 if call is None else call.id, **carrier()})
        milliseconds = 0 if timeout is None else min(_LONGEST_MS, max(1, round(timeout * 1000)))
        conversation = self._register(tool, call, inbox)
        number = conversation.number
        try:
            # After it is in the table: whoever ends the call sets the flag first and looks there second.
            if call is not None and (call.cancelled or call.over):
                raise Cancelled
            if self._lost is not None:
                raise self._lost
        except BaseException:
            self.forget(number)
            raise
        self._post(Message(kind, number, body, segments, credits, Opening(tool, milliseconds, meta)))
        return conversation

    def credit(self, conversation: Conversation, number: int) -> None:
        """Lets the host send so many further chunks."""
        self._post(Message(CREDIT, conversation.number, number=number))

    def end(self, conversation: Conversation) -> None:
        """Nobody waits for it any more: asks the host to stop unless it has answered. Any thread, any time."""
        if conversation.inbox is not None and conversation.number in self.open:
            conversation.inbox = None
            self._post(Message(CANCEL, conversation.number))

    def end_of(self, call: Call) -> None:
        """Wakes whoever waits on behalf of this call, which was cancelled or is over. Belongs to the lane's thread."""
        for conversation in list(self.open.values()):
            if conversation.call is call and (inbox := conversation.inbox) is not None:
                self.end(conversation)
                inbox.put(Cancelled())

    def take(self, arrived: Arrived) -> None:
        """Delivers an answer. Belongs to the lane's thread."""
        number = arrived.frame.call
        table = self.open
        conversation = table.get(number) if arrived.frame.kind == CHUNK else table.pop(number, None)
        if conversation is not None and (inbox := conversation.inbox) is not None:
            inbox.put(arrived)

    def forget(self, number: int) -> None:
        """The host never heard of it, so it will not answer."""
        self.open.pop(number, None)

    def lose(self, error: BaseException) -> None:
        """The lane is lost: every wait ends with this."""
        self._lost = error
        for number in list(self.open):
            conversation = self.open.pop(number, None)
            if conversation is not None and (inbox := conversation.inbox) is not None:
                inbox.put(error)

    def _register(self, tool: str, call: Call | None, inbox: Inbox) -> Conversation:
        if len(self.open) >= _MOST:
            raise HostCallError(
                f"host tool {tool!r}: {_MOST} calls into the host are open already; wait for some of them",
                kind="saturated",
            )
        while True:
            conversation = Conversation(FIRST_OWN_CALL + next(self._counter) % FIRST_OWN_CALL, tool, call, inbox)
            if self.open.setdefault(conversation.number, conversation) is conversation:
                return conversation


def _encode(tool: str, arguments: Mapping[str, Any]) -> tuple[bytes, tuple[memoryview, ...]]:
    try:
        return encode(dict(arguments), strict=True)
    except Unsendable as refusal:
        refusal.root = "arguments"
        raise HostCallError(f"host tool {tool!r}: {refusal}", kind="unsendable") from None
