"""A denial of what was told last is related to the statement that it denies."""

from typing import Any

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.voices.unrelated_denials import find_unrelated_denials
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, statement_of
from tests.tables import each_row

RECORDS = [build_record("people", slug_of(name), name=name) for name in ("Lind", "Frisk")]


@each_row(
    ("sentence", "quote", "speaker", "more", "is_doubted"),
    [
        ("The yard lost money, Lind said. Frisk denied this.", "Frisk denied this", "frisk", {}, True),
        ("The yard lost money, Lind said. Frisk rejects that.", "Frisk rejects that", "frisk", {}, True),
        (
            "The yard lost money, Lind said. Frisk denied this.",
            "Frisk denied this",
            "frisk",
            {"relations": ({"type": "disputes", "statement": "first", "origin": "stated", "note": "it is denied"},)},
            False,
        ),
        (
            "The yard lost money, Lind said. Frisk denied this.",
            "Frisk denied this",
            "frisk",
            {"gaps": {"relations": {"status": "ambiguous", "note": "whose claim is not said"}}},
            False,
        ),
        ("The yard lost money, Lind said. Lind denied this.", "Lind denied this", "lind", {}, False),
        ("The yard lost money, Lind said. Frisk denied any loss.", "Frisk denied any loss", "frisk", {}, False),
    ],
)
def test_a_denial_of_the_claim_before_it(
    sentence: str, quote: str, speaker: str, more: dict[str, Any], is_doubted: bool
) -> None:
    """A denial of "this" has a relation, or a gap that says why it has none, where another one has claimed it."""
    article = Article(sentence)
    first = statement_of("first", {"summary": receipt_for(article, "The yard lost money")}, speaker="lind")
    receipt = receipt_for(article, quote)
    spans = tuple(span.model_copy(update={"exact": quote}) for span in receipt.spans)
    statement = statement_of("a", {"summary": receipt.model_copy(update={"spans": spans})}, speaker=speaker, **more)
    context = CheckContext({"people": RECORDS, "statements": [first, statement]}, article)
    assert bool(list(find_unrelated_denials(context))) == is_doubted
