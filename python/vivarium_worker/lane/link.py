"""What carries the lane's batches, and the loop of the lane's thread: a gRPC stream or a plain socket."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from vivarium_worker.lane.incoming import Frame
from vivarium_worker.lane.parcel import Parcel

GOODBYE_SECONDS = 1.0
"""Once all is written the host closes its side; if it does not, that is no reason to stay."""


class LaneLost(Exception):
    """The stream ended although nobody asked for it."""


class Timer(Protocol):
    """Something that is to happen."""

    def cancel(self) -> None:
        """It will not."""


class Loop(Protocol):
    """Of the lane's thread: what of an asyncio loop a lane needs."""

    def time(self) -> float:
        """Seconds, monotonic."""

    def call_later(self, delay: float, callback: Callable[..., object], /, *args: object) -> Timer:
        """Belongs to the lane's thread."""

    def call_soon_threadsafe(self, callback: Callable[..., object], /, *args: object) -> object:
        """Any thread, also a signal handler."""


class Ear(Protocol):
    """Who is told what comes: the lane. All on the lane's thread, or on one that has {Link.seize}d its place."""

    def opened(self) -> None:
        """Batches may be written from here on."""

    def received(self, frames: Iterable[Frame]) -> None:
        """A batch came."""

    def drained(self) -> None:
        """What was written has left."""

    @property
    def closing(self) -> bool:
        """Whether the end of the lane is our own doing."""


class Link(Protocol):
    """One connection to the host, for the whole life of the process."""

    @property
    def loop(self) -> Loop:
        """The loop that `run` runs."""

    @property
    def commit_seconds(self) -> float:
        """How long frames wait for the answer to the last batch: what a message costs here. 0: they never wait."""

    def run(self, ear: Ear) -> None:
        """Dials, and carries batches until both sides have ended. Raises LaneLost when only the host has."""

    def write(self, parcel: Parcel) -> bool:
        """Sends a batch; False when the next has to wait until the ear hears that it has `drained`."""

    def end(self) -> None:
        """Nothing more will be written."""

    def spin(self, seconds: float) -> None:
        """Stays awake so long for what comes next, where that gains something."""

    def seize(self, work: Callable[[], None], look: bool) -> bool:
        """Does the lane's thread's work on this thread, unless that is at work itself; whether it was done.

        With `look` what has come is heard first, where nobody waits for it: only between two calls.
        """

    def defer(self, work: Callable[[], None]) -> bool:
        """Has it done in a millisecond, for a thread that may do it sooner; False when that would gain nothing."""

    def lend(self, idle: Callable[[], bool]) -> bool:
        """Reads on this thread while it is `idle`; False when it cannot, or no more."""
