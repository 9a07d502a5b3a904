"""Offices that are called former have that status, and no others have it."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.offices.office_ranks import find_wrong_ranks
from facts.verify.doubts.offices.office_times import find_wrong_office_times
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
    findings = [
        finding.is_certain for finding in find_wrong_office_times(CheckContext({"people": [person]}, article))
    ]
    return "none" if not findings else "problem" if any(findings) else "warning"


@each_row(
    ("text", "title", "status", "finding"),
    [
        ("Falk, a former harbour master, spoke.", "harbour master", "former", "none"),
        ("Falk, a former harbour master, spoke.", "former harbour master", "former", "none"),
        ("Falk, a former harbour master, spoke.", "harbour master", None, "problem"),
        ("Falk, a former air force colonel, spoke.", "colonel", None, "problem"),
        ("Falk, a former air force colonel, spoke.", "colonel", "current", "problem"),
        ("Falk, a former air force colonel, spoke.", "colonel", "former", "none"),
        ("Falk, a former harbour master, spoke.", "harbour master", "current", "problem"),
        ("The former mayor and harbour master, Falk, spoke.", "harbour master", None, "warning"),
        ("Ex-mayor Falk spoke.", "mayor", None, "problem"),
        ("Mayor Falk, a former harbour master, spoke.", "Mayor", None, "none"),
        ("Falk, a former harbour master, is mayor.", "mayor", "current", "none"),
        ("A former friend of mayor Falk spoke.", "mayor", None, "none"),
        ("The former Soviet minister Falk spoke.", "minister", None, "none"),
        ("Mayor Falk spoke.", "Mayor", "current", "none"),
        ("Mayor Falk spoke.", "Mayor", "former", "warning"),
        ("The contract was signed in Oslo on 12 March, Mayor Falk said.", "Mayor", "former", "warning"),
        ("Falk, who ran the fleet division until last November, spoke.", "ran the fleet division", None, "warning"),
        ("Falk, who was mayor until 2024, spoke.", "mayor", None, "warning"),
        ("Falk, who led the harbour board until May, spoke.", "harbour board", None, "warning"),
        ("Falk, who ran the fleet division until last November, spoke.", "ran the fleet division", "former", "none"),
        ("Falk, who ran the fleet division, spoke until noon.", "ran the fleet division", None, "none"),
        ("Falk, mayor until 2028, spoke.", "mayor", None, "none"),
        ("Mayor Falk spoke until noon.", "Mayor", None, "none"),
        ("Falk was mayor for ten years.", "mayor", "former", "none"),
        ("Falk stepped down as mayor.", "mayor", "former", "none"),
        ("Then mayor Falk signed it.", "mayor", "former", "none"),
        ("The late mayor Falk signed it.", "mayor", "former", "none"),
        ("The boat is late, mayor Falk said.", "mayor", "former", "warning"),
        ('"Nobody has been put at risk," mayor Falk said.', "mayor", "former", "warning"),
        ('Mayor Falk said: "We were late."', "Mayor", "former", "warning"),
        ('"Nobody was hurt," said Falk, who was mayor then.', "mayor", "former", "none"),
        ("Falk, the mayor, who previously ran the port, spoke.", "mayor", "former", "warning"),
        ("The mayor, Falk, who was a judge until May, spoke.", "mayor", "former", "warning"),
        ("The former judge Falk, now mayor, spoke.", "mayor", "former", "warning"),
        ("The mayor, Falk, who resigned in May, spoke.", "mayor", "former", "none"),
        ("Falk, who was previously the mayor, spoke.", "mayor", "former", "none"),
        ("The previous mayor, Falk, who had been a judge, spoke.", "mayor", "former", "none"),
    ],
)
def test_a_former_office_is_one_that_is_called_so(text: str, title: str, status: str | None, finding: str) -> None:
    """What stands before an office says that it is over; else a word of its sentence has to."""
    assert finding_on(text, title, status) == finding


RANKS = [
    ("Deputy mayor Falk spoke.", "mayor", "problem"),
    ("Falk, the deputy foreign minister, spoke.", "minister", "problem"),
    ("Vice-president Falk spoke.", "president", "problem"),
    ("The acting head of the yard, Falk, spoke.", "head", "problem"),
    ("Falk, the mayor-elect, spoke.", "mayor", "problem"),
    ("Falk, who now advises the union, spoke.", "advises", "warning"),
    ("Falk, who led the yard, spoke.", "led", "warning"),
    ("Deputy mayor Falk spoke.", "Deputy mayor", "none"),
    ("Falk, the deputy foreign minister, spoke.", "deputy foreign minister", "none"),
    ("Mayor Falk and the deputy harbour master spoke.", "Mayor", "none"),
    ("Falk, deputy head of the ministry and mayor, spoke.", "mayor", "none"),
    ("The deputy of mayor Falk spoke.", "mayor", "none"),
    ("Falk, who now sits on the board as treasurer, spoke.", "treasurer", "none"),
]
"""A sentence, the title that an office has, and what is found."""


@each_row(("text", "title", "finding"), RANKS)
def test_a_deputy_is_no_mayor(text: str, title: str, finding: str) -> None:
    """A title without the word beside it that makes it another office is refused, and a verb is doubted."""
    article = Article(text)
    person = build_record("people", "jon-falk", name="Jon Falk", offices=({"title": title},))
    person = with_receipts(person, {"offices.0.title": receipt_for(article, title)})
    certain = [finding.is_certain for finding in find_wrong_ranks(CheckContext({"people": [person]}, article))]
    assert ("none" if not certain else "problem" if any(certain) else "warning") == finding


@each_row(
    ("words", "is_doubted"),
    [
        ("former judge Ana Holt", True),
        ("former skipper of many boats", True),
        ("Falk resigned", False),
        ("He left", False),
        ("who stepped down", False),
    ],
)
def test_words_for_a_status_are_of_its_holder(words: str, is_doubted: bool) -> None:
    """Words that call the office of somebody else former say nothing of this one."""
    text = (
        "The mayor, Jon Falk, a friend of the port and of all who work there by night, who stepped down, spoke.\n\n"
        "The former judge Ana Holt listened. Holt met a former skipper of many boats. Falk resigned. He left.\n"
    )
    article = Article(text)
    receipts = {
        "offices.0.title": receipt_for(article, "mayor"),
        "offices.0.status": receipt_for(article, words),
    }
    office = {"title": "mayor", "status": "former"}
    falk = with_receipts(build_record("people", "jon-falk", name="Jon Falk", offices=(office,)), receipts)
    people = [falk, build_record("people", "ana-holt", name="Ana Holt")]
    assert bool(list(find_wrong_office_times(CheckContext({"people": people}, article)))) == is_doubted
