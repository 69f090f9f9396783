"""Agents of the tests."""
