"""The tools that Node calls, and what they tell of themselves; the work is done in `handlers`."""

from collections.abc import Iterator

from vivarium_worker import BaseAdapter, tool

from .handlers.words import longest, words_in


class MyAdapter(BaseAdapter):
    """Each request gets an instance of its own: what is costly to load belongs at the top of a module."""

    @tool(description="Greets somebody, once or several times.")
    def greet(self, name: str, times: int = 1) -> str:
        return ", ".join([f"hello {name}"] * times)

    @tool(description="Reads one text after another, and tells how far it is.")
    def read(self, texts: list[str]) -> Iterator[dict[str, int]]:
        words = 0
        for number, text in enumerate(texts, 1):
            words += len(words_in(text))
            yield {"read": number, "of": len(texts), "words": words}

    @tool(description="Looks up the longest word of a text by the host's own tool `define`.")
    def explain(self, text: str) -> dict[str, str]:
        word = longest(text)
        return {"word": word, "meaning": self.session_context.call_host_tool("define", word=word)}
