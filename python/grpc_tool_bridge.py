"""The tool bridge under its own name: everything of `vivarium_worker.client`."""

from vivarium_worker.client import *  # noqa: F403
from vivarium_worker.client import __all__ as __all__
