"""A process that imports a pool's adapter once, and forks workers."""
