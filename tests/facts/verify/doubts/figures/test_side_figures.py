"""Figures and dates of events that their sentence gives to something else."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.side_dates import find_side_dates
from facts.verify.doubts.figures.side_figures import find_side_figures
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


def is_doubted(sentence: str, quote: str, title: str, field: str) -> bool:
    """Return whether the figure, or the date, of an event that stands in brackets in its sentence is doubted."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    values = {
        "quantity": {"operator": "=", "value": "50", "unit": "worker", "stated": words},
        "amount": {"operator": "=", "amount": "5000000", "currency": "EUR", "stated": words},
        "when": {"edtf": "2025", "stated": words},
    }
    event = build_record("events", "a", title=title, kind="event", status="occurred", **{field: values[field]})
    receipts = {}
    for path, text in (("title", quote), (field, words)):
        receipt = receipt_for(article, text)
        spans = tuple(span.model_copy(update={"exact": text}) for span in receipt.spans)
        receipts[path] = receipt.model_copy(update={"spans": spans})
    context = CheckContext({"events": [with_receipts(event, receipts)]}, article)
    return bool([*find_side_figures(context), *find_side_dates(context)])


@each_row(
    ("sentence", "quote", "title", "field"),
    [
        ("The yard fired 40 people and hired [50 workers].", "The yard fired", "dismissals at the yard", "quantity"),
        ("It lost 3 million on sales of [5 million euros].", "It lost", "loss of the yard", "amount"),
        ("It raised 3 million of a planned [5 million euros].", "It raised", "rise in capital", "amount"),
        ("It opened a yard that burned down [in 2025].", "opened a yard", "opening of a yard", "when"),
        ("A report of [4 May 2025] says it opened a yard.", "it opened a yard", "opening of a yard", "when"),
    ],
)
def test_what_is_of_something_else(sentence: str, quote: str, title: str, field: str) -> None:
    """A figure of an opposite act, a base or a plan, and a date of a report or of a later clause are doubted."""
    assert is_doubted(sentence, quote, title, field)


@each_row(
    ("sentence", "quote", "title", "field"),
    [
        ("The yard fired 40 people and hired [50 workers].", "hired", "recruitment at the yard", "quantity"),
        ("The yard was sold and brought in [5 million euros].", "The yard was sold", "sale of the yard", "amount"),
        ("It lost 3 million on sales of [5 million euros].", "sales of", "sales of the yard", "amount"),
        ("It lost [5 million euros] on sales of 20 million.", "It lost", "loss of the yard", "amount"),
        ("It raised [5 million euros] of a planned 8 million.", "It raised", "rise in capital", "amount"),
        ("It opened a yard [in 2025] that burned down.", "opened a yard", "opening of a yard", "when"),
        ("It opened a yard that burned down [in 2025].", "burned down", "fire in a yard", "when"),
        ("A report of [4 May 2025] says it opened a yard.", "A report", "report on the yard", "when"),
        ("The fire, which broke out [in 2025], did harm.", "The fire", "fire in the yard", "when"),
    ],
)
def test_what_is_of_the_event(sentence: str, quote: str, title: str, field: str) -> None:
    """A figure and a date of the event's own clause, or of what its title names, are not doubted."""
    assert not is_doubted(sentence, quote, title, field)
