"""The work behind the tools: a module for each kind of it, which knows nothing of adapters."""
