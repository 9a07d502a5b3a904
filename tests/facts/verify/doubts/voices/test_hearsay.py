"""What is told by hearsay is no opinion."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.voices.hearsay import find_hearsay
from facts.verify.grammar.sentences import parse_sentences
from tests.facts.verify.contradiction_cases import receipt_for, statement_of
from tests.tables import each_row

HEARSAY = """
[Granit is said to have bribed] a minister.
[The yard was reported to have quietly closed].
[Brunn reportedly lost] the ship.
Last year [it allegedly closed] a plant.
[The board did not say] why.
[The price has not yet been disclosed].
The board [had not named] its source.
"""
OPINIONS = """
[Granit is said to be] too dear.
[The tram is reportedly] too dear.
[It will reportedly close] in May.
[The ships are good], and Brunn reportedly lost one.
[Granit is said to have been] too dear.
[Brunn lost] the ship.
[Lind said the board had not named] its source.
The board did not say whether [the dam leaks].
[The dam is not safe].
Granit is said to have bribed a minister. [That is wrong].
"""
"""Sentences, with the words of the statement in brackets."""


def is_reported(sentence: str, status: str = "asserted") -> bool:
    """Return whether the status of a statement of the words in brackets is reported."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = receipt_for(article, words)
    spans = tuple(span.model_copy(update={"exact": words}) for span in receipt.spans)
    statement = statement_of("a", {"summary": receipt.model_copy(update={"spans": spans})}, status=status)
    findings = list(find_hearsay(CheckContext({"statements": [statement]}, article)))
    return [finding.is_certain for finding in findings] == [False]


@each_row("sentence", HEARSAY.strip().splitlines())
def test_a_happening_by_hearsay_is_no_opinion(sentence: str) -> None:
    """What is said to have happened, and a silence, is doubted if it is asserted, and not if it occurred."""
    assert is_reported(sentence)
    assert not is_reported(sentence, "occurred")


@each_row("sentence", OPINIONS.strip().splitlines())
def test_an_opinion_or_a_forecast_is_asserted(sentence: str) -> None:
    """What is said to be so, to be to come, or said in other words of the sentence may be asserted."""
    assert not is_reported(sentence)


@each_row(
    ("sentence", "verb_class"),
    [
        ("Granit is said to have bribed a minister.", "past"),
        ("They are widely thought to have left.", "past"),
        ("The yard was reported to have been closed.", "past"),
        ("Granit is said to have been too dear.", "past_state"),
        ("He is said to be ill.", "present"),
        ("The ships are said to sail in May.", "present"),
    ],
)
def test_hearsay_of_what_happened_is_past(sentence: str, verb_class: str) -> None:
    """What somebody is said to have done has happened, and what he is said to do has not."""
    groups = [group for parsed in parse_sentences(sentence) for group in parsed.groups]
    assert groups[0].verb_class == verb_class
