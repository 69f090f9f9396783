"""Agents of the example."""
