"""Words alone: whom they name and what their verb says is read from them, or refused, and never guessed."""

import json
from typing import Any

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Quarry sold to a Danish group

The Danish group Skov has bought the quarry at Bregne for €9 million, Mayor Inga Holt said on Monday.
Skov's director, Per Lund, promised ten jobs. Holt doubts that, and the Green League rejects it.
“We were paid in full,” said the owner, Asta Riis. The contract was signed in May 2024.
Bregne Council coach Ole Bang is leaving. The lorries are to arrive by the end of 2027. Skov and Riis are talking.
The Norwegian Fund, which lends Skov the money, has closed its office. A former minister, Kai Dam, is angry.
Harbour boss Eva Moss rejected the offer. “It is too low,” she told the Bregne Post. Skov withheld the payment.
The offer was not rejected before May, one boss said to Radio Nord on Monday, Nordic Wire and other Papers in Bregne.
Wife of Per Lund, critic of the Green League, left. “It was a bad deal,” the owner told Asta Riis. \
It has not closed. Bregne owns the rest. The quarry has been closed since a shed that sank fell.
"""
NAMED = """\
title: a quarry that was sold
source: {headline: {passage: 1}}
organizations:
  Skov: {kind: {value: buyer, passages: 1-9, note: it bought}}
  Green League:
  Bregne Council:
  Norwegian Fund:
people:
  Inga Holt:
  Per Lund:
  Asta Riis:
  Ole Bang:
  Eva Moss: {offices: {quote: boss, passages: 1-9}}
places:
  Bregne:
"""
CONTRACT = """\
contracts:
  sale of a quarry:
    passages: 2, 4-6
    FIELD
"""
STATEMENT = """\
statements:
  it is so:
    FIELD
"""
REJECTION = """\
events:
  rejection of an offer:
    FIELD
"""
TERM = """\
contracts:
  sale of a quarry:
    terms:
      - FIELD
"""
EVENT = """\
events:
  change at the place:
    FIELD
"""


def build_with(template: str, field: str) -> tuple[Any, list[str]]:
    """Return the first record of the template's kind in the sheet that is built, and the problems."""
    result = build("quarry.yaml", NAMED + template.replace("FIELD", field), Article(TEXT), "quarry")
    raw = json.loads(result.text) if result.text else {}
    record = raw[template.partition(":")[0]][0] if raw else None
    return record, [str(problem) for problem in result.problems]


