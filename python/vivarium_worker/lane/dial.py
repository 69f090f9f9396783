"""Which link carries a lane: imported when it is chosen, since gRPC takes its time."""

from __future__ import annotations

from vivarium_worker.lane.link import Link


def link_to(address: str, lane: str) -> Link:
    """A connection that has not been dialled yet. Raises ValueError for a lane that there is not."""
    if lane == "socket":
        from vivarium_worker.lane.link_socket import SocketLink

        return SocketLink(address)
    if lane != "grpc":
        raise ValueError(f"a lane is grpc or socket, not {lane}")
    from vivarium_worker.lane.link_grpc import GrpcLink

    return GrpcLink(address)
