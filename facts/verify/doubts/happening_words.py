"""Events and advances whose sentences have no word for them: a payment where money is only claimed."""

import re
from collections.abc import Iterator, Mapping

from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.tokens import list_words


def words_with(*stems: str) -> re.Pattern[str]:
    """Return the pattern of the words that begin with one of some stems."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(stems)})", re.IGNORECASE)


HAPPENINGS: Mapping[str, re.Pattern[str]] = {
    "payment": words_with(
        "pay",
        "paid",
        "settl",
        "transfer",
        "due",
        "owe",
        "cost",
        "cover",
        "contribut",
        "financ",
        "fund",
        "remit",
        "refund",
        "reimburs",
        "spen",
        "fee",
        "instal",
        "deposit",
        "come",
        "came",
        "coming",
        "bear",
        "bore",
        "meet",
        "money",
        "advance",
        "rent",
        "salar",
        "wage",
        "shoulder",
        "provid",
        "foot",
        "prepa",
        "rest",
        "remain",
    ),
    "delivery": words_with(
        "deliver",
        "arriv",
        "hand",
        "receiv",
        "come",
        "came",
        "coming",
        "supply",
        "supplie",
        "ship",
        "reach",
        "get",
        "got",
        "enter",
        "transfer",
        "land",
        "follow",
        "dispatch",
        "suppl",
        "sent",
        "send",
        "bring",
        "brought",
        "here",
        "due",
        "join",
        "first",
        "last",
        "batch",
    ),
    "signature": words_with("sign", "conclu", "initial", "ink", "seal", "agree", "contract", "deal"),
    "signing": words_with("sign", "conclu", "initial", "ink", "seal", "agree", "contract", "deal"),
}
"""The words that a sentence may have for a happening, by the noun with which a title begins."""
ADVANCE = words_with(
    "advance",
    "deposit",
    "up[- ]?front",
    "prepa",
    "pre-pa",
    "pay",
    "paid",
    "down",
    "instal",
    "first",
    "initial",
    "on signing",
    "on signature",
    "beforehand",
    "already",
)
"""The words for a part of the price that is paid before delivery."""
SHARE = "payment.advance_share"


def find_wordless(context: CheckContext) -> Iterator[Finding]:
    """Yield each event with a title such as payment, and each advance, of which its sentences say nothing."""
    sentences = context.sentences
    for event in context.of_kind("events"):
        receipt, title = event.evidence.get(event.title_field), str(getattr(event, event.title_field))
        noun = next(iter(list_words(title)), "")
        pattern = HAPPENINGS.get(to_singular(noun))
        kind = event.evidence.get("kind")
        if receipt is None or pattern is None or (kind and kind.note and kind.spans != receipt.spans):
            continue
        text = sentences.text_of(receipt.spans)
        if text and not pattern.search(text):
            message = f"begins with '{noun}', of which its sentence says nothing"
            hint = "Use the word that the article has for what happened, or quote the words that say so"
            yield Finding(f"events/{event.id}", event.title_field, message, hint, is_certain=False)
    for contract in context.of_kind("contracts"):
        receipt = contract.evidence.get(SHARE)
        if receipt is not None and not ADVANCE.search(sentences.text_of(receipt.spans)):
            message = "is from a sentence in which nothing is paid in advance"
            hint = "Leave it out and tell the share in an event, or quote the words that say that it is an advance"
            yield Finding(f"contracts/{contract.id}", SHARE, message, hint, is_certain=False)
