"""Offices that are called former have that status, and no others have it."""

from facts.model.article import Article
from facts.verify.office_times import find_wrong_office_times
from facts.verify.sentence_map import SentenceMap
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


def finding_on(text: str, title: str, status: str | None) -> str:
    """Return what is found on an office of Jon Falk: nothing, a warning or a problem."""
    article = Article(text)
    receipts = {"offices.0.title": receipt_for(article, title)}
    if status:
        receipts["offices.0.status"] = receipt_for(article, title)
    office = {"title": title, "status": status}
    person = with_receipts(build_record("people", "jon-falk", name="Jon Falk", offices=(office,)), receipts)
    findings = [finding.is_certain for finding in find_wrong_office_times([person], SentenceMap(article))]
    return "none" if not findings else "problem" if any(findings) else "warning"


@each_row(
    ("text", "title", "status", "finding"),
    [
        ("Falk, a former harbour master, spoke.", "harbour master", "former", "none"),
        ("Falk, a former harbour master, spoke.", "former harbour master", "former", "none"),
        ("Falk, a former harbour master, spoke.", "harbour master", None, "warning"),
        ("Falk, a former harbour master, spoke.", "harbour master", "current", "problem"),
        ("The former mayor and harbour master, Falk, spoke.", "harbour master", None, "warning"),
        ("Ex-mayor Falk spoke.", "mayor", None, "warning"),
        ("Mayor Falk, a former harbour master, spoke.", "Mayor", None, "none"),
        ("Falk, a former harbour master, is mayor.", "mayor", "current", "none"),
        ("A former friend of mayor Falk spoke.", "mayor", None, "none"),
        ("The former Soviet minister Falk spoke.", "minister", None, "none"),
        ("Mayor Falk spoke.", "Mayor", "current", "none"),
        ("Mayor Falk spoke.", "Mayor", "former", "warning"),
        ("The contract was signed in Oslo on 12 March, Mayor Falk said.", "Mayor", "former", "warning"),
        ("Falk was mayor for ten years.", "mayor", "former", "none"),
        ("Falk stepped down as mayor.", "mayor", "former", "none"),
        ("Then mayor Falk signed it.", "mayor", "former", "none"),
    ],
)
def test_a_former_office_is_one_that_is_called_so(text: str, title: str, status: str | None, finding: str) -> None:
    """What stands before an office says that it is over; else a word of its sentence has to."""
    assert finding_on(text, title, status) == finding
