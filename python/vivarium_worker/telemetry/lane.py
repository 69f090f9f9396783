"""Telemetry over the lane, to the host's event bus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vivarium_worker.lane.notices import Notices
from vivarium_worker.lane.wire import EVENT
from vivarium_worker.telemetry.events import event_body


class LaneBackend:
    """To the host's event bus. What a worker begins with."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices

    def emit(
        self, event: str, measurements: Mapping[str, Any], metadata: Mapping[str, Any], correlation_id: str | None
    ) -> None:
        """Queues an event; dropped and counted when too many wait."""
        self._notices.put(EVENT, event_body(event, measurements, metadata, correlation_id))
