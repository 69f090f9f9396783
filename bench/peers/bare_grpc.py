"""The floor of the gRPC lane: the same frames on the same stream, and a loop that knows two functions."""

from __future__ import annotations

import asyncio
import os

import functions
import msgpack
from grpc import aio

from vivarium_worker.proto import bridge_pb2 as pb


async def main() -> None:
    channel = aio.insecure_channel(os.environ["VIVARIUM_ADDRESS"])
    attach = channel.stream_stream(
        "/vivarium.v1.Bridge/Attach",
        request_serializer=pb.Batch.SerializeToString,
        response_deserializer=pb.Batch.FromString,
    )
    stream = attach()
    hello = {
        "protocol": 1,
        "token": os.environ["VIVARIUM_TOKEN"],
        "worker": os.environ["VIVARIUM_WORKER"],
        "incarnation": int(os.environ["VIVARIUM_INCARNATION"]),
        "pid": os.getpid(),
        "python": "",
    }
    await stream.write(pb.Batch(frames=[pb.Frame(kind=pb.HELLO, body=msgpack.packb(hello))]))
    async for batch in stream:
        replies = []
        for frame in batch.frames:
            if frame.kind == pb.CALL:
                value = getattr(functions, frame.tool)(**msgpack.unpackb(frame.body))
                replies.append(pb.Frame(kind=pb.RESULT, call=frame.call, body=msgpack.packb(value), number=1))
        if replies:
            await stream.write(pb.Batch(frames=replies))


asyncio.run(main())
