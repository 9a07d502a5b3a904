"""Own words that tell as done what is only planned, and places that the words of an event do not have."""

from facts.model.article import Article
from facts.model.receipt import Receipt, Span, sha256_hex
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.other_settings import find_other_settings
from facts.verify.doubts.own_words.foretold import find_foretold
from tests.facts.verify.contradiction_cases import build_record, statement_of, with_receipts
from tests.tables import each_row

PLACES = [build_record("places", name.lower(), name=name) for name in ("Lund", "Viseu")]


def receipt_of(article: Article, words: str) -> Receipt:
    """Return a receipt with quoted words of an article with one passage."""
    start = article.text.index(words)
    span = Span(passage=1, start=start, end=start + len(words), digest=sha256_hex(words), exact=words)
    return Receipt.model_validate({"basis": "stated", "spans": (span,)})


@each_row(
    ("sentence", "quote", "summary", "is_doubted"),
    [
        ("The union was considering legal action.", "was considering legal action", "the union has sued", True),
        ("The yard will deliver the rest.", "will deliver the rest", "the boats have been handed over", True),
        ("The union plans to strike.", "plans to strike", "the union went on strike", True),
        ("The union threatened to strike.", "threatened to strike", "the union walked out", True),
        ("We will deduct it from the invoice.", "We will deduct it", "the penalty was deducted", True),
        ("The buyer promised to invest in the yard.", "promised to invest", "the buyer has put money into it", True),
        ("The union fears up to 600 dismissals.", "fears up to 600 dismissals", "many have lost their jobs", True),
        ("The deal excused delays caused by ice.", "excused delays caused by ice", "ice has caused the delay", True),
        (
            "Lind went to court, asking it to suspend the deal.",
            "asking it to suspend",
            "the deal was suspended",
            True,
        ),
        (
            "Lind went to court, asking it to suspend the deal.",
            "asking it to suspend",
            "it should be suspended",
            False,
        ),
        ("Lind said the deal was suspended.", "the deal was suspended", "the deal was suspended", False),
        ("The deal excused delays caused by ice.", "excused delays caused by ice", "the deal excused delays", False),
        ("Ice caused the delay. It excused that.", "It excused that", "ice has caused the delay", False),
        ("The buyer promised to invest in the yard.", "promised to invest", "the buyer has promised money", False),
        ("They deducted it and will deduct more.", "will deduct more", "a penalty was deducted", False),
        ("The union fears dismissals.", "fears dismissals", "the union is afraid of dismissals", False),
        ("The union was considering legal action.", "was considering legal action", "the union may sue", False),
        ("The union was considering legal action.", "was considering", "the union has decided nothing", False),
        ("The yard had offered a boat.", "had offered a boat", "the yard had made an offer", False),
        ("Two arrived. The rest are to follow.", "are to follow", "two have arrived, the rest have not", False),
        ("The union has sued and will strike.", "has sued and will strike", "the union went to court", False),
        ("The yard agreed to build boats.", "agreed to build boats", "the yard agreed to it", False),
    ],
)
def test_a_plan_is_told_as_done(sentence: str, quote: str, summary: str, is_doubted: bool) -> None:
    """A summary in the past whose words only plan or consider something is doubted; what they tell as done is not."""
    article = Article(sentence)
    statement = statement_of("a", {"summary": receipt_of(article, quote)}, summary=summary)
    assert bool(list(find_foretold(CheckContext({"statements": [statement]}, article)))) == is_doubted


@each_row(
    ("sentence", "title", "where", "place", "is_doubted"),
    [
        ("They met in Lund. It will be built in Viseu.", "built in Viseu", "in Lund", "lund", True),
        ("They met in Lund. It will be built in Viseu.", "built in Viseu", "in Viseu", "viseu", False),
        ("They met in Lund. Viseu will pay.", "Viseu will pay", "in Lund", "lund", False),
        ("In Lund it will be built like that in Viseu.", "built like that in Viseu", "In Lund", "lund", False),
    ],
)
def test_an_event_is_where_its_words_have_it(
    sentence: str, title: str, where: str, place: str, is_doubted: bool
) -> None:
    """A place from another sentence is doubted where the words of the event have it in another one."""
    article = Article(sentence)
    event = build_record("events", "a", title="works", kind="works", status="planned", where=place)
    receipts = {"title": receipt_of(article, title), "where": receipt_of(article, where)}
    records = {"places": PLACES, "events": [with_receipts(event, receipts)]}
    assert bool(list(find_other_settings(CheckContext(records, article)))) == is_doubted
