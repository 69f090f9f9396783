"""What the host starts: `python <this folder> worker:ml/3#2`.

The argument is for people reading `ps`; everything the worker needs comes in its environment.
"""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent)

from vivarium_worker.process.main import main  # noqa: E402 (the path comes first)

main()
