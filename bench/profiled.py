"""The same functions in a worker that looks, every millisecond, at what each of its threads is doing.

On SIGUSR1 it tells what it has seen, the most often seen first: `BENCH_PROFILE` names the file.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from types import FrameType

from functions import add, array, blocks, dicts, echo

__all__ = ["add", "array", "blocks", "dicts", "echo"]

INTERVAL_S = 0.001
OURS = "vivarium_worker"
seen: Counter[tuple[str, ...]] = Counter()


def place(frame: FrameType) -> str:
    """`take  vivarium_worker/lane/outbox.py:41`; of other files only the folder that they are in is told."""
    code = frame.f_code
    path = code.co_filename.split(os.sep)
    known = path[path.index(OURS) :] if OURS in path else path[-2:]
    return f"{code.co_name}  {'/'.join(known)}:{frame.f_lineno}"


def stack(frame: FrameType | None) -> list[str]:
    """The outermost function first."""
    places = []
    while frame is not None:
        places.append(place(frame))
        frame = frame.f_back
    return places[::-1]


def watch() -> None:
    """Counts where each thread is; a thread that waits is seen in what it waits in."""
    names = {}
    own = threading.get_ident()
    while True:
        time.sleep(INTERVAL_S)
        for ident, frame in sys._current_frames().items():
            if ident == own:
                continue
            if ident not in names:
                names[ident] = next((each.name for each in threading.enumerate() if each.ident == ident), "?")
            seen[(names[ident], *stack(frame))] += 1


def tell(*_: object) -> None:
    """Writes what was seen since the last time."""
    with open(os.environ["BENCH_PROFILE"], "w") as file:
        for places, count in seen.most_common():
            file.write(json.dumps({"stack": places, "count": count}) + "\n")
    seen.clear()


# Or a thread that computes would be seen only where it gives the interpreter away by itself.
sys.setswitchinterval(0.00002)
signal.signal(signal.SIGUSR1, tell)
threading.Thread(target=watch, name="profiler", daemon=True).start()
