"""What to send instead of a value that cannot travel."""

from __future__ import annotations

import inspect
from typing import Any

_BY_TYPE = {
    "datetime.datetime": "send it as .isoformat()",
    "datetime.date": "send it as .isoformat()",
    "datetime.time": "send it as .isoformat()",
    "datetime.timedelta": "send it as .total_seconds()",
    "decimal.Decimal": "send it as str() or float()",
    "fractions.Fraction": "send it as str() or float()",
    "uuid.UUID": "send it as str()",
    "pathlib.Path": "send it as str()",
    "pathlib.PurePath": "send it as str()",
    "enum.Enum": "send its .value",
    "builtins.set": "send it as sorted() or list()",
    "builtins.frozenset": "send it as sorted() or list()",
    "builtins.complex": "send it as [z.real, z.imag]",
    "builtins.range": "send it as list()",
    "array.array": "send it as memoryview()",
    "numpy.generic": "send it as str()",
    "collections.deque": "send it as list()",
    "torch.Tensor": "send it as .detach().cpu().numpy()",
}

_BY_METHOD = {
    "model_dump": "send it as .model_dump()",
    "_asdict": "send it as ._asdict()",
    "to_dict": "send it as .to_dict()",
    "to_numpy": "send it as .to_numpy()",
    "tolist": "send it as .tolist()",
}


def remedy(value: Any) -> str:
    """Advice for this value, by its type, else by what it offers."""
    if inspect.isawaitable(value):
        return "await it: a tool that returns it must be `async def`"
    if inspect.isgenerator(value) or inspect.isasyncgen(value):
        return "send it as list()"
    for kind in type(value).__mro__:
        advice = _BY_TYPE.get(f"{kind.__module__}.{kind.__qualname__}")
        if advice is not None:
            return advice
    if hasattr(type(value), "__dataclass_fields__"):
        return "send it as dataclasses.asdict()"
    for method, advice in _BY_METHOD.items():
        if hasattr(type(value), method):
            return advice
    return "send None, bool, int, float, str, bytes, list, dict or a numpy array"
