"""What the project promises, held by tests."""

import os
import sys

sys.dont_write_bytecode = False  # for the other workers, and the hundred processes that tests start
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
