"""Messages: what they propose is accepted in its place, and names only keys that the kind of the record has."""

import re
from pathlib import Path

import facts.verify
from facts.drafts.build import TERMS, build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Norvik has ordered three ferries of the Otter class from the yard Fjordvik and the Granit Group of Norway. \
They are to arrive.
A fine was imposed. “They will be quiet,” Mayor Åse Bjørnø said. She was against it. \
Granit Group and others left, Granit said.
"""
DRAFT = """\
id: news
title: ferries
contracts:
  ferries:
    title: contract for ferries
    passages: 1
    CONTRACT
organizations:
  Fjordvik: {ORGANIZATION}
  Granit Group:
people:
  Åse Bjørnø: {PERSON}
places:
  Norvik: {PLACE}
systems:
  Otter: {SYSTEM}
events:
  fine for a company:
    quote: A fine was imposed
    EVENT
statements:
  a claim:
    STATEMENT
"""
DEFAULTS = {
    "CONTRACT": "suppliers: yard Fjordvik",
    "ORGANIZATION": "kind: yard",
    "PERSON": "offices: Mayor",
    "PLACE": "kind: {town: Norvik has, note: it orders}",
    "SYSTEM": "designations: Otter class",
    "EVENT": "status: occurred",
    "STATEMENT": "quote: They will be quiet",
}


def problems_of(part: str, text: str) -> list[str]:
    """Return the problems of the draft with a text as one of its parts."""
    draft = DRAFT
    for name, default in DEFAULTS.items():
        draft = draft.replace(name, text if name == part else default)
    return [
        f"{problem.field}: {problem.message}. {problem.hint}"
        for problem in build("news.yaml", draft, Article(TEXT), "news").problems
    ]


@each_row(
    ("part", "wrong", "message", "right"),
    [
        (
            "CONTRACT",
            "terms: [{what: fine, kind: fine, note: a fine}]",
            "Write it beside the words that it explains, as in `kind: {value: the words, note: why}`",
            "terms: [{what: fine, kind: {fine: A fine, note: of money}}]",
        ),
        (
            "PERSON",
            "offices: {title: Mayor, organization: fjordvik}",
            "also those that name it, and add a `note`: `organization: {fjordvik: [Mayor, ",
            "offices: {title: Mayor, organization: {fjordvik: [Mayor, yard Fjordvik], note: it is hers}}",
        ),
        (
            "CONTRACT",
            "status: planned",
            "Did you mean `delivery.status`?",
            "delivery.status: {planned: are to arrive}",
        ),
        (
            "CONTRACT",
            "buyers: Åse Bjørnø said",
            "that name ase-bjorno, one of the people, and takes",
            "subject: vessels",
        ),
        ("CONTRACT", "color: red", "Use attributed_to, title, subject, suppliers, buyers", "subject: vessels"),
        ("CONTRACT", "also_called: boats", "is not a field. Leave it out", "subject: boats"),
        ("SYSTEM", "also_called: Otter class", "Write `designations` in its place", "designations: Otter class"),
        ("ORGANIZATION", "designations: yard", "Write `also_called` in its place", "also_called: the yard"),
        ("PLACE", "also_called: town", "`{some-id: words, note: why}`", "kind: {town: Norvik has, note: it orders}"),
        ("PERSON", "short_name: Bjørnø", "is not a field. Leave it out", "offices: Mayor"),
        (
            "ORGANIZATION",
            "kind: company",
            "`kind: {company: the words, note: why}`",
            "kind: {company: yard Fjordvik, note: it builds}",
        ),
        ("ORGANIZATION", "kind: yard, country: Mayor Åse", "`{NO: words, note: why}`", "kind: yard"),
        ("PERSON", "country: Norvik has", "`{NO: words, note: why}`", "country: {NO: Norvik has, note: why}"),
        (
            "EVENT",
            "kind: {punishment: A fine}\n    status: occurred",
            "write `kind: {punishment: the words, note: why}`, or leave it out: `title` tells it",
            "kind: {punishment: A fine, note: so it is}\n    status: occurred",
        ),
        ("EVENT", "status: has", "'occurred', 'standing'", "status: occurred"),
        (
            "EVENT",
            "status: occurred\n    participants: Granit Group and others",
            "Write a list, with the words of each, such as `[",
            "status: occurred\n    participants: [Granit Group, others left]",
        ),
        (
            "STATEMENT",
            "speaker: Granit said",
            "if Granit is `granit-group`, add `also_called: Granit` to organizations/granit-group",
            "quote: Granit Group and others left\n    speaker: {granit-group: [Granit Group and, Granit said]}",
        ),
        ("STATEMENT", "about: ferries", "Write `quote: the words that say it`", "quote: They will be quiet"),
        (
            "STATEMENT",
            "quote: was against it",
            "as in `{some-id: its words}` (its passage names `ase-bjorno`",
            "speaker: {ase-bjorno: She was}",
        ),
        (
            "STATEMENT",
            "speaker: She was",
            "as in `{some-id: She was, note: why}`; its passage names `ase-bjorno`",
            "speaker: {ase-bjorno: She was}",
        ),
        (
            "STATEMENT",
            "quote: They will be quiet\n    disputes: other\n    similar_view: other",
            "Write both as `relations: [{type: disputes, statement: some-id}, {type:",
            "quote: They will be quiet",
        ),
    ],
)
def test_a_message_proposes_what_is_accepted(part: str, wrong: str, message: str, right: str) -> None:
    """A mistake has one message of its own, and the draft with what it proposes is built."""
    problems = problems_of(part, wrong)
    assert [problem for problem in problems if message in problem], problems
    assert problems_of(part, right) == []


def test_a_record_without_words_has_one_message() -> None:
    """That nothing says on which words a record rests is told once, not for each of its fields."""
    assert len(problems_of("STATEMENT", "status: asserted")) == 1


@each_row("term", [term for term, _ in TERMS])
def test_terms_of_sheets_are_words_of_their_messages(term: str) -> None:
    """What drafts say in other words is in a message about sheets: who words that anew must change both."""
    root = Path(facts.verify.__file__).parent.parent
    files = [path for folder in ("sheets", "verify") for path in (root / folder).rglob("*.py")]
    sources = [re.sub(r'"\s*f?"', "", path.read_text(encoding="utf-8")) for path in files]
    assert any(term.removesuffix(" or") in source for source in sources)


CRANES = """\
title: cranes
organizations: {board: NAME}
events:
  loss of a crane: {quote: One broke, quantity: QUANTITY}
  talks of a board: {quote: the board met, participants: WORDS}
"""


@each_row(
    ("name", "words", "quantity", "fields"),
    [
        ("{name: The board said}", "the board met", "2 cranes", ["organizations/board name"]),
        (
            "{name: The board said}",
            "The town had",
            "2 cranes",
            ["organizations/board name", "events/talks-of-a-board participants"],
        ),
        ("", "the board met", "2 cranes", []),
        ("", "the board met", "{1 crane: One broke}", ["events/loss-of-a-crane quantity"]),
    ],
)
def test_what_follows_from_another_problem_is_no_problem(
    name: str, words: str, quantity: str, fields: list[str]
) -> None:
    """Words for a record whose name is refused are not refused as well, and a wrong count is told once."""
    article = "One broke, and the board met. The board said so. The town had 2 cranes."
    draft = CRANES.replace("NAME", name).replace("WORDS", words).replace("QUANTITY", quantity)
    assert [
        f"{issue.record} {issue.field}" for issue in build("c.yaml", draft, Article(article), "c").problems
    ] == fields
