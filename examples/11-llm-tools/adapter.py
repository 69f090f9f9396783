"""What the model may call in Python, and a tool that asks a model itself."""

from vivarium_worker import LlmClient, LlmConfig

GRAMS = {"The Great Bridge": 812, "Iron": 340}


def weigh(title: str) -> dict[str, int]:
    """What a book weighs.

    Args:
        title: As it stands on the cover.
    """
    return {"grams": GRAMS[title]}


def praise(title: str) -> str:
    """A sentence for the shop window."""
    return LlmClient(LlmConfig.openai(name="clerk")).complete(f"One sentence in praise of {title}")
