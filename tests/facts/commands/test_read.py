"""`read`: what of the words is read, or what would be."""

import pytest

from facts.__main__ import main
from tests.tables import each_row

Capture = pytest.CaptureFixture[str]


def test_read_prints_what_is_read_in_words(capsys: Capture) -> None:
    """A phrase with a word too many is refused with the part of it that is read; others with examples."""
    assert main(["read", "a price of \u20ac3 million"]) == 1
    assert (
        "'price' is not understood. In it '\u20ac3 million' is read as money, 3000000 EUR" in capsys.readouterr().err
    )
    assert main(["read", "other words"]) == 1
    assert "What is read: 'up to $2.5 billion'" in capsys.readouterr().err


@each_row(
    ("words", "message"),
    [
        ("30 February 2025", "'30' is not in the calendar"),
        ("by 31 April", "'31' is not in the calendar"),
        ("Sunday, February 30, 2025", "'30' is not in the calendar"),
        ("2025-02-30", "'2025-02-30' is not in the calendar"),
        (
            "03/04/2025",
            "'03/04/2025' is a date in figures, of which the first may be the month: give the EDTF with a note",
        ),
        ("on 3.4.25", "'3.4.25' is a date in figures, of which the first may be the month"),
        ("2025/03/04", "'2025/03/04' is a date in figures, of which the first may be the month"),
        ("2024/25", "'2024/25' is no calendar year"),
        ("1.2.3", "'1.2.3' is not a number as English writes it"),
    ],
)
def test_read_names_what_is_wrong_with_a_date(words: str, message: str, capsys: Capture) -> None:
    """A day that does not exist is named itself, and a date in numbers alone with how to write it."""
    assert main(["read", words]) == 1
    assert message in capsys.readouterr().err
