"""Takes a request's body, has the agent answer it, and keeps the count of it."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from vivarium_worker.agent.access import refusal
from vivarium_worker.agent.failure import Failure, failure, failure_of
from vivarium_worker.agent.request import MOST_BYTES, Refused, read_turn
from vivarium_worker.agent.runner import Answer, BadTurn, Runner, Turn
from vivarium_worker.agent.sse import DONE, event
from vivarium_worker.agent.watching import ClientGone, items_unless_gone, unless_gone

_CLIENT_GONE = 499
_log = logging.getLogger(__name__)


class Desk:
    """What one agent has been asked, and what it is being asked."""

    def __init__(self, runner: Runner, name: str, token: str | None) -> None:
        self._runner = runner
        self._name = name
        self._token = token
        self._since = time.monotonic()
        self._requests = 0
        self._errors = 0
        self._in_flight = 0

    def health(self) -> dict[str, Any]:
        """Whether it serves, and what it has served."""
        return {
            "status": "ok",
            "agent": self._name,
            "model": self._runner.model,
            "uptime_s": round(time.monotonic() - self._since, 3),
            "requests": self._requests,
            "errors": self._errors,
            "in_flight": self._in_flight,
        }

    async def answer(self, agent_id: str, request: Request) -> Response:
        """The whole answer in one response."""
        taken = await self._take(agent_id, request)
        if not isinstance(taken, Turn):
            return _respond(taken)
        self._begin()
        try:
            answer = await unless_gone(request, self._runner.run(taken))
            return JSONResponse(_body(answer))
        except ClientGone:
            _log.info("the client went away: its request was given up")
            return Response(status_code=_CLIENT_GONE)
        except Exception as error:
            return _respond(self._failed(error))
        finally:
            self._in_flight -= 1

    async def stream(self, agent_id: str, request: Request) -> Response:
        """The answer's parts as events."""
        taken = await self._take(agent_id, request)
        if not isinstance(taken, Turn):
            return _respond(taken)
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._events(taken, request), media_type="text/event-stream", headers=headers)

    async def _events(self, turn: Turn, request: Request) -> AsyncIterator[bytes]:
        self._begin()
        try:
            async for item in items_unless_gone(request, self._runner.stream(turn)):
                if isinstance(item, Answer):
                    yield event({"status": "complete", **_body(item)})
                else:
                    yield event({"status": "chunk", "data": item.data})
            yield DONE
        except Exception as error:
            yield event(self._failed(error).body)
            yield DONE
        finally:
            self._in_flight -= 1

    async def _take(self, agent_id: str, request: Request) -> Turn | Failure:
        refused = refusal(request, self._token)
        if refused is not None:
            return refused
        if agent_id != self._name:
            return failure(404, "AgentNotFound", f"there is no agent {agent_id!r} here, only {self._name!r}")
        body = bytearray()
        try:
            async for part in request.stream():
                body += part
                if len(body) > MOST_BYTES:
                    return failure(413, "PayloadTooLarge", f"a request has at most {MOST_BYTES} bytes")
            return read_turn(bytes(body))
        except ClientDisconnect:
            return failure(_CLIENT_GONE, "ClientGone", "the client went away")
        except Refused as error:
            return failure_of(error)

    def _begin(self) -> None:
        self._requests += 1
        self._in_flight += 1

    def _failed(self, error: Exception) -> Failure:
        if isinstance(error, BadTurn):
            return failure_of(Refused((error.path, error.message)))
        self._errors += 1
        _log.error("the agent raised %s", type(error).__name__, exc_info=error)
        return failure_of(error)


def _body(answer: Answer) -> dict[str, Any]:
    return {"result": answer.result, "messages": answer.messages, "usage": answer.usage}


def _respond(refused: Failure) -> Response:
    return JSONResponse(refused.body, refused.status)
