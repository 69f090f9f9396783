"""Server-sent events: one `data:` line of JSON each, `[DONE]` at the end."""

from __future__ import annotations

import json
from typing import Any

DONE = b"data: [DONE]\n\n"


def event(body: dict[str, Any]) -> bytes:
    """One event. JSON has no line breaks of its own, so it is always one line."""
    return b"data: %s\n\n" % json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
