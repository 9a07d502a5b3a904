"""Whether an office is held now, by the verbs of its words."""

from facts.model.article import Article
from facts.verify.contradictions import find_contradictions
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

CASES = """
former | [resigned] in May |
former | [was the mayor] until May |
former | [the former mayor] spoke |
former | [has left the office] |
former | [is the mayor] | warning: Use current, or quote
former | [will be mayor] from May | problem: Quote the words that say former
current | [is the mayor] |
current | [has been mayor] since May |
current | [mayor of Lisva] said |
current | [will stay on as head] |
current | [is to remain mayor] until May |
current | [stayed] as mayor until May | warning: Use former, or quote
former | [will stay on as head] | problem: Quote the words that say former
current | [resigned] in May | warning: Use former, or quote
current | [will be mayor] from May | problem: Quote the words that say current
"""
"""A status, its words in brackets, and what is reported."""


@each_row(
    ("status", "text", "report"),
    [[cell.strip() for cell in line.split("|")] for line in CASES.strip().splitlines()],
)
def test_an_office_is_former_when_it_was_held(status: str, text: str, report: str) -> None:
    """Words of what is over say former, words of what holds say current, and those of what is to come say neither."""
    words = text[text.index("[") + 1 : text.index("]")]
    article = Article(f"Ola Lie {text.replace('[', '').replace(']', '')}.")
    path = "offices.0.status"
    person = build_record("people", "ola-lie", name="Ola Lie", offices=[{"title": "mayor", "status": status}])
    records = {"people": (with_receipts(person, {path: receipt_for(article, words)}),)}
    reports = [
        f"{'problem' if finding.is_certain else 'warning'}: {finding.hint}"
        for finding in find_contradictions(records, article)
    ]
    assert len(reports) == bool(report), reports
    assert report in "".join(reports)
