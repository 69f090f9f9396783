"""Adapters that come along: one to begin from, and two that show what there is."""
