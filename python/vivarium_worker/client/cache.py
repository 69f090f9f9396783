"""Values of tools kept for a while, for tools that always answer the same."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from vivarium_worker.client.config import TOOL_BRIDGE_CONFIG
from vivarium_worker.client.session_context import SessionContext
from vivarium_worker.client.values import json_text


class TTLCache:
    """At most `maxsize` values, each for `ttl` seconds; the one used longest ago goes first."""

    def __init__(self, maxsize: int, ttl: float, now: Callable[[], float] = time.monotonic) -> None:
        self._maxsize = maxsize
        self._ttl = ttl
        self._now = now
        self._items: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()

    def get(self, key: Hashable, default: Any = None) -> Any:
        """The value of a key, unless its time is over."""
        until, value = self._items.get(key, (0.0, default))
        if key not in self._items:
            return default
        if until <= self._now():
            del self._items[key]
            return default
        self._items.move_to_end(key)
        return value

    def __setitem__(self, key: Hashable, value: Any) -> None:
        self._items[key] = (self._now() + self._ttl, value)
        self._items.move_to_end(key)
        if len(self._items) > self._maxsize:
            self._items.popitem(last=False)

    def __len__(self) -> int:
        return len(self._items)


def cache_key(tool_id: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Hashable:
    """The same for calls that send the same, whatever the arguments are: lists, dicts, arrays."""
    named = tuple((name, json_text(kwargs[name], name, canonical=True)) for name in sorted(kwargs))
    return (tool_id, tuple(json_text(value, "args", canonical=True) for value in args), named)


_MISSING = object()


class CachedSessionContext(SessionContext):
    """A session whose `execute_tool_cached` asks the host once for each tool and arguments.

    `cache_ttl` is in seconds, 300 by default; 1000 values are kept. A value is shared by all who get it.
    """

    def __init__(self, *args: Any, cache_ttl: float | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ttl = TOOL_BRIDGE_CONFIG["cache_ttl_seconds"] if cache_ttl is None else cache_ttl
        self._tool_cache = TTLCache(maxsize=1000, ttl=ttl)

    async def execute_tool_cached(self, tool_id: str, *args: Any, **kwargs: Any) -> Any:
        """As `execute_tool`, for tools whose answer stays the same: calling this says so. Failures are not kept."""
        if not TOOL_BRIDGE_CONFIG["enable_caching"]:
            return await self.execute_tool(tool_id, *args, **kwargs)
        key = cache_key(tool_id, args, kwargs)
        value = self._tool_cache.get(key, _MISSING)
        if value is _MISSING:
            value = self._tool_cache[key] = await self.execute_tool(tool_id, *args, **kwargs)
        return value
