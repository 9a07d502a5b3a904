"""Titles of sheets say what their headlines say."""

from facts.verify.doubts.own_words.sheet_titles import find_turned_title
from tests.tables import each_row


@each_row(
    ("title", "headline", "text", "fault"),
    [
        ("fall of the profit", "Profit rises at the yard", "It rose.", "says 'fall'"),
        ("court upholds the award", "Court rejects the award", "It did.", "says 'upholds'"),
        ("council passes the plan", "Council does not pass the plan", "It did not.", "denies with 'not'"),
        ("order for three tugs", "Port orders two tugs", "It wants three years.", "has 3 for 'tug'"),
        ("order for three new tugs", "Port orders two new tugs", "It has 3 cranes.", "has 3 for"),
        ("rise of the profit", "Profit rises at the yard", "It rose.", ""),
        ("order for two tugs", "Port orders two tugs", "It has three boats.", ""),
        ("order for three tugs", "Port orders two tugs", "With an option it is three tugs.", ""),
        ("order and three complaints", "Port orders two tugs", "There were three complaints.", ""),
        ("order for tugs", "Port orders two tugs", "It did.", ""),
        ("order for three tugs", "", "It did.", ""),
    ],
)
def test_a_title_and_its_headline(title: str, headline: str, text: str, fault: str) -> None:
    """A title is doubted where the headline says the opposite, or another number of the same things."""
    faults = [*find_turned_title(title, headline, text)]
    assert bool(faults) == bool(fault), faults
    assert all(fault in other for other in faults)
