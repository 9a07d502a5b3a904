"""Territory: which parts of an edited article are known to come from which part of the article before."""

from bisect import bisect_right


class Territory:
    """Ranges of the edited article that do not overlap, each with the shift of the text that moved there."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.shifts: list[int] = []

    def claim(self, start: int, end: int, shift: int) -> None:
        """Add the part of a range that is still free."""
        index = bisect_right(self.ends, start)
        while start < end:
            if index == len(self.starts) or self.starts[index] >= end:
                self.insert(index, start, end, shift)
                return
            if start < self.starts[index]:
                self.insert(index, start, self.starts[index], shift)
                index += 1
            start = self.ends[index]
            index += 1

    def insert(self, index: int, start: int, end: int, shift: int) -> None:
        """Add a range that is free."""
        self.starts.insert(index, start)
        self.ends.insert(index, end)
        self.shifts.insert(index, shift)

    def is_taken(self, start: int, end: int, shift: int) -> bool:
        """Return whether part of a range belongs to text with another shift."""
        index = bisect_right(self.ends, start)
        while index < len(self.starts) and self.starts[index] < end:
            if self.shifts[index] != shift:
                return True
            index += 1
        return False
