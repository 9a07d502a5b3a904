"""What an honest author writes and no warning is about, beside what a warning is about still."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Ships that are late

Turkey ordered two ships from Granit in 2014. “Patience has run out,” the Turkish defence minister said.

Ayla Demir is the defence minister. Five years later Granit sold a third ship for 9 million euros to Lahti of Estonia.
"""
DRAFT = """\
title: ships that are late
source: {headline: {passage: 1}}
countries:
  TR: [Turkey, Turkish]
  EE: Estonia
organizations:
  granit:
  lahti:
people:
  ayla-demir: {offices: {title: {quote: defence minister, passage: 3}}}
contracts:
  two-ships:
    quote: ordered two ships
    title: order of ships
    buyers: Turkey ordered
    suppliers: from Granit
    signed: in 2014
events:
  sale:
    title: sale of a ship
    quote: Granit sold a third ship
    when: {value: 2019, quote: Five years later, note: counted from the order}
    amount: for 9 million euros
statements:
  patience:
    quote: Patience has run out
    speaker: {ayla-demir: the Turkish defence minister, note: she holds the office}
    named: the Turkish defence minister
    summary: no patience is left
"""
MINISTER = "{ayla-demir: the Turkish defence minister, note: she holds the office}"
DOUBTED = [
    ("Patience has run out", "Patience has grown", "summary: denies with 'no'"),
    ("    amount: for 9 million euros", "    quantity: {3 ship: two ships, note: one more}", "quantity: is 3"),
    ("suppliers: from Granit", "suppliers: {lahti: Turkey ordered, note: why}", "suppliers: refers to lahti"),
    ("value: 2019", "value: 2024", "when: is 2024, at no such distance as 'Five years later'"),
    (MINISTER, MINISTER.replace("ayla-demir", "granit"), "speaker: refers to granit, which no sentence"),
    (
        MINISTER,
        "{ayla-demir: Turkey ordered, note: she holds the office}",
        "speaker: is ayla-demir, but 'Turkey ordered'",
    ),
    (
        "offices: {",
        "country: {EE: Lahti of Estonia, note: why}, offices: {",
        "'the Turkish defence minister' names",
    ),
]
"""What is written in place of other words of the draft or its article, and the warning about it."""


def warnings_of(draft: str, text: str = TEXT) -> list[str]:
    """Return the warnings of a draft; problems too, which it has none of."""
    result = build("ships.yaml", draft, Article(text), "ships")
    return [str(issue) for issue in (*result.problems, *result.warnings)]


def test_an_honest_draft_has_no_warning() -> None:
    """What runs out is not left, a date is counted from another one, and an office's country is no other speaker."""
    assert warnings_of(DRAFT) == []


@each_row(("before", "after", "warning"), DOUBTED)
def test_what_is_doubted_still(before: str, after: str, warning: str) -> None:
    """The same checks report a wrong count, a denial of nothing, and another speaker."""
    warnings = warnings_of(DRAFT.replace(before, after), TEXT.replace(before, after))
    assert any(warning in line for line in warnings)


@each_row(
    ("amount", "is_doubted"),
    [
        ("up to 9 million euros", False),
        ("{9000000 EUR: up to 9 million euros, note: the price that was paid}", True),
        ("{8000000 EUR: up to 9 million euros, note: a million less}", False),
        ("{<= 9000000 EUR: up to 9 million euros, note: at most}", False),
    ],
)
def test_a_bound_is_no_exact_amount(amount: str, is_doubted: bool) -> None:
    """An exact amount that its words only bound is doubted, and another one within the bound is left to the note."""
    draft = DRAFT.replace("amount: for 9 million euros", f"amount: {amount}")
    warnings = warnings_of(draft, TEXT.replace("9 million euros", "up to 9 million euros"))
    assert any("makes it a bound" in line for line in warnings) == is_doubted


