"""Annotations as JSON Schema, and how values that arrive become what they ask for."""
