"""A label is a common noun: one that goes on with a name of the sheet is refused."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.label_names import find_named_labels
from tests.facts.verify.contradiction_cases import build_record
from tests.tables import each_row


@each_row(
    ("kind", "noun"),
    [
        ("city of norvik", "city"),
        ("port city of norvik", "port city"),
        ("capital of the norvik", "capital"),
        ("branch of the lode union", "branch"),
        ("city", None),
        ("port of call", None),
        ("bureau of investigation", None),
        ("city council", None),
        ("council for the city council", None),
    ],
)
def test_a_label_has_no_name_in_it(kind: str, noun: str | None) -> None:
    """A name with a capital after a preposition is refused with the noun; common nouns may have such a phrase."""
    records = {
        "places": (build_record("places", "norvik", name="Norvik", kind=kind),),
        "organizations": (
            build_record("organizations", "lode-union", name="Lode Union"),
            build_record("organizations", "city-council", name="city council"),
        ),
    }
    findings = list(find_named_labels(CheckContext(records, Article("Norvik is a city."))))
    assert [(finding.field, finding.is_certain) for finding in findings] == [("kind", True)] * bool(noun)
    assert all(finding.hint == f"Write the noun alone, as in `kind: {noun}`" for finding in findings)
