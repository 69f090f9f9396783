"""The life of an agent's process: tie it to its host, load the agent, bind, tell READY, serve, end by a signal."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys

from vivarium_worker.agent.limits import take_limits
from vivarium_worker.agent.options import Options, read_options
from vivarium_worker.process.leave import LOAD_FAILED
from vivarium_worker.process.stacks import tell_stacks

_PORT_TAKEN = 69
_GRACE_SECONDS = 10


def main() -> None:
    """Runs this process as an agent. Exit codes: 0 after SIGTERM, 69 the port is taken, 78 the agent does not load."""
    options = read_options()
    life = os.environ.pop("VIVARIUM_LIFE_FD", None)
    if life is not None:
        from vivarium_worker.process.life import tie_to_host

        tie_to_host(int(life))
    tell_stacks()
    take_limits()
    token = os.environ.pop("VIVARIUM_AGENT_TOKEN", None)
    try:
        import uvicorn

        from vivarium_worker.agent.app import create_app
        from vivarium_worker.agent.host import host_tools
        from vivarium_worker.agent.kinds import runner_for
        from vivarium_worker.agent.load import load
        from vivarium_worker.agent.logs import log_as_json
    except ImportError as error:
        sys.exit(f"vivarium agent: {error}: install the extra `agents` (pip install 'vivarium-worker[agents]')")
    log_as_json()
    try:
        agent = load(options.module, options.model)
        runner = runner_for(agent, options.model, host_tools() if "pydantic_ai" in sys.modules else [])
    except Exception:
        logging.getLogger(__name__).critical("the agent %s does not load", options.module, exc_info=True)
        sys.exit(LOAD_FAILED)
    listener = _bind(options)
    app = create_app(runner, options.name, token=token, ready=lambda: _tell(options, listener))
    # uvicorn ends in order at these signals, then sends them again to whoever handled them before.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=_GRACE_SECONDS)
    uvicorn.Server(config).run(sockets=[listener])


def _bind(options: Options) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((options.host, options.port))
    except OSError as error:
        sys.stderr.write(
            f"vivarium agent: {options.host}:{options.port} can't be bound: {error.strerror}; choose another --port,"
            " or 0 for any free one\n"
        )
        sys.exit(_PORT_TAKEN)
    listener.listen(256)
    return listener


def _tell(options: Options, listener: socket.socket) -> None:
    ready = {"port": listener.getsockname()[1], "pid": os.getpid(), "agent": options.name}
    sys.stdout.write(f"READY {json.dumps(ready)}\n")
    sys.stdout.flush()
