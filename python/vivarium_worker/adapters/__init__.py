"""An adapter and its tools: how they are marked, found, loaded and told to the host."""
