"""A host's operations for language models, as functions for a FakeHost: a model that repeats what it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from vivarium_worker.testing import FakeHost

USAGE = {"input_tokens": 3, "output_tokens": 2, "total_tokens": 5}


def completion(text: str, messages: list[Any] | None = None, pending: list[Any] | None = None) -> dict[str, Any]:
    """An answer of a model, as the host writes it."""
    return {
        "text": text,
        "usage": USAGE,
        "finish_reason": "tool-calls" if pending else "stop",
        "messages": [{"role": "assistant", "content": text}] if messages is None else messages,
        "tool_calls": [],
        "pending": pending or [],
        "model": "echo-1",
        "duration_ms": 1.5,
        "attempts": 1,
        "steps": 1,
    }


def failure(kind: str = "network", code: str = "VIV_LLM_NETWORK", **fields: Any) -> dict[str, Any]:
    """An error, as the host writes it."""
    return {"kind": kind, "code": code, "message": "it was told to", "retryable": True, "fields": fields}


def complete(messages: list[Any], tools: list[Any] | None = None, **_: Any) -> dict[str, Any]:
    """Calls each tool it is offered once, then says what came back; fails when it is told to."""
    last = messages[-1]
    if last["role"] == "tool":
        results = [part["output"]["value"] for part in last["content"]]
        return {"ok": True, "value": completion(f"results: {results}")}
    if last["content"] == "fail":
        return {"ok": False, "error": failure(retry_count=3)}
    if tools:
        pending = [{"id": f"call_{n}", "name": tool["name"], "args": {"x": n}} for n, tool in enumerate(tools, 1)]
        asking = [{"role": "assistant", "content": [{"type": "tool-call"}]}]
        return {"ok": True, "value": completion("", asking, pending)}
    return {"ok": True, "value": completion(f"echo: {last['content']}")}


def stream(messages: list[Any], tools: list[Any] | None = None, **_: Any) -> Iterator[dict[str, Any]]:
    """As `complete`, word by word; `broken` ends before it is whole."""
    answer = complete(messages, tools)
    if not answer["ok"]:
        yield {"type": "error", "error": answer["error"]}
        return
    for word in answer["value"]["text"].split():
        yield {"type": "text", "text": word}
    if messages[-1]["content"] != "broken":
        yield {"type": "result", "value": answer["value"]}


def batch(prompts: list[str], **_: Any) -> dict[str, Any]:
    """One answer or error for each prompt."""
    return {"ok": True, "value": [complete([{"role": "user", "content": prompt}]) for prompt in prompts]}


def embed(texts: list[str], **_: Any) -> dict[str, Any]:
    """Vectors of the texts' lengths."""
    return {"ok": True, "value": {"embeddings": [[float(len(text)), 1.0] for text in texts], "tokens": len(texts)}}


def stats(config: dict[str, Any], kind: str = "llm") -> dict[str, Any]:
    """Whose numbers were asked for."""
    return {"ok": True, "value": {"total_requests": 7, "kind": kind, "provider": config["provider"]}}


def nothing(**_: Any) -> dict[str, Any]:
    """Done, and nothing to say."""
    return {"ok": True, "value": None}


OPERATIONS: dict[str, Callable[..., Any]] = {
    "vivarium.llm.complete": complete,
    "vivarium.llm.stream": stream,
    "vivarium.llm.batch": batch,
    "vivarium.llm.embed": embed,
    "vivarium.llm.stats": stats,
    "vivarium.llm.reset_stats": nothing,
    "vivarium.llm.warmup": nothing,
}


def host() -> FakeHost:
    """A host with such a model."""
    return FakeHost(OPERATIONS)
