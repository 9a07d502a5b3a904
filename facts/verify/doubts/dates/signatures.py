"""Dates of signatures whose sentences tell of one that is still to come, or of a purchase and no signature."""

import re
from collections.abc import Iterator

from facts.model.receipt import Span
from facts.model.values import EdtfDate
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.finding import Finding
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_forms import VerbGroup
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.statuses import RULES, TO_COME
from facts.verify.tokens import MONTH_NUMBERS

SIGNING = word_set("sign signs signed signing conclude concludes concluded concluding initial initialled initialed")
TRADING = word_set("buy buys bought buying purchase purchases purchased acquire acquires acquired sell sells sold")
ORDERING = word_set(
    "order orders ordered award awards awarded hire hires hired commission commissions commissioned contracted"
)
"""Verbs of signatures, of purchases, which need none, and of orders and awards."""
ORDERED = "ordered"
"""The participle of an order that a sentence has only to say which thing it tells of."""
AGREEMENTS = word_set("""
    contract contracts deal deals agreement agreements order orders accord treaty signature signatures signing signed
""")
"""Words of a sentence about a purchase that make its date that of a contract."""
NEW_CLAUSE = re.compile(r"[,;:]|(?<!\w)(?:and|but|to|which|that|who)(?!\w)")
"""What begins another clause, or ends one."""
DATED = re.compile(
    rf"[^,;:]*?\s(?:in|on)\s(?:\w+day,?\s)?(?:\d{{1,2}}\s)?(?:(?:{'|'.join(MONTH_NUMBERS)})\s)?(?:\d{{1,2}},\s)?\d{{4}}(?!\w)"
)
"""Words up to a date with a year."""
DATED_SIGNATURE = re.compile(
    rf"(?<!\w)signed\s(?:\w+\s)?on\s(?:{'|'.join(WEEKDAYS)}|\d{{1,2}}\s|(?:{'|'.join(MONTH_NUMBERS)})\s\d)"
)
"""A signature with its day."""
FOR = re.compile(
    r"(?<!\w)(?:tender|plan|bid|offer|option|proposal|programme|program|budget|scheme)s?\s$", re.IGNORECASE
)
"""A noun before an infinitive that is no act."""
NAMES = word_set("signature signatures signing")
OTHER_ACTS = word_set("""
    expire expires expired end ends ended ran runs lapse lapses lapsed cancel cancels cancelled canceled terminate
    terminated propose proposed scrap scrapped reject rejected deliver delivered arrive arrived pay paid begin began
    begun start started launch launched open opened expiry
""")
"""Verbs of what happens to a contract, or under it, before or after its signature."""
MAX_BEFORE_DATE = 2
"""The most words between a verb and the date that it has."""
LEAVE_OUT = "Leave `signed` out, and tell a signature that is to come in an event that is planned"
SAY_WHY = "Leave `signed` out, or add a note that says what it is the date of"


def find_unsigned(context: CheckContext) -> Iterator[Finding]:
    """Yield each contract whose date of signature rests on a signature to come, or on a purchase without a note."""
    sentences = context.sentences
    for contract in context.of_kind("contracts"):
        receipt, signed = contract.evidence.get("signed"), getattr(contract, "signed", None)
        spans = (
            [span for span in receipt.spans if is_stated_in(signed, span, sentences)] if receipt and signed else []
        )
        if receipt is None or signed is None or not spans:
            continue
        group, words = find_act(spans[0], sentences)
        verbs = set(group.text.lower().split()) if group else set()
        name = f"contracts/{contract.id}"
        if group and (group.is_negated or RULES[group.verb_class].judge("occurred") == "contradicted"):
            says = f"says that {RULES[group.verb_class].meaning}" if not group.is_negated else "denies it"
            message = f"is {signed.edtf}, but '{group.text}' {says}"
            yield Finding(name, "signed", message, LEAVE_OUT, is_certain=receipt.basis == "stated")
        elif (teller := find_announcement(spans[0], sentences)) and (
            receipt.note is None
            or (len(context.of_kind("contracts")) == 1 and DATED_SIGNATURE.search(context.article.text))
        ):
            message = f"is {signed.edtf}, which stands with '{teller}', not with what is signed"
            yield Finding(name, "signed", message, SAY_WHY, is_certain=False)
        elif receipt.note is None and (act := find_other_act(spans[0], sentences)):
            message = f"is {signed.edtf}, the date of another act: '{act}'"
            yield Finding(name, "signed", message, SAY_WHY, is_certain=False)
        elif group is None and not AGREEMENTS & words and receipt.note is None:
            message = f"is {signed.edtf}, in whose sentence nothing is signed or ordered"
            yield Finding(name, "signed", message, SAY_WHY, is_certain=False)
        elif (
            (verbs & TRADING or is_aside(group, spans[0], sentences))
            and not AGREEMENTS & words
            and receipt.note is None
        ):
            message = (
                f"is {signed.edtf}, when by '{group.text if group else ''}' it was bought or ordered, and not signed"
            )
            yield Finding(name, "signed", message, SAY_WHY, is_certain=False)


