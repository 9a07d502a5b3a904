"""Own words that tell as done what their words only plan, expect or threaten."""

import re
from collections.abc import Iterator

from facts.model.receipt import Receipt
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_forms import VerbGroup
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import list_words

FIELDS = {"statements": ("summary",), "contracts": ("subject", "delivery.what")}
"""The fields, by kind, with own words that may tell what happens."""
TO_COME = frozenset(("future", "would", "possible", "obliged", "intent", "threat", "negotiating", "infinitive"))
"""The classes of verbs of what has not happened."""
DONE = frozenset(("past", "perfect"))
"""The classes of verbs of what has."""
WISHES = (
    "plan",
    "inten",
    "aim",
    "hop",
    "want",
    "expect",
    "consider",
    "contemplat",
    "prepar",
    "wish",
    "try",
    "tries",
    "look",
)
"""How verbs of intent begin that tell no act: an offer is one."""
PROMISES = ("promis", "pledg", "vow", "threat", "offer", "propos")
"""How verbs begin whose infinitive has not happened, though they tell an act."""
FEARS = re.compile(r"(?<!\w)(?:fears?|expects?|hopes?|predicts?|excuse[sd]?|risks?\sof|in\scase\sof|possible)(?=\s)")
"""Words for what is feared, expected or only possible."""
FEARED = re.compile(r"(?<!\w)(?:fear|afraid|expect|hope|predict|excus|risk|in case of|possib)", re.IGNORECASE)
"""How words begin by which own words tell that too."""
STEM = 4
"""The first letters by which forms of a verb are the same."""
ACTS = word_set("""
    said told agreed promised pledged planned intended offered proposed decided threatened expected wanted hoped vowed
    announced committed warned urged asked called considered sought
""")
"""Verbs that tell the plan itself."""
PASSIVE = ("was", "were")
"""How the passive of a verb begins by which something is stopped: was suspended."""
HINT = "Tell it as the words do, or quote the words that say that it has happened"


def find_foretold(context: CheckContext) -> Iterator[Finding]:
    """Yield own words with a verb of what has happened whose quoted words have only verbs of what is to come."""
    sentences = context.sentences
    for kind, paths in FIELDS.items():
        for record in context.of_kind(kind):
            for field in record.fields:
                receipt = record.evidence.get(field.path) if field.path in paths else None
                if receipt is None or not isinstance(field.value, str):
                    continue
                done = next((group for group in list_groups(field.value) if is_done(group)), None)
                feared = find_feared(field.value, receipt) if done else None
                plan = feared or (find_plan(receipt, sentences) if done else None)
                if done and plan and not is_known(done, receipt, sentences, is_quoted=not feared):
                    message = f"says '{done.text}', where its words say '{plan}'"
                    yield Finding(f"{kind}/{record.id}", field.path, message, HINT, is_certain=False)


def find_feared(text: str, receipt: Receipt) -> str | None:
    """Return the verb of fear or excuse that begins quoted words; None without one, or if own words have it."""
    for span in receipt.spans if not FEARED.search(text) else ():
        match = FEARS.search(span.exact or "")
        groups = list_groups(span.exact or "") if match else []
        if match and not any(group.start < match.start() and group.verb_class != "speech" for group in groups):
            return match[0]
    return None


def find_plan(receipt: Receipt, sentences: SentenceMap) -> str | None:
    """Return the first verb that the quoted words of a receipt have, if all are of what is to come; None if not."""
    own: list[VerbGroup] = []
    for span in receipt.spans if any(span.exact for span in receipt.spans) else ():
        number = sentences.number_at(span.start)
        first = sentences.ranges[number][0]
        groups = list_groups(sentences.text(number))
        own += [group for group in groups if group.start < span.end - first and group.end > span.start - first]
    own = [group for group in own if group.verb_class != "speech"]
    return own[0].text if own and all(map(is_to_come, own)) else None


def is_to_come(group: VerbGroup) -> bool:
    """Return whether a verb tells what has not happened, and no act such as an offer, but what somebody promised."""
    words = group.text.lower().split()
    is_wish = group.verb_class != "intent" or any(word.startswith(WISHES) for word in words)
    is_promise = group.infinitive is not None and any(word.startswith(PROMISES) for word in words)
    return group.verb_class in TO_COME and (is_wish or is_promise)


def is_known(done: VerbGroup, receipt: Receipt, sentences: SentenceMap, *, is_quoted: bool) -> bool:
    """Return whether the passages of words have another form of a verb: has arrived, beside those that are to.

    Unless `is_quoted`, a form in the words themselves does not count.
    """
    quoted = [] if is_quoted else [word for span in receipt.spans for word in list_words(span.exact or "")]
    stem = done.text.lower().split()[-1][:STEM]
    for passage in {span.passage for span in receipt.spans}:
        text = sentences.article.passage(passage)
        plans = [
            word for group in list_groups(text) if group.verb_class in TO_COME for word in list_words(group.text)
        ]
        words = list_words(text)
        spent = [*plans, *quoted]
        if any(word.startswith(stem) and words.count(word) > spent.count(word) for word in words):
            return True
    return False


def list_groups(text: str) -> list[VerbGroup]:
    """Return the groups of verbs of a text."""
    return [group for sentence in parse_sentences(text) for group in sentence.groups]


def is_done(group: VerbGroup) -> bool:
    """Return whether a verb tells what has happened, and not that it was planned, or did not happen."""
    words = group.text.lower().split()
    is_main = group.clause in ("main", "relative") and not group.is_negated
    is_past = group.verb_class in DONE or (group.verb_class == "refusal" and words[0] in PASSIVE)
    return is_past and is_main and ACTS.isdisjoint(words)
