"""What tools are checked with and counted by: `from vivarium_worker.tools.utils import validate_tool_function`."""

from __future__ import annotations

import json
from typing import Any

from vivarium_worker.tools.errors import ToolValidationError
from vivarium_worker.tools.metrics import ToolMetrics, get_tool_metrics
from vivarium_worker.tools.plain import as_json
from vivarium_worker.tools.validation import validate_tool_function, validate_tool_parameters
from vivarium_worker.values.unsendable import Unsendable

__all__ = [
    "ToolMetrics",
    "ToolValidationError",
    "get_tool_metrics",
    "safe_json_serialize",
    "validate_tool_function",
    "validate_tool_parameters",
]


def safe_json_serialize(value: Any) -> str:
    """A tool's result as JSON text. Raises ToolValidationError that names the path of what JSON cannot carry."""
    try:
        return json.dumps(as_json(value), ensure_ascii=False, allow_nan=False)
    except Unsendable as refusal:
        raise ToolValidationError(str(refusal)) from refusal
