"""What one writes for python-shell: a line of JSON for each call, a line for each answer."""

from __future__ import annotations

import json
import sys
from typing import Any

import functions


def say(value: dict[str, Any]) -> None:
    """One line, at once."""
    sys.stdout.write(json.dumps(value) + "\n")


for line in sys.stdin:
    request = json.loads(line)
    result = getattr(functions, request["tool"])(**request["args"])
    if request["tool"] == "dicts":
        for chunk in result:
            say({"id": request["id"], "chunk": chunk})
        say({"id": request["id"], "end": True})
    else:
        say({"id": request["id"], "result": result})
    sys.stdout.flush()
