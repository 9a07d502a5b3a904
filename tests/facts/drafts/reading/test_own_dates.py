"""The date of an event that does not mention it: the one after the verb of its own words, or none."""

from facts.drafts.from_sheet import to_draft
from facts.drafts.text.emit import format_lines
from facts.model.article import Article
from tests.facts.drafts.helpers import build_draft
from tests.tables import each_row

DATELINE = "Oslo, Friday, 15 May 2026."
DRAFT = """\
title: trams
source:
  published: 15 May 2026
events:
  happening:
    title: a thing
    quote: "QUOTE"
    status: asserted
"""
DATES = [
    ("Pesa was hired in May 2024 for a tram", "2024-05"),
    ("[Pesa was hired] in May 2024 for a tram", "2024-05"),
    ("[Pesa] was hired in May 2024", None),
    ("The council is to vote on 3 June 2026", "2026-06-03"),
    ("The depot reopened on Tuesday", "2026-05-12"),
    ("[The depot reopened] on Tuesday", "2026-05-12"),
    ("[The depot reopened] with two cars on Tuesday", None),
    ("It was opened by the end of 2022", "[..2022-12-31]"),
    ("[It was opened] by the end of 2022", "[..2022-12-31]"),
    ("The bridge has closed in January", "XXXX-01"),
    ("It was sold in April 2020 and bought in May 2021", None),
    ("[It was sold in April 2020] and bought in May 2021", "2020-04"),
    ("It has paid the bill of 2 May 2025", None),
    ("[It has paid the bill] of 2 May 2025", None),
    ("It has bought the tram for 40,000 euros in 2019", "2019"),
    ("It has asked for a tram in 2019", None),
    ("It has returned 14 works since 1998", "1998/.."),
    ("The museum bought a painting stolen in 1987", None),
    ("The police questioned a man born in 1980", None),
    ("It unveiled a design drawn in 1999", None),
    ("The agency fined the firm over a leak in 2022", None),
    ("The board discussed a fire at the plant in May 2019", None),
    ("It has reopened the case on the murder in 1986", None),
    ("It has heard a claim about a fire in 2019", None),
    ("It has published a report on the accident in March 2021", None),
    ("It announced a vote on 3 June 2026", None),
    ("It sold bonds due in 2030", None),
    ("It passed a law banning plastic by 2028", None),
    ("It cancelled its concert on 3 June 2026", None),
    ("In 2023 a tram derailed", None),
    ("In 2023 [a tram derailed]", None),
    ("The lease that expired in 2021 was renewed", None),
    ("The line closed after a fire in July 2022", None),
    ("It planned to close the line in July 2028 while it worked", None),
    ("It has lost the 2019 season", None),
    ("It has run on 4 Sundays", None),
    ("\u201c[We have left in 2018],\u201d Holm said", None),
]
"""Sentences, in which brackets are around the words of an event if it has not all of them, and its date as EDTF."""


def read_date(sentence: str, draft: str = DRAFT, dateline: str = DATELINE) -> str | None:
    """Return the date of an event of a sentence, and check that its sheet becomes the same draft again."""
    quote = sentence.partition("[")[2].partition("]")[0] or sentence
    text = f"{dateline} {sentence.replace('[', '').replace(']', '')}.\n"
    result = build_draft(draft.replace("QUOTE", quote), text)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    again = "\n".join(format_lines(to_draft(result.sheet, Article(text))))
    assert build_draft(again, text).text == result.text
    (event,) = [record for kind, record in result.sheet if kind == "events"]
    return getattr(getattr(event, "when", None), "edtf", None)


@each_row(("sentence", "edtf"), DATES)
def test_the_date_after_the_verb_is_that_of_the_event(sentence: str, edtf: str | None) -> None:
    """A date is read if it is the only one of the words, or beside them, after their only verb."""
    assert read_date(sentence) == edtf


@each_row(
    ("entry", "edtf"),
    [("unexamined", None), ("{not_stated: left open}", None), ("{2024: in May 2024, note: a year}", "2024")],
)
def test_what_a_draft_says_of_the_date_counts(entry: str, edtf: str | None) -> None:
    """A date that a draft mentions, or a gap of it, stays as it is."""
    assert read_date("Pesa was hired in May 2024", f"{DRAFT}    when: {entry}\n") == edtf


def test_a_weekday_is_no_date_without_a_day_of_publication() -> None:
    """A weekday that nothing tells the day of leaves the date of an event a gap, without a message."""
    draft = DRAFT.replace("source:\n  published: 15 May 2026\n", "")
    assert read_date("The depot reopened on Tuesday", draft) is None
