"""The process of a worker: how it starts, what ties it to its host, how it ends."""
