"""The worker's one connection: its conversation with the host, and the two links that carry it."""
