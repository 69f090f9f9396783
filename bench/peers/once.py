"""One call, one process: the function and its arguments are the command line, the answer is what it prints."""

from __future__ import annotations

import json
import sys

import functions

print(json.dumps(getattr(functions, sys.argv[1])(**json.loads(sys.argv[2]))))
