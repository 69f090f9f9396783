"""An agent: a Python program that answers prompts over HTTP, supervised by a Node service."""
