"""FastAPI as its documentation has it: models for what comes in, return types for what goes out.

`/async/…` are `async def` endpoints on the event loop, `/threads/…` are `def` endpoints in FastAPI's pool of threads.
Uvicorn runs on uvloop and httptools.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import AsyncIterator
from typing import Any

import functions
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

app = FastAPI()


class Pair(BaseModel):
    """What `add` takes."""

    a: float
    b: float


class Value(BaseModel):
    """What `echo` takes."""

    value: dict[str, Any]


@app.post("/async/add")
async def add(pair: Pair) -> float:
    """On the event loop."""
    return functions.add(pair.a, pair.b)


@app.post("/async/echo")
async def echo(value: Value) -> dict[str, Any]:
    """On the event loop."""
    return functions.echo(value.value)


@app.post("/threads/add")
def add_in_thread(pair: Pair) -> float:
    """In a thread."""
    return functions.add(pair.a, pair.b)


@app.post("/threads/echo")
def echo_in_thread(value: Value) -> dict[str, Any]:
    """In a thread."""
    return functions.echo(value.value)


@app.post("/async/array")
async def array(request: Request) -> Response:
    """The raw body there and back."""
    return Response(functions.array(await request.body()), media_type="application/octet-stream")


@app.get("/async/dicts")
async def dicts(count: int) -> StreamingResponse:
    """A line of JSON for each dict."""

    async def lines() -> AsyncIterator[str]:
        for value in functions.dicts(count):
            yield json.dumps(value) + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")


@app.get("/async/blocks")
async def blocks(count: int) -> StreamingResponse:
    """A piece of the body for each block."""

    async def pieces() -> AsyncIterator[bytes]:
        for block in functions.blocks(count):
            yield block

    return StreamingResponse(pieces(), media_type="application/octet-stream")


class Server(uvicorn.Server):
    """Says when it listens."""

    async def startup(self, sockets: list[Any] | None = None) -> None:
        """Listens, then prints a line."""
        await super().startup(sockets)
        print("ready", flush=True)


threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
Server(
    uvicorn.Config(app, uds=sys.argv[1], loop="uvloop", http="httptools", access_log=False, log_level="warning")
).run()
