"""A script of its own, in no pool: lists the service's tools and calls each of them over gRPC."""

import json
import sys

import grpc
from snakepit_bridge.session_context import SessionContext
from snakepit_bridge_pb2_grpc import BridgeServiceStub


def main(address: str, session_id: str) -> None:
    context = SessionContext(BridgeServiceStub(grpc.insecure_channel(address)), session_id)
    print("tools:", ", ".join(context.host_tools))
    print("parse_json:", context.call_host_tool("parse_json", json_string=json.dumps({"hello": [1, 2.5, True]})))
    print("calculate_fibonacci:", context.call_host_tool("calculate_fibonacci", n=100))
    print("process_list:", context.call_host_tool("process_list", data=[1, 2, 3, 4, 5], operation="sum"))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(f"Usage: {sys.argv[0]} ADDRESS SESSION", file=sys.stderr)
        sys.exit(1)
    try:
        main(sys.argv[1], sys.argv[2])
    except grpc.RpcError as error:
        print(f"An error occurred: {error.code()}: {error.details()}", file=sys.stderr)
        sys.exit(1)
