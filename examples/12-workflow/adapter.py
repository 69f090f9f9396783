"""What the workflow calls in Python."""


def measure(text: str) -> dict[str, int]:
    """How long a text is."""
    return {"words": len(text.split()), "letters": sum(letter.isalpha() for letter in text)}
