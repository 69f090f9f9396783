"""What the host put into the environment of this process."""

from __future__ import annotations

import os
from typing import NamedTuple

_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


class Settings(NamedTuple):
    """Whom to dial and as whom."""

    address: str
    lane: str
    token: str
    worker: str
    incarnation: int
    life_fd: int | None


def take_settings() -> Settings:
    """Reads the settings and removes the token, so that user code and its children never see it.

    Raises KeyError or ValueError when this process was not started by a host.
    """
    life = os.environ.get("VIVARIUM_LIFE_FD")
    return Settings(
        address=os.environ["VIVARIUM_ADDRESS"],
        lane=os.environ.pop("VIVARIUM_LANE", "grpc"),
        token=os.environ.pop("VIVARIUM_TOKEN"),
        worker=os.environ["VIVARIUM_WORKER"],
        incarnation=int(os.environ["VIVARIUM_INCARNATION"]),
        life_fd=int(life) if life else None,
    )


def prepare_environment() -> None:
    """Settles what libraries read once, when they are imported; what the user has set stays.

    There are many workers, so each gets one thread for linear algebra. gRPC's fork handlers would
    stop a tool that starts a process of its own, and its log is not for the user.
    """
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
