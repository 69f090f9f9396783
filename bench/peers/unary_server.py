"""The plain way: one unary gRPC call for each call, JSON in and out, on grpcio's usual server: a pool of threads."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import functions
import grpc

# Arrays are larger than the 4 MB that gRPC takes by default.
OPTIONS = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


def unary(function: Callable[..., Any]) -> grpc.RpcMethodHandler:
    """JSON to JSON."""
    return grpc.unary_unary_rpc_method_handler(
        lambda request, _context: json.dumps(function(**json.loads(request))).encode()
    )


def dicts(request: bytes, _context: grpc.ServicerContext) -> Iterator[bytes]:
    """A message for each dict."""
    return (json.dumps(value).encode() for value in functions.dicts(**json.loads(request)))


def blocks(request: bytes, _context: grpc.ServicerContext) -> Iterator[bytes]:
    """A message for each block."""
    return functions.blocks(**json.loads(request))


def main(address: str) -> None:
    """Serves until stdin ends."""
    server = grpc.server(ThreadPoolExecutor(max_workers=8), options=OPTIONS)
    handlers = {
        "Add": unary(functions.add),
        "Echo": unary(functions.echo),
        "Array": grpc.unary_unary_rpc_method_handler(lambda request, _context: functions.array(request)),
        "Dicts": grpc.unary_stream_rpc_method_handler(dicts),
        "Blocks": grpc.unary_stream_rpc_method_handler(blocks),
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("bench.Tools", handlers),))
    server.add_insecure_port(address)
    server.start()
    print("ready", flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), server.stop(0)), daemon=True).start()
    server.wait_for_termination()


if __name__ == "__main__":
    main(sys.argv[1])