@each_row(
    ("quantity", "is_doubted"),
    [
        ("{20 year: over 20 years, note: how long it is to be paid}", False),
        ("{20 year: more than 20 years, note: how long it is to be paid}", True),
        ("{20 ship: over 20 ships, note: in all}", True),
    ],
)
def test_a_term_is_no_bound(quantity: str, is_doubted: bool) -> None:
    """What is paid over 20 years is paid in 20 of them, where a note says so; over 20 ships are more than 20."""
    words = "over" if "over" in quantity else "more than"
    thing = "ships" if "ships" in quantity else "years"
    draft = DRAFT.replace("amount: for 9 million euros", f"quantity: {quantity}")
    warnings = warnings_of(draft, TEXT.replace("for 9 million euros", f"for 9 million euros {words} 20 {thing}"))
    assert any("makes it a bound" in line for line in warnings) == is_doubted


@each_row(
    ("quote", "summary", "is_doubted"),
    [
        ("We should have waited", "they did not wait", False),
        ("We have waited", "they did not wait", True),
        ("We could have left", "they never left", False),
    ],
)
def test_what_should_have_been_was_not(quote: str, summary: str, is_doubted: bool) -> None:
    """A summary may deny what its words say should have happened."""
    draft = DRAFT.replace("Patience has run out", quote).replace("no patience is left", summary)
    warnings = warnings_of(draft, TEXT.replace("Patience has run out", quote))
    assert any("summary: denies" in line for line in warnings) == is_doubted


@each_row(
    ("text", "when", "is_doubted"),
    [
        ("is not expected before 2028", "{2028/..: [not expected before 2028], note: not earlier}", False),
        ("is not expected before 2028", "{'[..2027-12-31]': before 2028, note: so it seems}", True),
        ("is expected before 2028", "{'[..2027-12-31]': before 2028, note: so it seems}", False),
    ],
)
def test_a_negation_turns_a_bound_round(text: str, when: str, is_doubted: bool) -> None:
    """A date before another one is doubted where a negation makes it the time from then on, whatever its note."""
    ship = f"  fourth:\n    title: arrival of a ship\n    quote: A fourth\n    status: planned\n    when: {when}\n"
    draft = DRAFT.replace("statements:\n", f"{ship}statements:\n")
    warnings = warnings_of(draft, TEXT.replace("Five years later", f"A fourth {text}. Five years later"))
    assert any("turns" in line for line in warnings) == is_doubted


@each_row(
    ("amount", "is_doubted"),
    [("{~ 0.5: nearly twice, note: so it seems}", True), ("{~ 2: nearly twice, note: times the price}", False)],
)
def test_a_multiple_is_no_part(amount: str, is_doubted: bool) -> None:
    """What is nearly twice as much is not half of it."""
    draft = DRAFT.replace("amount: for 9 million euros", f"amount: {amount}")
    warnings = warnings_of(draft, TEXT.replace("for 9 million euros", "for nearly twice 9 million euros"))
    assert any("less than one" in line for line in warnings) == is_doubted, warnings


@each_row(
    ("speaker", "is_doubted"),
    [
        ("Bo Frisk", False),
        ("{bo-frisk: [Bo Frisk told, an offer was below Granit's price], note: he compares}", False),
        ("{bo-frisk: an offer was below Granit's price, note: he compares}", True),
        ("{bo-frisk: [Bo Frisk told, Granit sold a third ship], note: he compares}", True),
    ],
)
def test_who_is_named_in_a_claim_does_not_make_it(speaker: str, is_doubted: bool) -> None:
    """A name in the words of a statement is none for its speaker where others name that one; one beside them is."""
    draft = DRAFT.replace("people:\n", "people:\n  bo-frisk:\n")
    draft += (
        "  cheaper:\n    quote: an offer was below Granit's price\n    summary: there was a cheaper offer\n"
        f"    named: Bo Frisk\n    speaker: {speaker}\n"
    )
    warnings = warnings_of(draft, f"{TEXT}\nBo Frisk told the newspaper that an offer was below Granit's price.\n")
    assert any("speaker: is bo-frisk, but" in line and "names granit" in line for line in warnings) == is_doubted
