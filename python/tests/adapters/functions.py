"""A module of plain functions."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import helper


def greet(name: str, punctuation: str = "!") -> str:
    """Says hello."""
    return helper.shout(f"hello {name}{punctuation}")


def echo(value: Any) -> Any:
    return value


def type_of(value: Any) -> str:
    return type(value).__name__


def writable(array: Any) -> Any:
    """Changes the array it was given in place."""
    array += 1
    return array


def aligned(array: Any) -> bool:
    return bool(array.ctypes.data % 64 == 0)


def environment(name: str) -> str | None:
    return os.environ.get(name)


def numpy_is_loaded() -> bool:
    return "numpy" in sys.modules


def chatter(lines: int) -> int:
    for number in range(lines):
        print(f"line {number} " + "x" * 100)
        print(f"error {number} " + "x" * 100, file=sys.stderr)
    return lines


def blob(size: int) -> bytes:
    return b"\xab" * size


def allocate(size: int) -> int:
    return len(bytearray(size))


def leave(code: int) -> None:
    sys.exit(code)


def die(code: int) -> None:
    print("last words", end="")
    os._exit(code)


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1) + 1


def nested() -> None:
    try:
        helper.fail()
    except KeyError as error:
        raise RuntimeError("the outer one") from error


def nap(seconds: float) -> str:
    print("nap begins")
    time.sleep(seconds)
    return "rested"


def spin(seconds: float) -> str:
    print("spin begins")
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
    return "done"


def stubborn(seconds: float) -> str:
    """Does not let itself be cancelled."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            print("stubborn sleeps")
            time.sleep(seconds)
        except BaseException:
            print("refused to stop")
    return "done"


def runs_its_own_loop() -> str:
    import asyncio

    async def inside() -> str:
        await asyncio.sleep(0)
        return "done"

    return asyncio.run(inside())


def child_says() -> str:
    return subprocess.run(["echo", "from a child"], capture_output=True, text=True, check=True).stdout


def count(to: int, pause: float = 0) -> Iterator[int]:
    try:
        for number in range(to):
            print(f"yield {number}")
            yield number
            time.sleep(pause)
    finally:
        print("closed")


def blobs(size: int, number: int) -> Iterator[bytes]:
    for index in range(number):
        yield bytes([index]) * size


def refills(size: int, number: int) -> Iterator[bytearray]:
    """Uses its memory again for each value."""
    memory = bytearray(size)
    for index in range(number):
        memory[:] = bytes([index]) * size
        yield memory


def fails_midway() -> Iterator[int]:
    yield 1
    raise ValueError("midway")


def opaque() -> Iterator[Any]:
    yield 1
    yield {"deep": ["\ud800"]}


def hidden_generator() -> Any:
    """A generator that does not look like one."""
    return (number for number in range(3))


def _private() -> None:
    """Not a tool."""
