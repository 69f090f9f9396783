"""Tools that fork."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import sys
import time

_FORK = multiprocessing.get_context("fork")


def child_hears(number: int) -> int | None:
    """How a child that got this signal ended, `None` when it did not."""
    reading, writing = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=_say_and_wait, args=(writing,))
    child.start()
    reading.recv()
    os.kill(child.pid or 0, number)
    child.join(2)
    code = child.exitcode
    child.kill()
    return code


def squares(to: int) -> list[int]:
    with _FORK.Pool(2) as pool:
        return pool.map(_square, range(to))


def _say_and_wait(writing: multiprocessing.connection.Connection) -> None:
    writing.send("begun")
    time.sleep(60)


def _square(number: int) -> int:
    return number * number


def child_comes_back(how: str) -> int:
    """The exit code of a child that goes on as if it were the worker."""
    child = os.fork()
    if child == 0:
        if how == "exits":
            sys.exit(3)
        if how == "raises":
            raise RuntimeError("of the child")
        return 0
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
