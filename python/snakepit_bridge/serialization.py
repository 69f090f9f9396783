"""Values as JSON: what `json` and `orjson` need to write what Python alone knows, and `Any` messages of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from vivarium_worker.values.simplify import REPR_KEY, TYPE_KEY, UNSENDABLE_KEY, simplify
from vivarium_worker.values.tensors import is_scalar

UNSERIALIZABLE_KEY = UNSENDABLE_KEY
BINARY_THRESHOLD = 10_240
"""Bytes beyond which arrays travelled apart. On the lane all do; in JSON none does."""


def _orjson_default(value: Any) -> Any:
    """For `orjson.dumps(…, default=_orjson_default)`: a plainer form, or a marker of what it was."""
    return value.item() if is_scalar(value) else simplify(value)


class GracefulJSONEncoder(json.JSONEncoder):
    """For `json.dumps(…, cls=GracefulJSONEncoder)`."""

    def default(self, o: Any) -> Any:
        """A plainer form, or a marker of what it was."""
        return _orjson_default(o)


class TypeSerializer:
    """Values in `google.protobuf.Any`, as JSON. Never as pickle."""

    @staticmethod
    def encode_any(value: Any, var_type: str = "any") -> tuple[Any, bytes | None]:
        """The message, and the bytes beside it, of which there are none."""
        from google.protobuf.any_pb2 import Any as AnyMessage

        text = json.dumps(value, cls=GracefulJSONEncoder).encode()
        return AnyMessage(type_url=f"type.googleapis.com/snakepit.{var_type}", value=text), None

    @staticmethod
    def decode_any(message: Any, binary: bytes | None = None) -> Any:
        """The value of a message. Raises ValueError when it is no JSON; `binary` is never unpickled."""
        if binary is not None:
            raise ValueError("a value beside the message is a pickle: send it as bytes or as an array instead")
        return json.loads(message.value)

    @staticmethod
    def validate_constraints(value: Any, var_type: str, constraints: dict[str, Any]) -> None:
        """Checks `min`, `max`, `min_length`, `max_length` and `choices`. Raises ValueError."""
        checks: dict[str, Callable[[Any], bool]] = {
            "min": lambda bound: value >= bound,
            "max": lambda bound: value <= bound,
            "min_length": lambda bound: len(value) >= bound,
            "max_length": lambda bound: len(value) <= bound,
            "choices": lambda allowed: value in allowed,
        }
        for name, bound in constraints.items():
            if name not in checks:
                raise ValueError(f"unknown constraint {name!r} of a {var_type}: known are {', '.join(checks)}")
            if not checks[name](bound):
                raise ValueError(f"{value!r} breaks the constraint {name} = {bound!r} of a {var_type}")


__all__ = [
    "BINARY_THRESHOLD",
    "REPR_KEY",
    "TYPE_KEY",
    "UNSERIALIZABLE_KEY",
    "GracefulJSONEncoder",
    "TypeSerializer",
]
