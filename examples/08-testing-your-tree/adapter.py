"""A tool, and nothing else: what becomes of its process is for the tests to say."""


def total(prices: list[float]) -> float:
    return sum(prices)
