"""Parties, speakers and employers whose words mean somebody else than the name that is cited with a note."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
MARLOW, March 3 - The contractor mending the pier in Marlow is late, the town's water utility said on Tuesday.

Marlow Water hired Brenn Civil for the work. The state of Ardland is paying a part.

"We are late," said Karen Doyle, a spokeswoman for Brenn Civil. The utility has agreed. Its director, Paul Esten, \
said it would vote.

Clear Tap, a residents' group, denied this. Midland Labs, which analysed the samples, corrected a reading.

Kroval, the builder before, failed in May. It had begun the pier in April. Hartmann Bau now builds it, according to \
the town, which owns the pier.

It is not clear whether the town can get money from Kroval. The firm's administrator did not respond.

Rolf Aden, dean of the faculty, doubts the estimate. Nobody has shown it, he said. The cost, which Aden put at 9 \
million euros, is high.

Tessel Lines, which lost the tender, has complained to the board. Its offer was low, the company said.

Ilse Brandt, head of the yard, disagrees. It is old.
"""
DRAFT = """\
title: a pier
places: {{Marlow: {{kind: {{town: the town, which}}}}, Ardland: {{kind: state}}}}
organizations:
  Marlow Water: {{kind: {{water utility: [the town's water utility, Marlow Water hired], note: it hired it}}}}
  Brenn Civil: {{kind: {{contractor: [The contractor mending, hired Brenn Civil], note: it mends the pier}}}}
  Clear Tap: {{kind: residents' group}}
  Midland Labs:
  Kroval: {{kind: builder}}
  Hartmann Bau: {{kind: {{firm: Hartmann Bau now, note: it builds}}}}
  Tessel Lines:
people:
  Karen Doyle: {{offices: {{title: spokeswoman, {0}}}}}
  Paul Esten: {{offices: {{title: director, {1}}}}}
  Rolf Aden: {{offices: dean}}
  Ilse Brandt:
events:
  delay of the work: {{quote: is late, status: standing, {2}}}
  reading: {{quote: which analysed the samples, {3}}}
  start: {{quote: had begun the pier, {4}}}
  pier: {{title: pier of the town, quote: owns the pier, status: standing, {5}}}
  silence: {{title: silence, quote: did not respond, status: standing, {6}}}
statements:
  proof: {{summary: there is no proof, quote: Nobody has shown it, {7}}}
  cost: {{summary: the cost is high, quote: is high, {8}}}
  offer: {{summary: the offer was low, quote: Its offer was low, {9}}}
"""
HONEST = (
    "organization: for Brenn Civil",
    "organization: {marlow-water: [The utility has, Its director], note: the utility of the sentence before}",
    "participants: {brenn-civil: [The contractor mending, hired Brenn Civil], note: the contractor is named below}",
    "participants: {midland-labs: [which analysed the samples, Midland Labs], note: it analysed them}",
    "participants: {kroval: [It had begun, 'Kroval, the builder'], note: the builder of the sentence before}",
    "participants: {Marlow: [which owns, pier in Marlow], note: the town}",
    "participants: The firm's administrator",
    "speaker: {rolf-aden: [he said, 'Rolf Aden, dean'], note: the dean}",
    "speaker: {rolf-aden: [which Aden put, 'Rolf Aden, dean'], note: he put it so}",
    "speaker: {tessel-lines: [the company said, 'Tessel Lines, which'], note: the company of the sentence before}",
)


@each_row(
    ("number", "field", "other"),
    [
        *((number, field, None) for number, field in enumerate(HONEST)),
        (0, "organization: {marlow-water: [spokeswoman for, Marlow Water hired], note: the utility}", "brenn-civil"),
        (0, "organization: {marlow-water: [for Brenn Civil, Marlow Water hired], note: it hired it}", "brenn-civil"),
        (1, "organization: {brenn-civil: [Its director, for Brenn Civil], note: the company before}", "marlow-water"),
        (
            2,
            "participants: {marlow-water: [The contractor mending, Marlow Water hired], note: it mends}",
            "brenn-civil",
        ),
        (3, "participants: {clear-tap: [which analysed the samples, 'Clear Tap, a'], note: it did}", "midland-labs"),
        (4, "participants: {hartmann-bau: [It had begun, Hartmann Bau now], note: the firm}", "kroval"),
        (5, "participants: {hartmann-bau: [which owns, Hartmann Bau], note: it owns it}", "marlow"),
        (6, "participants: {hartmann-bau: The firm's administrator, note: the firm meant}", "kroval"),
        (6, "participants: {kroval: [The firm's administrator, money from Kroval], note: the one before}", None),
        (7, "speaker: {ilse-brandt: [he said, Ilse Brandt], note: the head}", "rolf-aden"),
        (8, "speaker: {ilse-brandt: [which Aden put, Ilse Brandt], note: the head}", "rolf-aden"),
        (9, "speaker: {clear-tap: [the company said, 'Clear Tap, a'], note: the group}", "tessel-lines"),
        (9, "speaker: {clear-tap: [according to the town, 'Clear Tap, a'], note: the group}", "marlow"),
    ],
)
def test_words_that_mean_another(number: int, field: str, other: str | None) -> None:
    """Words beside a name from elsewhere are a pronoun, a description or a clause for its bearer alone."""
    fields = [*HONEST[:number], field, *HONEST[number + 1 :]]
    result = build("pier.yaml", DRAFT.format(*fields), Article(TEXT), "pier")
    issues = [str(issue) for issue in (*result.problems, *result.warnings) if f"' means {other or ''}" in str(issue)]
    assert bool(issues) == (other is not None), [str(issue) for issue in (*result.problems, *result.warnings)]


@each_row(
    ("note", "is_doubted"),
    [("the firm", True), ("the firm, which is named below", False), ("it follows in the next passage", False)],
)
def test_a_name_after_its_pronoun(note: str, is_doubted: bool) -> None:
    """A pronoun before the only name that is cited for it is doubted, unless the note says that the name follows."""
    text = "It has lost the tender, a message said.\n\nNorvik Bau is a builder. It builds a pier.\n"
    words = f"{{norvik-bau: [It has lost, Norvik Bau], note: '{note}'}}"
    organizations = "organizations: {Norvik Bau: {kind: builder}}"
    draft = f"title: a tender\n{organizations}\nevents: {{loss: {{quote: lost the tender, participants: {words}}}}}\n"
    result = build("tender.yaml", draft, Article(text), "tender")
    issues = [str(issue) for issue in (*result.problems, *result.warnings) if "named only after" in str(issue)]
    assert bool(issues) == is_doubted, [str(issue) for issue in (*result.problems, *result.warnings)]
