"""Throttles: what happens all the time is logged once in a while."""

from time import monotonic


class Throttle:
    """Lets something be done at most once in `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.next = 0.0

    def allows(self) -> bool:
        """Return whether it may be done now; if so, it is taken as done."""
        now = monotonic()
        if now < self.next:
            return False
        self.next = now + self.seconds
        return True
