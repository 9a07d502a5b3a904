"""Totals that a part is named of: forty, in eight of forty ploughs ordered by a town."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

HEAD = "title: a town\nsource: {headline: {passage: 1}}\nplaces: {Bergen: }\norganizations: {Granit Works: }\n"
CONTRACT = f"{HEAD}contracts:\n  buses:\n    title: order of things\n    quantity: QUANTITY\n    WORDS\n"
EVENT = f"{HEAD}events:\n  the thing:\n    status: occurred\n    quantity: QUANTITY\n    WORDS\n"
ORDERED = "The first eight of 40 snow ploughs ordered by Bergen from Granit Works arrived in May."
BOUGHT = "Bergen awaits four of the six ambulance helicopters it bought from Granit Works."
ASKED = "Bergen said 62% of 1,150 commuters it surveyed in February were dissatisfied."
OFFERED = "Bergen bought four of the six helicopters offered by Granit Works."
GROUNDED = "Bergen has grounded seven of its 15 helicopters since May."
FLEET = EVENT.replace("the thing", "fleet of machines").replace("occurred", "standing")
FOREIGN = "Bergen bought four of the six helicopters that Oslo ordered."


def problems_of(draft: str, sentence: str, quantity: str, words: str) -> list[str]:
    """Return the problems of the quantity of a record."""
    text = f"Bergen meets Granit Works\n\nBERGEN, March 12, 2026 - {sentence}\n"
    draft = draft.replace("QUANTITY", quantity).replace("WORDS", words)
    problems = build("town.yaml", draft, Article(text), "town").problems
    return [problem.message for problem in problems if problem.field == "quantity"]


@each_row(
    ("draft", "sentence", "quantity", "words"),
    [
        (CONTRACT, ORDERED, "40 snow ploughs", "buyers: ordered by Bergen"),
        (CONTRACT, BOUGHT, "six ambulance helicopters", "buyers: {bergen: it bought}"),
        (CONTRACT, BOUGHT, "the six ambulance helicopters", "buyers: {bergen: it bought}"),
        (EVENT, ASKED, "'1,150 commuters'", "quote: it surveyed in February"),
        (EVENT, ASKED.replace("62%", "a third"), "'1,150 commuters'", "quote: it surveyed in February"),
        (EVENT, ASKED.replace(" it", " Granit Works"), "'1,150 commuters'", "quote: surveyed in February"),
        (EVENT, "A total of 300 workers left in February.", "300 workers", "quote: left in February"),
        (FLEET, GROUNDED, "15 helicopters", "quote: its 15 helicopters"),
        (FLEET, GROUNDED, "its 15 helicopters", "quote: its 15 helicopters"),
        (FLEET, GROUNDED.replace("its", "the"), "15 helicopters", "quote: the 15 helicopters"),
        (EVENT, "A fleet of 40 trams stood idle in May.", "40 trams", "quote: stood idle in May"),
        (EVENT, "One batch of 40 trams stood idle in May.", "40 trams", "quote: stood idle in May"),
        (EVENT, "The second shipment of 40 trams stood idle in May.", "40 trams", "quote: stood idle in May"),
    ],
)
def test_the_total_is_stated(draft: str, sentence: str, quantity: str, words: str) -> None:
    """A total is stated in a record with words of the clause about all, and so is one after a dateline."""
    assert problems_of(draft, sentence, quantity, words) == []


@each_row(
    ("draft", "sentence", "quantity", "words"),
    [
        (CONTRACT, ORDERED, "40 snow ploughs", "quote: arrived in May"),
        (CONTRACT, ORDERED, "40 snow ploughs", "suppliers: from Granit Works"),
        (CONTRACT, OFFERED, "six helicopters", "buyers: Bergen bought"),
        (CONTRACT, FOREIGN, "six helicopters", "buyers: Bergen bought"),
        (EVENT, ORDERED, "40 snow ploughs", "quote: arrived in May"),
        (EVENT, ASKED, "'1,150 commuters'", "quote: were dissatisfied"),
        (EVENT, ASKED, "'1,150 commuters'", "quote: it surveyed in February were dissatisfied"),
        (EVENT, "Some 40 of 300 workers left in May.", "300 workers", "quote: left in May"),
        (EVENT, "Eight of 40 trams tested positive in May.", "40 trams", "quote: tested positive in May"),
        (EVENT, "Eight of 40 trams, tested in May, stood idle.", "40 trams", "quote: tested in May"),
        (EVENT, GROUNDED, "15 helicopters", "quote: its 15 helicopters"),
        (FLEET, GROUNDED, "15 helicopters", "quote: Bergen has grounded"),
        (FLEET, GROUNDED, "15 helicopters", "quote: seven of its 15 helicopters"),
        (FLEET.replace("fleet", "ground"), GROUNDED, "15 helicopters", "quote: its 15 helicopters"),
        (FLEET, GROUNDED.replace("s since", "s a year since"), "15 helicopters", "quote: its 15 helicopters"),
        (EVENT, "An average of 40 trams inspected in May stood.", "40 trams", "quote: inspected in May"),
        (EVENT, "Half of 40 trams stood idle in May.", "40 trams", "quote: stood idle in May"),
        (EVENT, "Two batches of 40 trams stood idle in May.", "40 trams", "quote: stood idle in May"),
        (EVENT, "One driver of 40 trams stood idle in May.", "40 trams", "quote: stood idle in May"),
    ],
)
def test_a_total_is_no_part(draft: str, sentence: str, quantity: str, words: str) -> None:
    """Where the words of a record tell of the part, or of another's act, the total is not its quantity."""
    (problem,) = problems_of(draft, sentence, quantity, words)
    assert "change its meaning: 'of'" in problem
