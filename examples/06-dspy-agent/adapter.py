"""The bundled agents, with a language model for want of a real one: it knows by heart what it will say."""

import json
import os

import dspy
from dspy.utils import DummyLM

from vivarium_worker.dspy_agent import ReactAgents


def thought(text, tool, **arguments):
    return {"next_thought": text, "next_tool_name": tool, "next_tool_args": json.dumps(arguments)}


BY_HEART = [
    thought("I have to know which books there are.", "find_books", topic="bridges"),
    thought("The second is what they look for: is it in?", "is_available", book=2),
    thought("It is, so I can answer.", "finish"),
    {"reasoning": "The second book is about bridges, and it is in.", "answer": "Take 'The Great Bridge'."},
]


class Librarian(ReactAgents):
    def language_model(self):
        model = os.environ.get("EXAMPLE_LM")
        return DummyLM(list(BY_HEART)) if model is None else dspy.LM(model)
