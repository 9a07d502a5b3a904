"""`read`: what of the words is read, or what would be."""

import pytest

from facts.__main__ import main

Capture = pytest.CaptureFixture[str]


def test_read_prints_what_is_read_in_words(capsys: Capture) -> None:
    """A phrase with a word too many is refused with the part of it that is read; others with examples."""
    assert main(["read", "a price of \u20ac3 million"]) == 1
    assert (
        "'price' is not understood. In it '\u20ac3 million' is read as money, 3000000 EUR" in capsys.readouterr().err
    )
    assert main(["read", "other words"]) == 1
    assert "What is read: 'up to $2.5 billion'" in capsys.readouterr().err
