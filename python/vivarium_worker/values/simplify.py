"""What MessagePack has no word for → plainer values: dates, enums, dataclasses, models, sets, frames and the like.

What has no plainer form becomes a marker that says what it was, or is refused where the adapter is `strict`.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Callable
from typing import Any

from vivarium_worker.values.unsendable import Unsendable, name_of

UNSENDABLE_KEY = "__ffi_unserializable__"
TYPE_KEY = "__type__"
REPR_KEY = "__repr__"
_MOST_ELEMENTS = 1_000_000
_LONGEST_REPR = 2000

# By the name of a class or a base of it, so that no module is imported for the sake of a comparison.
_BY_TYPE: dict[str, Callable[[Any], Any]] = {
    "datetime.datetime": lambda value: value.isoformat(),
    "datetime.date": lambda value: value.isoformat(),
    "datetime.time": lambda value: value.isoformat(),
    "datetime.timedelta": lambda value: value.total_seconds(),
    "decimal.Decimal": str,
    "fractions.Fraction": str,
    "uuid.UUID": str,
    "pathlib.PurePath": str,
    "enum.Enum": lambda value: value.value,
    "builtins.set": list,
    "builtins.frozenset": list,
    "builtins.range": list,
    "builtins.mappingproxy": dict,
    "builtins.dict_keys": list,
    "builtins.dict_values": list,
    "builtins.dict_items": list,
    "collections.deque": list,
    "array.array": memoryview,
    "numpy.generic": str,
    "numpy.ndarray": lambda value: _few(value).tolist(),
    "pandas.DataFrame": lambda value: value.to_dict("list"),
    "torch.Tensor": lambda value: value.detach().cpu().numpy(),
    "vivarium_worker.StreamChunk": lambda value: value.data,
}

_BY_METHOD: dict[str, Callable[[Any], Any]] = {
    "model_dump": lambda value: value.model_dump(),
    "to_dict": lambda value: value.to_dict(),
    "_asdict": lambda value: value._asdict(),
    "tolist": lambda value: _few(value).tolist(),
    "isoformat": lambda value: value.isoformat(),
}


def simplify(value: Any, strict: bool = False) -> Any:
    """A plainer form of a value, which may have to be made plainer in turn. Raises Unsendable."""
    if inspect.isawaitable(value):
        raise Unsendable(f"{name_of(value)} cannot travel, await it: a tool that returns it must be `async def`")
    if inspect.isgenerator(value) or inspect.isasyncgen(value):
        raise Unsendable(f"{name_of(value)} cannot travel, send it as list(), or yield from it and use stream")
    plainer = _way_of(value)
    if plainer is not None:
        try:
            return plainer(value)
        except Unsendable:
            raise
        except Exception as error:
            raise Unsendable(f"{name_of(value)} cannot travel: making it plainer failed ({error!r})") from error
    if strict:
        raise Unsendable(
            f"{name_of(value)} cannot travel, send None, bool, int, float, str, bytes, list, dict, a numpy array,"
            " or a dataclass of these"
        )
    return marker(value)


def marker(value: Any) -> dict[str, Any]:
    """Stands for what cannot be sent; with its text when VIVARIUM_UNSENDABLE_DETAIL asks for that."""
    told = {UNSENDABLE_KEY: True, TYPE_KEY: name_of(value)}
    detail = _setting("DETAIL", "type")
    if detail == "none":
        del told[TYPE_KEY]
    elif detail in ("repr_truncated", "repr_redacted_truncated"):
        text = repr(value)
        if detail == "repr_redacted_truncated":
            text = re.sub(r"(['\"]).*?\1", "'…'", text)
        told[REPR_KEY] = text[: min(_LONGEST_REPR, int(_setting("REPR_MAXLEN", "500")))]
    return told


def _setting(name: str, default: str) -> str:
    of_the_seed = os.environ.get(f"SNAKEPIT_UNSERIALIZABLE_{name}", default)
    return os.environ.get(f"VIVARIUM_UNSENDABLE_{name}", of_the_seed)


def _way_of(value: Any) -> Callable[[Any], Any] | None:
    kind = type(value)
    for base in kind.__mro__:
        way = _BY_TYPE.get(f"{base.__module__.partition('.')[0]}.{base.__qualname__}")
        if way is not None:
            return way
    for method, way in _BY_METHOD.items():
        if hasattr(kind, method):
            return way
    if hasattr(kind, "__dataclass_fields__"):
        return lambda value: {name: getattr(value, name) for name in kind.__dataclass_fields__}
    return None


def _few(array: Any) -> Any:
    size = getattr(array, "size", 0)
    if isinstance(size, int) and size > _MOST_ELEMENTS:
        raise Unsendable(f"{size} elements of {name_of(array)} cannot travel as a list: send them as a numeric array")
    return array
