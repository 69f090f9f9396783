"""The HTTP side of an agent: `run_sync`, `run_stream` and `/health`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import Response

from vivarium_worker.agent.desk import Desk
from vivarium_worker.agent.request import Body
from vivarium_worker.agent.runner import Runner

_TAKES = {"requestBody": {"required": True, "content": {"application/json": {"schema": Body.model_json_schema()}}}}


def create_app(
    runner: Runner, name: str, *, token: str | None = None, ready: Callable[[], None] | None = None
) -> FastAPI:
    """The application of one agent. `token` is what a question must bear; `ready` is called once it serves."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if ready is not None:
            ready()
        yield

    app = FastAPI(title=f"vivarium agent {name}", docs_url=None, redoc_url=None, lifespan=lifespan)
    desk = Desk(runner, name, token)

    @app.get("/health")
    async def health() -> dict[str, Any]:
        return desk.health()

    @app.post("/agents/{agent_id}/run_sync", openapi_extra=_TAKES)
    async def run_sync(agent_id: str, request: Request) -> Response:
        return await desk.answer(agent_id, request)

    @app.post("/agents/{agent_id}/run_stream", openapi_extra=_TAKES)
    async def run_stream(agent_id: str, request: Request) -> Response:
        return await desk.stream(agent_id, request)

    return app
