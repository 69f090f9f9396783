"""A tool whose failure cannot even be described."""

from __future__ import annotations


class _NamelessType(type):
    def __getattribute__(cls, name: str) -> object:
        if name == "__qualname__":
            raise MemoryError("while ending")
        return super().__getattribute__(name)


class Nameless(Exception, metaclass=_NamelessType):
    """Raises when it is asked for its name."""


def unanswerable() -> None:
    raise Nameless
