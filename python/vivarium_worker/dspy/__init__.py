"""Agents of DSPy in a worker; `vivarium_worker.dspy_agent` is the adapter."""
