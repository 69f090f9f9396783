"""Runs a program as `python …` would (a script, `-m module` or `-c code`), and ends it when its host is gone.

Run as a file: `python program.py ./script.py arguments`. It imports nothing of this package beside the tie.
"""

from __future__ import annotations

import os
import runpy
import sys
from types import ModuleType, TracebackType


def main(arguments: list[str]) -> None:
    """Becomes the program. What it raises is shown without the frames that led to it."""
    ours = {__file__, runpy.__file__, "<frozen runpy>", "<frozen importlib._bootstrap>"}

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        while trace is not None and trace.tb_frame.f_code.co_filename in ours:
            trace = trace.tb_next
        sys.__excepthook__(kind, error.with_traceback(trace), trace)

    sys.excepthook = show
    flag, rest = arguments[0], arguments[1:]
    if flag == "-m" and rest:
        sys.argv = rest
        sys.path[0] = os.getcwd()
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif flag == "-c" and rest:
        sys.argv = ["-c", *rest[1:]]
        sys.path[0] = ""
        exec(compile(rest[0], "<string>", "exec"), _as_main("<string>").__dict__)
    else:
        sys.argv = arguments
        sys.path[0] = os.path.dirname(os.path.abspath(flag))
        with open(flag, "rb") as file:
            code = compile(file.read(), flag, "exec")
        exec(code, _as_main(flag).__dict__)


def _as_main(file: str) -> ModuleType:
    """The module that is `__main__` from now on: threads and child processes of the program look for it."""
    module = sys.modules["__main__"] = ModuleType("__main__")
    if os.path.isfile(file):
        module.__file__ = file
    return module


def _tie() -> None:
    life = os.environ.pop("VIVARIUM_LIFE_FD", None)
    if life is None:
        return
    # This file's folder, and the package's, would let `import machine` and `import host` find modules of ours.
    sys.path[0] = os.path.dirname(os.path.dirname(sys.path[0]))
    from vivarium_worker.process.life import tie_to_host

    tie_to_host(int(life))


if __name__ == "__main__":
    _tie()
    main(sys.argv[1:])
