"""Calls the tools in this process, without Node; what they ask of their host is answered here."""

import unittest

from my_adapter.adapter import MyAdapter
from vivarium_worker.testing import AdapterRunner


class TestMyAdapter(unittest.TestCase):
    def test_a_call_has_one_answer(self) -> None:
        with AdapterRunner(MyAdapter) as adapter:
            self.assertEqual(adapter.call("greet", name="Ada", times=2), "hello Ada, hello Ada")

    def test_a_stream_has_many(self) -> None:
        with AdapterRunner(MyAdapter) as adapter:
            told = list(adapter.stream("read", texts=["one two", "three"]))
        self.assertEqual(told, [{"read": 1, "of": 2, "words": 2}, {"read": 2, "of": 2, "words": 3}])

    def test_the_host_is_asked_for_the_longest_word(self) -> None:
        meanings = {"lighthouse": "a tower with a light"}
        with AdapterRunner(MyAdapter, host_tools={"define": lambda word: meanings[word]}) as adapter:
            told = adapter.call("explain", text="to the lighthouse")
        self.assertEqual(told, {"word": "lighthouse", "meaning": "a tower with a light"})


if __name__ == "__main__":
    unittest.main()
