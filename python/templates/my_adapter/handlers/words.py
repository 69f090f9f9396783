"""Words and texts."""


def words_in(text: str) -> list[str]:
    return text.split()


def longest(text: str) -> str:
    return max(words_in(text), key=len, default="")
