"""An adapter: Python tools that a Node service calls."""
