"""An agent: one Python process that answers prompts over HTTP, started and supervised by a Node service.

`python -m vivarium_worker.agent --module agents.example_agent --model test:model --port 5000` serves what the module
defines: a pydantic-ai `Agent`, or any object or function that answers a prompt. Needs the extra `agents`.
"""

from vivarium_worker.agent.runner import Answer, Chunk, Runner, Turn

__all__ = ["Answer", "Chunk", "Runner", "Turn"]
