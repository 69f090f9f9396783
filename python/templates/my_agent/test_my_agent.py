"""Asks the agent in this process, without Node and without a provider of models."""

import unittest

from pydantic_ai.models.test import TestModel

from my_agent.agent import agent, count_words


class TestMyAgent(unittest.TestCase):
    def test_it_answers_and_uses_its_tool(self) -> None:
        answer = agent.run_sync("How long is this?", model=TestModel())
        self.assertEqual(answer.output, '{"count_words":1}')

    def test_words_are_counted(self) -> None:
        self.assertEqual(count_words("one two  three"), 3)


if __name__ == "__main__":
    unittest.main()
