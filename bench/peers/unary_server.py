"""The plain way: one unary gRPC call for each tool call, JSON in and out, grpcio's sync server on a unix socket."""

from __future__ import annotations

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import grpc


def add(request: bytes, _context: grpc.ServicerContext) -> bytes:
    args = json.loads(request)
    return json.dumps(args["a"] + args["b"]).encode()


def main(address: str) -> None:
    server = grpc.server(ThreadPoolExecutor(max_workers=8))
    handler = grpc.unary_unary_rpc_method_handler(add)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("bench.Tools", {"Add": handler}),))
    server.add_insecure_port(address)
    server.start()
    print("ready", flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), server.stop(0)), daemon=True).start()
    server.wait_for_termination()


if __name__ == "__main__":
    main(sys.argv[1])
