"""Words that say no more than they do: of continents, agreed dates, and what has yet to be done."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

HEAD = """\
title: some news
source: {headline: {passage: 1}, published: 14 May 2026}
people: {Ada Lind: }
organizations: {Granit: , Dagsposten: }
"""
TEXT = "Ada Lind meets Granit\n\nNORVIK, 14 May 2026 - Dagsposten asked Ada Lind.\n\n{}\n"


def issues_of(sentence: str, body: str, field: str) -> list[str]:
    """Return the problems and the warnings about a field of a draft."""
    result = build("news.yaml", HEAD + body, Article(TEXT.format(sentence)), "news")
    return [str(issue) for issue in (*result.problems, *result.warnings) if issue.field.startswith(field)]


SHORT = "Ada Lind said there was a shortage across {}."
SUMMARY = "statements:\n  a {} shortage is to blame:\n    quote: there was a shortage\n"


@each_row(
    ("place", "adjective", "is_known"),
    [
        ("Europe", "European", True),
        ("Africa", "African", True),
        ("Asia", "Asian", True),
        ("the Nordics", "European", False),
        ("Asia", "European", False),
        ("Europe", "Norvikian", False),
    ],
)
def test_the_adjective_of_a_continent_is_known(place: str, adjective: str, is_known: bool) -> None:
    """An adjective of a part of the world that the article names is no name from outside."""
    issues = issues_of(SHORT.format(place), SUMMARY.format(adjective), "summary")
    assert any("which is not in the article" in issue for issue in issues) != is_known


UNPAID = "statements:\n  a part is not yet paid:\n    quote: QUOTE\n    speaker: Ada Lind\n"


@each_row(
    ("sentence", "quote", "is_doubted"),
    [
        ("A part has yet to be paid, Ada Lind said.", "A part has yet to be paid", False),
        ("The parts are yet to be paid, Ada Lind said.", "The parts are yet to be paid", False),
        ("A part has been paid, Ada Lind said.", "A part has been paid", True),
        ("A part will be paid yet, Ada Lind said.", "A part will be paid yet", True),
    ],
)
def test_what_has_yet_to_be_done_is_denied(sentence: str, quote: str, is_doubted: bool) -> None:
    """Own words may say "not yet" of what has yet to be done, and not of what is done."""
    issues = issues_of(sentence, UNPAID.replace("QUOTE", quote), "summary")
    assert any("denies with 'not'" in issue for issue in issues) == is_doubted


DELIVERY = """\
contracts:
  boats:
    title: order of vessels
    quote: Granit sold boats
    suppliers: Granit sold
    delivery.when: by the end of June
events:
  arrival of something:
    quote: One had arrived
    when: by the end of June
    about: boats
"""


@each_row(
    ("after", "is_doubted"),
    [
        (", the agreed deadline", False),
        (", the deadline of the contract", False),
        (", its scheduled date", False),
        (" as agreed", False),
        (" after a dispute about what was agreed", True),
        (", the end of the season", True),
        ("", True),
    ],
)
def test_a_deadline_is_that_of_the_contract(after: str, is_doubted: bool) -> None:
    """A date of delivery from the sentence of an event is not doubted where an aside calls it the deadline."""
    text = f"Granit sold boats to Ada Lind.\n\nOne had arrived by the end of June{after}."
    issues = issues_of(text, DELIVERY, "delivery.when")
    assert any("a sentence that no other field" in issue for issue in issues) == is_doubted


PRICE = "contracts:\n  boats:\n    title: order of boats\n    quote: bought boats\n    value: €31 million\n"


@each_row(
    ("rest", "is_doubted"),
    [
        (", and not for the €45 million that the newspaper Dagsposten reported", False),
        (", which is less than the sum that Dagsposten reported", False),
        (", Dagsposten reported", True),
        (", the newspaper Dagsposten reported on Monday", True),
    ],
)
def test_what_another_told_is_not_the_contract(rest: str, is_doubted: bool) -> None:
    """The verb of a relative clause about another figure tells nothing of the contract; a tag does."""
    issues = issues_of(f"Granit bought boats for €31 million{rest}.", PRICE, "attributed_to")
    assert any("stands with the words of the record" in issue for issue in issues) == is_doubted


REQUEST = "events:\n  request for secrecy:\n    quote: QUOTE\n    status: occurred\n"


@each_row(
    ("sentence", "quote", "is_doubted"),
    [
        ("Ada Lind asked not to be named.", "asked not to be named", False),
        (
            "Ada Lind declined to say whether boats would be kept.",
            "declined to say whether boats would be kept",
            False,
        ),
        ("Ada Lind did not ask to be named.", "did not ask to be named", True),
        ("Ada Lind was not to be named.", "was not to be named", True),
        ("It is asked whether boats would be kept.", "whether boats would be kept", True),
    ],
)
def test_a_negation_or_a_question_below_a_verb(sentence: str, quote: str, is_doubted: bool) -> None:
    """What is asked not to be done, or is declined to be told, was asked and declined."""
    title = "refusal to say more" if "declined" in quote else "request for secrecy"
    body = REQUEST.replace("QUOTE", quote).replace("request for secrecy", title)
    assert bool(issues_of(sentence, body, "status")) == is_doubted
    if not is_doubted:
        assert not issues_of(sentence, body.replace("    status: occurred\n", ""), "status")


def test_a_currency_that_is_proposed_is_accepted() -> None:
    """The code in the message about a sign of several currencies is one of ISO 4217."""
    body = PRICE.replace("€31 million", "¥900 million")
    (issue,) = issues_of("Granit bought boats for ¥900 million.", body, "value")
    coded = issue.split("Write `{")[1].split(":")[0]
    body = PRICE.replace("€31 million", f"{{{coded}: ¥900 million, note: so it is}}")
    assert not any("ISO 4217" in text for text in issues_of("Granit bought boats for ¥900 million.", body, "value"))


def test_a_figure_is_doubted_once() -> None:
    """A figure that own words have three times is one line."""
    body = PRICE.replace("order of boats", "order of 7 boats for 7 towns and 7 men")
    issues = issues_of("Granit bought boats for €31 million.", body, "title")
    assert sorted(len([issue for issue in issues if words in issue]) for words in ("not in", "sentences do")) == [
        1,
        1,
    ]


def test_the_name_speaks_and_not_its_description() -> None:
    """A speaker beside a quotation is named as the words name her, where a description stands beside the name."""
    body = "statements:\n  nobody asked:\n    quote: Nobody asked us\n"
    head = HEAD.replace("Ada Lind: ", "Ada Lind: {offices: {title: chairman, organization: its chairman}}")
    text = TEXT.format("“Nobody asked us,” said its chairman, Ada Lind.")
    sheet = build("news.yaml", head.replace(", organization: its chairman", "") + body, Article(text), "news").sheet
    assert sheet is not None
    assert [getattr(record, "named", "") for kind, record in sheet if kind == "statements"] == ["Ada Lind"]
