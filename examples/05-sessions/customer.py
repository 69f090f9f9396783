"""A customer from outside: a Python program that no pool runs. `customer.py ADDRESS SESSION`."""

import sys

from grpc_tool_bridge import SyncToolBridgeClient

_, address, session = sys.argv
with SyncToolBridgeClient(address) as client:
    client.initialize_session(session)
    client.execute_tool("till.add", item="cherry")
    print(client.execute_tool("till.total"), client.get_variable("basket"))
