"""Definite nouns for records: words before the noun, an introduction and a name in the plural tell who is meant."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a sale
organizations:
  Tern Works:
  Norvik Hospital Works:
  Kite Clinics: {kind: hospital group}
  Lode Capital: {kind: {fund: KIND}}
  state auditors:
events:
  delay: {quote: sale is late, status: occurred, attributed_to: TELLER}
"""
NAMES = "The hospital group Kite Clinics met Norvik Hospital Works, Tern Works, Lode Capital and state auditors."
INTRODUCED = "Tern Works sold it to a Danish fund. The sale is late, the fund said."
AUDITED = "The sale is late, according to the auditors."


def build_with(text: str, teller: str, kind: str) -> str:
    """Return the id of who tells the event of a draft, else the problems of that field."""
    draft = DRAFT.replace("TELLER", teller).replace("KIND", kind)
    result = build("sale.yaml", draft, Article(f"{NAMES}\n{text}"), "sale")
    others = [str(problem) for problem in result.problems if problem.field != "attributed_to"]
    assert not others, others
    problems = [problem.message for problem in result.problems]
    return json.loads(result.text)["events"][0]["attributed_to"] if result.text else problems[0]


@each_row(
    ("text", "teller", "kind", "identifier"),
    [
        (f"Tern Works waits. {INTRODUCED}", "the fund said", "a Danish fund", "lode-capital"),
        (f"{INTRODUCED} Lode Capital, a rich fund, left.", "the fund said", "a Danish fund", "lode-capital"),
        (f"{INTRODUCED} A rich fund, Lode Capital, left.", "the fund said", "a Danish fund", "lode-capital"),
        (
            "Tern Works waits. The sale is late, the hospital group said.",
            "the hospital group said",
            "",
            "kite-clinics",
        ),
        ("Tern Works said the sale is late, the hospital group said.", "the hospital group said", "", "kite-clinics"),
        (AUDITED, "according to the auditors", "", "state-auditors"),
    ],
)
def test_a_definite_noun_is_the_record_that_it_fits(text: str, teller: str, kind: str, identifier: str) -> None:
    """The words of a record's kind, an aside to its name, and its own plural are no words for another one."""
    text = text if kind else f"A fund of Norway left. {text}"
    assert build_with(text, teller, kind or "A fund") == identifier


@each_row(
    ("text", "teller", "kind"),
    [
        (f"{INTRODUCED} A Finnish fund left.", "the fund said", "a Danish fund"),
        (f"{INTRODUCED} Lode Capital, Finnish fund and Kite Clinics left.", "the fund said", "a Danish fund"),
        (f"{INTRODUCED} Lode Capital met a rich fund.", "the fund said", "a Danish fund"),
        ("Norvik Hospital Works said the sale is late, the hospital group said.", "the hospital group said", ""),
        ("Tern Works said the sale is late, the group said.", "the group said", ""),
        (AUDITED.replace("the auditors", "the auditor"), "according to the auditor", ""),
        (AUDITED.replace("the auditors", "the old auditors"), "according to the old auditors", ""),
        (AUDITED.replace("the auditors", "the hospital groups"), "according to the hospital groups", ""),
    ],
)
def test_a_noun_that_may_be_of_another_is_refused(text: str, teller: str, kind: str) -> None:
    """Another thing of the kind, a record that the words fit too, and another number leave it open who is meant."""
    text = text if kind else f"A fund of Norway left. {text}"
    assert " " in build_with(text, teller, kind or "A fund")