def find_other_act(span: Span, sentences: SentenceMap) -> str | None:
    """Return the verb right before a date, if it is that of another act than a signature; None if it is not."""
    start, text = (
        sentences.range_at(span.start)[0],
        sentences.text(sentences.number_at(span.start)),
    )
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    before = [group for group in groups if group.end <= span.start - start]
    if not before or not OTHER_ACTS & set(before[-1].text.lower().split()):
        return None
    between = text[before[-1].end : span.start - start]
    is_beside = len(between.split()) <= MAX_BEFORE_DATE and not NEW_CLAUSE.search(between)
    return before[-1].text if is_beside else None


def is_aside(group: VerbGroup | None, span: Span, sentences: SentenceMap) -> bool:
    """Return whether an order is only told to say what something else is said of: trams ordered in 2021 arrived."""
    if group is None or group.text.lower() != ORDERED:
        return False
    text = sentences.text(sentences.number_at(span.start))
    groups = [other for sentence in parse_sentences(text) for other in sentence.groups]
    after = next((other for other in groups if other.start > group.start), None)
    return after is not None and not NEW_CLAUSE.search(text, group.end, after.start)


def find_untold_signatures(context: CheckContext) -> Iterator[Finding]:
    """Yield each contract without a date of signature whose words say when it was signed, ordered or bought."""
    for contract in context.of_kind("contracts"):
        gap = contract.gaps.get("signed")
        if gap is None or gap.status != "not_stated":
            continue
        spans = [span for receipt in contract.evidence.values() for span in receipt.spans if span.exact]
        words = next(filter(None, (find_dated_act(span, context.sentences) for span in spans)), None)
        if words:
            message = f"is not stated, but the article has '{words}'"
            hint = f"Write `signed: {{quote: {words}, note: why}}`, or `signed: {{ambiguous: why}}`"
            yield Finding(f"contracts/{contract.id}", "signed", message, hint, is_certain=False)


def find_dated_act(span: Span, sentences: SentenceMap) -> str | None:
    """Return the words of a signature, an order or a purchase with its date that a span touches; None without one."""
    number = sentences.number_at(span.start)
    first, text = sentences.ranges[number][0], sentences.text(number)
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    ends = [*(group.start for group in groups[1:]), len(text)]
    for group, end in zip(groups, ends, strict=False):
        is_act = bool((SIGNING | TRADING | ORDERING) & {*group.text.lower().split()}) and not group.is_negated
        is_over = RULES[group.verb_class].judge("occurred") == "supported"
        match = DATED.match(text[group.start : end]) if is_act and is_over else None
        if match and span.start - first < group.start + match.end() and span.end - first > group.start:
            return match[0]
    return None


def is_object(group: VerbGroup, text: str) -> bool:
    """Return whether an infinitive only says what a noun is for: a tender to buy ships."""
    return group.verb_class == "infinitive" and FOR.search(text[: group.start]) is not None


def is_stated_in(time: EdtfDate, span: Span, sentences: SentenceMap) -> bool:
    """Return whether a span has the words that state a date."""
    return time.stated in sentences.article.text[span.start : span.end]


def find_announcement(span: Span, sentences: SentenceMap) -> str | None:
    """Return the verb of speech right before the words of a date, or in them: announced on Thursday; None if none."""
    number = sentences.number_at(span.start)
    start, text = sentences.ranges[number][0], sentences.text(number)
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    inside = [group for group in groups if span.start - start <= group.start < span.end - start]
    before = inside or [group for group in groups if group.end <= span.start - start]
    if not before or before[-1].verb_class != "speech" or SIGNING & set(before[-1].text.lower().split()):
        return None
    between = text[before[-1].end : (span.end if inside else span.start) - start]
    is_beside = all(word == "on" or word in WEEKDAYS for word in re.findall(r"\w+", between))
    return before[-1].text if is_beside and not between.startswith(",") else None


def find_act(span: Span, sentences: SentenceMap) -> tuple[VerbGroup | None, set[str]]:
    """Return the verb of the signature, order or purchase that a span dates, and the words of its sentence.

    That is the last such verb before the end of the span, else the first after it, else the verb of "the signature".
    """
    number = sentences.number_at(span.start)
    start, text = sentences.ranges[number][0], sentences.text(number)
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    words = {token.lower for sentence in parse_sentences(text) for token in sentence.tokens}
    acts = [
        group
        for group in groups
        if (SIGNING | TRADING | ORDERING) & set(group.text.lower().split()) and not is_object(group, text)
    ]
    before = [group for group in acts if group.start < span.end - start]
    named = [group for group in groups if NAMES & words and RULES[group.verb_class].meaning == TO_COME]
    return next(iter([*before[-1:], *acts, *named]), None), words
