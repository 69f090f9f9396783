"""What a streaming tool yields when it wants to say more than a bare value does."""

from __future__ import annotations

from typing import Any

_KEYS = ({"data", "is_final"}, {"data", "is_final", "metadata"})


class StreamChunk:
    """One value of a stream.

    `is_final` ends the stream after this value: the generator is closed and nothing more is sent.
    `metadata` stays in Python.
    """

    __slots__ = ("data", "is_final", "metadata")

    def __init__(self, data: Any, is_final: bool = False, metadata: dict[str, Any] | None = None) -> None:
        self.data = data
        self.is_final = is_final
        self.metadata = metadata

    def __repr__(self) -> str:
        return f"StreamChunk({self.data!r}, is_final={self.is_final})"


def unwrap(item: Any) -> tuple[Any, bool]:
    """The value to send and whether it is the last: of a StreamChunk, of what is shaped like one, or bare."""
    if type(item) is dict:
        return (item["data"], bool(item["is_final"])) if "data" in item and item.keys() in _KEYS else (item, False)
    if isinstance(item, StreamChunk):
        return item.data, item.is_final
    # A chunk class of the adapter's own.
    if hasattr(item, "is_final") and hasattr(item, "data"):
        return item.data, bool(item.is_final)
    return item, False
