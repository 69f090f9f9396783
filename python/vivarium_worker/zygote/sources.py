"""Whether the code that was imported is still the code on disk: a worker that is started runs what is there now."""

from __future__ import annotations

import os
import sys
import sysconfig

_KINDS = ("stdlib", "platstdlib", "purelib", "platlib")
_INSTALLED = tuple({sysconfig.get_path(kind) + os.sep for kind in _KINDS})


class Sources:
    """The files of the modules that an import has brought in, save those of installed packages."""

    def __init__(self, before: set[str]) -> None:
        modules = [module for name, module in list(sys.modules.items()) if name not in before]
        files = {getattr(module, "__file__", None) for module in modules}
        self._seen = {file: _stamp(file) for file in files if file and not file.startswith(_INSTALLED)}

    def changed(self) -> str | None:
        """One that is another than when it was imported, or gone; `None` when there is none."""
        return next((file for file, stamp in self._seen.items() if _stamp(file) != stamp), None)


def _stamp(file: str) -> tuple[int, int, int] | None:
    try:
        status = os.stat(file)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size  # a program may set the first as it likes
