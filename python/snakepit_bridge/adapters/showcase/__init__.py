"""`ShowcaseAdapter`: a tool of each kind."""

from snakepit_bridge.adapters.showcase.adapter import ShowcaseAdapter

__all__ = ["ShowcaseAdapter"]
