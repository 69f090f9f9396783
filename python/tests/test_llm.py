"""Language models from Python, against a host made up for it; test/seeds/003-python.test.ts has a real one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from llm_host import host

from vivarium_worker import (
    BaseAdapter,
    ConfigurationError,
    EmbeddingClient,
    EmbeddingConfig,
    LlmClient,
    LlmConfig,
    NetworkError,
    ToolManager,
    tool,
)
from vivarium_worker.host import reach
from vivarium_worker.testing import AdapterRunner, FakeHost
from vivarium_worker.tools import ToolMetrics


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHost]:
    there = host()
    monkeypatch.setattr(reach, "_of_worker", lambda: there)
    yield there


CONFIG = LlmConfig.openai(api_key="k")
CLIENT = LlmClient(CONFIG)


def test_an_answer_is_a_text_that_knows_what_it_took(fake: FakeHost) -> None:
    answer = CLIENT.complete("Hello", max_tokens=100, temperature=0.7, system="be brief")
    assert answer == "echo: Hello" and isinstance(answer, str)
    assert (answer.usage["total_tokens"], answer.finish_reason, answer.model) == (5, "stop", "echo-1")
    assert fake.calls == [
        (
            "vivarium.llm.complete",
            {
                "config": {"provider": "openai", "model": "gpt-4o-mini", "api_key": "k"},
                "max_tokens": 100,
                "temperature": 0.7,
                "system": "be brief",
                "messages": [{"role": "user", "content": "Hello"}],
                "max_steps": 5,
            },
        )
    ]


def test_a_conversation_goes_on_where_the_answer_ends(fake: FakeHost) -> None:
    first = asyncio.run(CLIENT.complete_async([("user", "one")]))
    asyncio.run(CLIENT.chat_optimized([("user", "one"), *first.messages, {"role": "user", "content": "two"}]))
    roles = [message["role"] for message in fake.calls[-1][1]["messages"]]
    assert roles == ["user", "assistant", "user"]


def manager() -> ToolManager:
    tools = ToolManager(metrics=ToolMetrics())

    def double(x: int) -> int:
        return 2 * x

    async def broken(x: int) -> int:
        raise ValueError(f"no {x}")

    tools.register_tool("double", "Doubles", None, double)
    tools.register_tool("broken", "Fails", None, broken)
    return tools


def complete(tools: ToolManager) -> Any:
    return CLIENT.complete("go", tools=tools)


def complete_async(tools: ToolManager) -> Any:
    return asyncio.run(CLIENT.complete_async("go", tools=tools))


def stream(tools: ToolManager) -> Any:
    told = CLIENT.complete_stream("go", tools=tools)
    assert "".join(told) == "results:[2,'no2']"
    return told.completion


def stream_async(tools: ToolManager) -> Any:
    async def read() -> Any:
        told = CLIENT.complete_stream("go", tools=tools)
        assert "".join([text async for text in told]) == "results:[2,'no2']"
        return told.completion

    return asyncio.run(read())


@pytest.mark.parametrize("way", [complete, complete_async, stream, stream_async])
def test_calls_of_tools_are_carried_out_here_counted_and_told_to_the_model(fake: FakeHost, way: Any) -> None:
    tools = manager()
    answer = way(tools)
    assert answer == "results: [2, 'no 2']"
    assert [(call["name"], call.get("result"), call.get("error")) for call in answer.tool_calls] == [
        ("double", 2, None),
        ("broken", None, "no 2"),
    ]
    assert [message["role"] for message in answer.messages] == ["assistant", "tool", "assistant"]
    assert (answer.steps, answer.usage["total_tokens"]) == (2, 10)
    assert tools.metrics.get_stats("double")["successes"] == tools.metrics.get_stats("broken")["failures"] == 1
    asked = fake.calls[1][1]
    assert asked["max_steps"] == 4
    assert asked["messages"][-1]["content"][0] == {
        "type": "tool-result",
        "toolCallId": "call_1",
        "toolName": "double",
        "output": {"type": "json", "value": 2},
    }


def test_when_the_steps_are_used_up_the_calls_are_left_alone(fake: FakeHost) -> None:
    tools = manager()
    answer = CLIENT.complete("go", tools=tools, max_steps=1)
    assert (answer.finish_reason, len(fake.calls)) == ("tool-calls", 1)
    assert tools.metrics.get_stats()["total_calls"] == 0


def test_a_stream_that_breaks_off_never_looks_complete(fake: FakeHost) -> None:
    stream = CLIENT.complete_stream("broken")
    with pytest.raises(ConnectionError, match="before the answer was complete"):
        list(stream)
    assert stream.completion is None
    with pytest.raises(RuntimeError, match="read once"):
        list(stream)
    with pytest.raises(NetworkError, match="it was told to"):
        list(CLIENT.complete_stream("fail"))


@pytest.mark.parametrize("asynchronous", [False, True])
def test_leaving_the_loop_ends_the_request(monkeypatch: pytest.MonkeyPatch, asynchronous: bool) -> None:
    ended = []

    def words(**_: Any) -> Iterator[dict[str, str]]:
        try:
            while True:
                yield {"type": "text", "text": "more "}
        finally:
            ended.append(True)

    there = FakeHost({"vivarium.llm.stream": words})
    monkeypatch.setattr(reach, "_of_worker", lambda: there)

    async def leave() -> None:
        async for _ in CLIENT.complete_stream("go"):
            break

    if asynchronous:
        asyncio.run(leave())
    else:
        for _ in CLIENT.complete_stream("go"):
            break
    assert ended == [True]


def test_a_batch_keeps_the_order_of_its_prompts_and_each_error_its_place(fake: FakeHost) -> None:
    first, failed, last = asyncio.run(CLIENT.complete_batch(["a", "fail", "c"], max_concurrency=2))
    assert (first, last) == ("echo: a", "echo: c")
    assert isinstance(failed, NetworkError) and failed.retry_count == 3
    assert fake.calls[0][1]["max_concurrency"] == 2


def test_numbers_warmup_and_reset_are_the_hosts(fake: FakeHost) -> None:
    assert CLIENT.get_stats()["total_requests"] == 7
    asyncio.run(CLIENT.warmup())
    CLIENT.reset_stats()
    assert [name.rpartition(".")[2] for name, _ in fake.calls] == ["stats", "warmup", "reset_stats"]


def test_embeddings_are_lists_of_numbers(fake: FakeHost) -> None:
    client = EmbeddingClient(EmbeddingConfig.huggingface(api_key="k"))
    assert asyncio.run(client.embed_text("abc")) == client.embed("abc") == [3.0, 1.0]
    assert asyncio.run(client.embed_batch(["a", "bb"])) == client.embed_many(["a", "bb"]) == [[1.0, 1.0], [2.0, 1.0]]
    document = asyncio.run(client.embed_document(content="abcd", metadata={"source": "file.txt"}))
    assert document == {"embedding": [4.0, 1.0], "metadata": {"source": "file.txt"}}
    assert client.get_stats()["kind"] == "embedding"
    assert fake.calls[0][1]["config"]["model"] == "sentence-transformers/all-MiniLM-L6-v2"


def test_similarity_is_the_cosine() -> None:
    assert EmbeddingClient.similarity([1, 0], [0, 2]) == 0
    assert EmbeddingClient.similarity([1, 2], [2, 4]) == pytest.approx(1)
    assert EmbeddingClient.similarity([0, 0], [1, 1]) == 0
    with pytest.raises(ValueError, match="same size"):
        EmbeddingClient.similarity([1], [1, 2])


class Asking(BaseAdapter):
    """An adapter whose tools ask a model."""

    @tool
    def ask(self, prompt: str) -> str:
        return LlmClient(CONFIG).complete(prompt)

    @tool
    async def ask_async(self, prompt: str) -> str:
        return await LlmClient(CONFIG).complete_async(prompt)

    @tool
    async def ask_in_a_thread(self, prompt: str) -> str:
        return await asyncio.to_thread(LlmClient(CONFIG).complete, prompt)

    @tool
    def words(self, prompt: str) -> Iterator[str]:
        yield from LlmClient(CONFIG).complete_stream(prompt)


@pytest.mark.parametrize("tool", ["ask", "ask_async", "ask_in_a_thread"])
def test_inside_a_tool_the_host_of_the_call_is_asked(tool: str) -> None:
    with AdapterRunner(Asking, host_tools=host()._tools) as adapter:
        assert adapter.call(tool, prompt="Hi") == "echo: Hi"
        assert list(adapter.stream("words", prompt="Hi you")) == ["echo:", "Hi", "you"]


def test_without_a_host_there_is_one_error_that_names_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    for environment in ({}, {"VIVARIUM_WORKER": "worker:a/1", "VIVARIUM_ADDRESS": "unix:/lane"}):
        monkeypatch.delenv("VIVARIUM_ADDRESS", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(ConfigurationError, match="vivarium run") as caught:
            CLIENT.complete("Hello")
        assert caught.value.field == "VIVARIUM_ADDRESS"


def test_a_host_that_cannot_do_it_says_so_as_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "_of_worker", FakeHost)
    with pytest.raises(ConfigurationError, match=r"this host has no vivarium\.llm\.complete"):
        CLIENT.complete("Hello")
