"""Limit how often a repeated event is logged."""

from time import monotonic

LOG_INTERVAL = 60.0
"""Seconds between two log records of the same error."""


class Throttle:
    """Allows an action at most once in `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.next = 0.0

    def allows(self) -> bool:
        """Return whether the action is allowed now, and count it if so."""
        now = monotonic()
        if now < self.next:
            return False
        self.next = now + self.seconds
        return True
