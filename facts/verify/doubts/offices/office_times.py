"""Offices that their words call former and their status does not, and former ones that nothing calls so."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from facts.kinds.person import Person
from facts.model.receipt import Receipt, Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import Token, tokenize
from facts.verify.vocabulary import mentions

FORMER = re.compile(
    r"(?<!\w)(?:former|formerly|ex|erstwhile|one-?time)[\s-]+"
    r"(?:(?!(?:Soviet|Yugoslav|East|West|of|for|to|by|at|with|from)(?!\w))\w[\w\u2019'-]*\s+){0,2}$",
    re.IGNORECASE,
)
"""What is before an office that is over; a former state has offices that are not."""
OVER = word_set("""
    former formerly ex erstwhile onetime previous previously once then past outgoing retired retires was
    were been became until till resigned resigns resign left leaves quit quits stepped steps sacked dismissed
    fired ousted removed served succeeded replaced held headed led ran died earlier before deposed predecessor
    suspended lost
""")
"""Words near an office that may say that it is over."""
MAX_BEFORE = 40
"""Maximum number of characters before an office that are looked at for that."""
JOINED = frozenset(("and", "or"))
"""Words between former and an office that may be no part of it."""
LATE = re.compile(r"(?<!\w)(?:the|its|their)\slate\s(?:\w+\s)?$", re.IGNORECASE)
"""What is before the office of somebody who has died."""
ENDED = re.compile(r"[^,.;:]{3,80}?\s(?:until|till)\s(?:(?:last|this)\s)?\w+")
"""An office with the time until which somebody had it."""
HELD = re.compile(r"(?:ran|led|headed|chaired|managed|directed|commanded|governed|held|served as)(?!\w)")
WAS = re.compile(r"(?<!\w)(?:was|ran|led|headed|chaired|managed|served as)\s(?:the\s|an?\s|its\s|his\s|her\s)?$")
"""Verbs of an office that is over, at its beginning or before it."""
OTHER_OFFICE = re.compile(
    r",\swho\s(?:(?:had\s)?(?:previously|formerly|once|earlier)|had\sbeen"
    r"|was\s(?:previously\s|once\s)?(?:an?|the)|used\sto)\s"
)
"""The beginning of a clause about another office, which somebody had before."""
NOW = re.compile(r"(?<!\w)(?:now|currently|today)\s(?:the\s|an?\s|its\s)?$")
"""Words right before an office that is not over."""
QUOTATION_MARKS = frozenset('"\u201c\u201d\u201e\u00ab\u00bb')
"""Marks beyond which somebody tells something else."""
REACH = 6
"""Maximum number of tokens before and after an office that are near it."""


def find_wrong_office_times(context: CheckContext) -> Iterator[Finding]:
    """Yield each office whose words call it former and whose status does not, or the other way round."""
    sentences = context.sentences
    for person in context.of_kind("people"):
        for number, office in enumerate(person.offices if isinstance(person, Person) else ()):
            name, path = f"people/{person.id}", f"offices.{number}.status"
            title = person.evidence.get(f"offices.{number}.title")
            status = person.evidence.get(path)
            spans = [*(title.spans if title else ()), *(status.spans if status else ())]
            words = next(filter(None, (find_former(span, sentences) for span in spans)), None)
            if words and office.status != "former":
                message = f"is {office.status or 'empty'}, but the article has '{words}'"
                is_certain = is_stated(status if office.status else title) and not (
                    office.status is None and JOINED & {*words.lower().split()}
                )
                yield Finding(name, path, message, f"Write `{{former: {words}}}` as its status", is_certain)
            elif office.status is None and (
                ended := next(filter(None, (find_ended(span, sentences) for span in spans)), None)
            ):
                message = f"is empty, but the article has '{ended}'"
                yield Finding(name, path, message, f"Write `{{former: {ended}}}` as its status", is_certain=False)
            elif office.status == "former" and spans and not is_over(person, title, status, context):
                message = f"is former, but nothing beside it says that '{office.title}' is over"
                hint = "Quote the words that say so, or leave it out"
                yield Finding(name, path, message, hint, is_certain=False)


def is_stated(receipt: Receipt | None) -> bool:
    """Return whether a receipt is there and states its field."""
    return receipt is not None and receipt.basis == "stated"


def find_former(span: Span, sentences: SentenceMap) -> str | None:
    """Return an office with the word before it that says that it is over; None if none does."""
    number = sentences.number_at(span.start)
    first, text = sentences.ranges[number][0], sentences.text(number)
    match = FORMER.search(text[: span.start - first])
    return f"{match[0]}{text[span.start - first : span.end - first]}" if match else None


def find_ended(span: Span, sentences: SentenceMap) -> str | None:
    """Return the words of an office with the time until which it was held; None if they tell none."""
    number = sentences.number_at(span.start)
    first, text = sentences.ranges[number][0], sentences.text(number)
    match = ENDED.match(text, span.start - first)
    words = match[0] if match and match.end() > span.end - first else ""
    is_past = HELD.match(words) or WAS.search(text[: span.start - first])
    return words if words and is_past else None


def is_over(person: Record, title: Receipt | None, status: Receipt | None, context: CheckContext) -> bool:
    """Return whether the sentences of an office, or of the words for its status, may say that it is over."""
    spans = title.spans if title else ()
    others = [span for span in (status.spans if status else ()) if is_of(person, span, spans, context)]
    return any(
        OVER & {token.lower for token in list_near(span, context.sentences)}
        or LATE.search(context.article.text[: span.start][-MAX_BEFORE:])
        for span in (*spans, *others)
    )


def is_of(person: Record, span: Span, title: Sequence[Span], context: CheckContext) -> bool:
    """Return whether words for the status of an office are of it, and not of another one, or of somebody else."""
    number = context.sentences.number_at(span.start)
    first, text = context.sentences.ranges[number][0], context.sentences.text(number)
    beside = [other for other in title if context.sentences.number_at(other.start) == number]
    if beside:
        clauses = (OTHER_OFFICE.search(text, other.end - first) for other in beside)
        is_apart = any(clause and clause.start() < span.end - first for clause in clauses)
        return not is_apart and not any(NOW.search(text[: other.start - first]) for other in beside)
    return mentions(person, text) or not any(
        mentions(other, text) for other in context.of_kind("people") if other is not person
    )


def list_near(span: Span, sentences: SentenceMap) -> Sequence[Token]:
    """Return the tokens of a span and those around it in its sentence, without those beyond a quotation mark."""
    number = sentences.number_at(span.start)
    tokens, first = tokenize(sentences.text(number)), sentences.ranges[number][0]
    inside = [index for index, token in enumerate(tokens) if span.start <= first + token.start < span.end]
    if not inside:
        return ()
    if clause := OTHER_OFFICE.search(sentences.text(number), span.end - first):
        tokens = tuple(token for token in tokens if token.start < clause.start())
    before = tokens[max(0, inside[0] - REACH) : inside[0]]
    if NOW.search(sentences.text(number)[: span.start - first]):
        before = ()
    since = max((index + 1 for index, token in enumerate(before) if token.text in QUOTATION_MARKS), default=0)
    after = takewhile(
        lambda token: token.text not in QUOTATION_MARKS, tokens[inside[-1] + 1 : inside[-1] + REACH + 1]
    )
    return [*before[since:], *tokens[inside[0] : inside[-1] + 1], *after]
