"""Lies beside the adapters, so they can import it."""


def shout(text: str) -> str:
    return text.upper()


def fail() -> None:
    raise KeyError("the inner one")