READ = {
    (CONTRACT, "buyers: group Skov has bought"): ("buyers", ["skov"]),
    (CONTRACT, "buyers: [Skov, Norwegian Fund]"): ("buyers", ["skov", "norwegian-fund"]),
    (CONTRACT, "suppliers: the quarry at Bregne"): ("suppliers", ["bregne"]),
    (CONTRACT, "delivery.status: lorries are to arrive"): ("delivery.status", "planned"),
    (CONTRACT, "payment.advance_status: We were paid in full"): ("payment.advance_status", "paid"),
    (CONTRACT, "payment.lender: 'The Norwegian Fund, which lends'"): ("payment.lender", "norwegian-fund"),
    (STATEMENT, "quote: We were paid in full"): ("speaker", "asta-riis"),
    (STATEMENT, "speaker: Holt doubts"): ("speaker", "inga-holt"),
    (STATEMENT, "speaker: Green League rejects"): ("speaker", "green-league"),
    (STATEMENT, "speaker: Bregne Council coach Ole Bang"): ("speaker", "ole-bang"),
    (STATEMENT, "speaker: director, Per Lund"): ("speaker", "per-lund"),
    (EVENT, "quote: The contract was signed"): ("status", "occurred"),
    (EVENT, "quote: lorries are to arrive"): ("kind", "change"),
    (EVENT, "quote: Norwegian Fund, which lends Skov the money, has closed"): ("status", "occurred"),
    (EVENT, "quote: a shed that sank"): ("status", "occurred"),
    (EVENT, "quote: Bregne owns the rest"): ("status", "standing"),
    (EVENT, "quote: she told the Bregne Post"): ("status", "occurred"),
    (EVENT, "quote: withheld the payment"): ("status", "occurred"),
    (REJECTION, "quote: rejected the offer"): ("status", "occurred"),
    (STATEMENT, "speaker: {eva-moss: she told}"): ("named", "Eva Moss"),
    (STATEMENT, "speaker: {eva-moss: she told, note: why}"): ("named", "Eva Moss"),
    (STATEMENT, "quote: It is too low\n    speaker: eva-moss\n    outlet: told the Bregne Post"): (
        "outlet",
        "bregne-post",
    ),
    (STATEMENT, "quote: rejected before May\n    named: one boss\n    outlet: said to Radio Nord on Monday"): (
        "outlet",
        "radio-nord",
    ),
    (TERM, "what: penalty if it is late\n        amount: for €9 million"): ("terms.0.kind", "penalty"),
    (TERM, "what: {contract for the lorries: The contract was signed}"): ("terms.0.kind", "contract"),
}
REFUSED = {
    (STATEMENT, "speaker: Mayor Inga Holt said\n    outlet: said to Radio Nord on Monday"): (
        "outlet: is radio-nord, but 'said to Radio Nord on Monday' is in no sentence beside the statement"
    ),
    (REJECTION, "quote: The offer was not rejected"): "is not read from words that deny something",
    (STATEMENT, "speaker: {eva-moss: she told}\n    outlet: in Bregne"): "name none of its organizations",
    (STATEMENT, "speaker: Inga Holt\n    outlet: Nordic Wire and other Papers"): "name none of its organizations",
    (STATEMENT, "speaker: {per-lund: she told}"): "refers to per-lund, which none of its quotations names",
    (STATEMENT, "quote: It was a bad deal\n    form: direct"): "(its passage names `asta-riis`)",
    (TERM, "what: {what is due for being late: The contract was signed}"): (
        "terms.0.kind: is missing. Write what kind of term it is in a word of the record's sentence, such as "
        "`kind: option`, else with a note, as in `kind: {option: its words, note: why}`, or begin `what` with it"
    ),
    (TERM, "amount: €9 million"): "terms.0.what: is missing. Write what is agreed",
    (STATEMENT, "speaker: Inga Holt\n    disputes: {it-is-so: rejects it, origin: editorial}"): (
        "relations.0.note: is missing. Write how far the two touch, as in `disputes: {other-id: its words, note"
    ),
    (CONTRACT, "buyers: for €9 million"): "has words that name none of its countries or organizations or places",
    (STATEMENT, "speaker: Skov and Riis are"): (
        "has words that name skov and asta-riis. Write one of them, as in `speaker: {skov: Skov and Riis are, note: "
    ),
    (CONTRACT, "payment.lender: [Skov has bought, Norwegian Fund]"): "words that name norwegian-fund and skov. Quote",
    (CONTRACT, "buyers: The Danish group"): "name none of its countries",
    (CONTRACT, "payment.lender: promised ten jobs"): "name none of its countries or organizations",
    (
        EVENT,
        "quote: quarry has been closed",
    ): "status: may be occurred or standing by 'quarry has been closed'. Write",
    (CONTRACT, "suppliers: Skov has bought the quarry at Bregne"): "has words that name skov and bregne. Quote the",
    (STATEMENT, "speaker: critic of the Green League"): "name none of its people",
    (STATEMENT, "quote: It was a bad deal"): "speaker: is missing",
    (CONTRACT, "suppliers: {quote: Bregne, passage: 5}"): "name none of its countries",
    (STATEMENT, "speaker: Wife of Per Lund"): "name none of its people",
    (STATEMENT, "speaker: Per Lund, critic"): "name none of its people",
    (CONTRACT, "delivery.status: has not closed"): "is not read from words that deny something: 'has not closed'",
    (EVENT, "quote: promised ten jobs"): (
        "status: is not read from 'promised ten jobs': an act, such as a promise, and what it is about differ "
        "in status. Write `status:` and which of occurred, standing, negotiated,"
    ),
    (STATEMENT, "speaker: {per-lund: she told, note: why}"): "named: is missing, and no name of per-lund is in",
    (EVENT, "quote: Danish group Skov"): "status: cannot be read from 'Danish group Skov'",
    (STATEMENT, "speaker: Holt doubts\n    form: promised ten jobs"): "words that are not in quotation marks",
    (
        STATEMENT,
        "quote: is leaving",
    ): "speaker: is missing. Add `speaker`: an id, or words that name who it is",
}


ONE_MISTAKE = [
    (STATEMENT, "speaker: {per-lund: she told}"),
    (STATEMENT, "speaker: {eva-moss: withheld the payment, note: why}"),
    (EVENT, "quote: promised ten jobs"),
]


@each_row("case", ONE_MISTAKE)
def test_one_mistake_has_one_message(case: tuple[str, str]) -> None:
    """What follows from a mistake, such as a name that is missing, is not reported besides."""
    _, problems = build_with(*case)
    assert len(problems) == 1


def value_at(record: Any, path: str) -> Any:
    """Return the value of a field at a dotted path."""
    for step in path.split("."):
        record = record[int(step) if step.isdecimal() else step]
    return record


@each_row(("case", "expected"), READ.items())
def test_words_tell_a_value(case: tuple[str, str], expected: tuple[str, Any]) -> None:
    """One record that is named, or one status that the verb says, is the value, with the words for its receipt."""
    record, problems = build_with(*case)
    assert problems == []
    assert value_at(record, expected[0]) == expected[1]
    assert record["evidence"][expected[0]]["spans"]


@each_row(("case", "message"), REFUSED.items())
def test_words_that_tell_nothing_or_too_much_are_refused(case: tuple[str, str], message: str) -> None:
    """No name, two names where one is possible, and a verb that leaves it open are refused with what to write."""
    _, problems = build_with(*case)
    assert [problem for problem in problems if message in problem] != []
