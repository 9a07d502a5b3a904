"""What an event happens to by its title is what its words have as the object of the verb."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.titled_objects import find_foreign_objects
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

LEASE = with_receipts(build_record("contracts", "lease", title="lease of aircraft"), {})


@each_row(
    ("title", "quote", "about", "is_doubted"),
    [
        ("cancellation of the lease", "it cancelled a tender for aircraft", (), True),
        ("cancellation of the tender", "it cancelled a tender for aircraft", (), False),
        ("cancellation of the lease", "it cancelled the lease", (), False),
        ("cancellation of the lease", "it cancelled a tender for aircraft", ("lease",), False),
        ("end of the lease", "it cancelled a tender for aircraft", (), False),
        ("cancellation of the plan", "it cancelled a tender for aircraft", (), False),
    ],
)
def test_the_object_of_a_title(title: str, quote: str, about: tuple[str, ...], is_doubted: bool) -> None:
    """Another record's noun is doubted beside the verb of the title with another object, if it is not about it."""
    event = build_record("events", "a", title=title, kind="event", status="occurred", about=about)
    receipt = receipt_for(Article(quote), quote)
    spans = [span.model_copy(update={"exact": quote}) for span in receipt.spans]
    event = with_receipts(event, {"title": receipt.model_copy(update={"spans": spans})})
    assert (
        bool(list(find_foreign_objects(CheckContext({"contracts": [LEASE], "events": [event]}, Article("")))))
        == is_doubted
    )
