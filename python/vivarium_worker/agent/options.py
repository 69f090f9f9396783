"""The command line of `python -m vivarium_worker.agent`."""

from __future__ import annotations

import argparse
from typing import NamedTuple


class Options(NamedTuple):
    """What to serve, and where. `port` 0: any free one."""

    module: str
    model: str | None
    name: str
    host: str
    port: int


def read_options(arguments: list[str] | None = None) -> Options:
    """Exits with 2 and a line on stderr for what it can't take."""
    parser = argparse.ArgumentParser(prog="python -m vivarium_worker.agent", description=__doc__)
    parser.add_argument("--module", required=True, help="agents.example_agent, agents.example_agent:NAME or ./file.py")
    parser.add_argument("--model", help="test:model answers without a provider; default: the agent's own")
    parser.add_argument("--name", help="of the agent in its URLs; default: the last part of the module's name")
    parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    parser.add_argument("--port", type=_port, default=0, help="default: any free one, which READY tells")
    given = parser.parse_args(arguments)
    return Options(given.module, given.model, given.name or _name(given.module), given.host, given.port)


def _name(module: str) -> str:
    return module.partition(":")[0].removesuffix(".py").replace("/", ".").rpartition(".")[2]


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: 0 to 65535")
    return port
