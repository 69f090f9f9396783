"""What the callers want: a number squared, a moment later."""

import time


def square(number: int) -> int:
    time.sleep(0.005)
    return number * number
