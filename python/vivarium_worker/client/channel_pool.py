"""Several channels to each host, taken in turns."""

from __future__ import annotations

import asyncio

import grpc

from vivarium_worker.client.config import create_grpc_channel


class ChannelPool:
    """Up to `max_channels_per_target` channels to a target; one more is made with each use until there are as many."""

    def __init__(self, max_channels_per_target: int = 5, *, token: str | None = None) -> None:
        if max_channels_per_target < 1:
            raise ValueError(f"max_channels_per_target is at least 1, got {max_channels_per_target!r}")
        self.max_per_target = max_channels_per_target
        self._token = token
        self._channels: dict[str, list[grpc.aio.Channel]] = {}
        self._next: dict[str, int] = {}
        self._lock = asyncio.Lock()

    async def get_channel(self, target: str) -> grpc.aio.Channel:
        """A channel to `target`, shared with others."""
        async with self._lock:
            channels = self._channels.get(target)
            if channels is None:
                self._channels[target] = channels = [create_grpc_channel(target, self._token)]
                self._next[target] = 0
                return channels[0]
            index = self._next[target]
            self._next[target] = (index + 1) % len(channels)
            if len(channels) < self.max_per_target:
                channels.append(create_grpc_channel(target, self._token))
            return channels[index]

    async def close(self) -> None:
        """Closes all channels."""
        async with self._lock:
            channels = [channel for each in self._channels.values() for channel in each]
            self._channels.clear()
            self._next.clear()
        await asyncio.gather(*(channel.close() for channel in channels))
