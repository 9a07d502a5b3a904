"""Deadlines: when the queries of a transaction are stopped, whatever the engine is and however many they are."""

import time
from math import ceil
from typing import Any

INFO = "deadline"
"""The name of the deadline in the information that a pool keeps for each connection."""
MIN_SHARE = 0.9
"""As long as this share of the timeout of a statement is left, it stays as it is: to set it takes time."""


class TimeLimitError(Exception):
    """Raised when the time of a transaction is over."""


class Deadline:
    """The end of the time of a transaction, which has `seconds` from now on."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds
        self.statement_timeout = seconds
        """The seconds after which PostgreSQL stops a statement."""

    def has_passed(self) -> bool:
        """Return whether the time is over."""
        return time.monotonic() > self.end

    def check(self) -> float:
        """Return the seconds that are left; raise TimeLimitError if there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeLimitError
        return left

    def limit_statement(self, cursor: Any) -> None:
        """Have PostgreSQL stop the next statement when the time is over; raise TimeLimitError if it is already."""
        left = self.check()
        if left < MIN_SHARE * self.statement_timeout:
            cursor.execute(f"SET LOCAL statement_timeout = {ceil(left * 1000)}")
            self.statement_timeout = left
