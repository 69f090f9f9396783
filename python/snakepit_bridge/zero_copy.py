"""`ZeroCopyRef`: a note about data that lies elsewhere. Arrays need none: the lane copies them once at most."""

from __future__ import annotations

from typing import Any, NamedTuple

_KEY = "__snakepit_zero_copy__"


class ZeroCopyRef(NamedTuple):
    """Names data by `kind` and `ref`."""

    kind: str
    ref: str
    metadata: dict[str, Any]

    @classmethod
    def from_payload(cls, payload: Any) -> ZeroCopyRef | None:
        """The reference that a dict stands for, `None` when it stands for none."""
        if not isinstance(payload, dict) or not payload.get(_KEY):
            return None
        return cls(str(payload.get("kind", "")), str(payload.get("ref", "")), dict(payload.get("metadata") or {}))

    def to_payload(self) -> dict[str, Any]:
        """The dict that stands for it."""
        return {_KEY: True, **self._asdict()}


__all__ = ["ZeroCopyRef"]
