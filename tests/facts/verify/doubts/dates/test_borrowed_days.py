"""A statement has the day on which its own speaker speaks."""

from facts.model.article import Article
from facts.model.receipt import Receipt, Span, sha256_hex
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.borrowed_days import find_borrowed_days
from tests.facts.verify.contradiction_cases import build_record, slug_of, statement_of
from tests.tables import each_row

TEXT = """\
Prices rose, Lind said on Tuesday.
The yard is late, Frisk said.
She will sue, Lind added."""
PEOPLE = [build_record("people", slug_of(name), name=name) for name in ("Lind", "Frisk")]


def receipt_of(words: str, note: str | None = None) -> Receipt:
    """Return a receipt with words of the article."""
    start = TEXT.index(words)
    passage = TEXT.count("\n", 0, start) + 1
    span = Span(passage=passage, start=start, end=start + len(words), digest=sha256_hex(words), exact=words)
    basis = "inferred" if note else "stated"
    return Receipt.model_validate({"basis": basis, "spans": (span,), "note": note})


@each_row(
    ("words", "speaker", "note", "is_doubted"),
    [
        ("The yard is late", "frisk", None, True),
        ("The yard is late", "frisk", "counted from the day of publication", True),
        ("The yard is late", "frisk", "they spoke together", False),
        ("She will sue", "lind", None, False),
        ("Prices rose", "lind", None, False),
    ],
)
def test_the_day_of_another_speaker(words: str, speaker: str, note: str | None, is_doubted: bool) -> None:
    """A day from the sentence of another speaker is doubted, without a note, and one of the same speaker is not."""
    first = statement_of("first", {"summary": receipt_of("Prices rose")}, speaker="lind")
    receipts = {"summary": receipt_of(words), "when": receipt_of("on Tuesday", note)}
    when = {"edtf": "2025-11-25", "stated": "on Tuesday"}
    statement = statement_of("a", receipts, speaker=speaker, when=when)
    context = CheckContext({"people": PEOPLE, "statements": [first, statement]}, Article(TEXT))
    assert bool(list(find_borrowed_days(context))) == is_doubted
