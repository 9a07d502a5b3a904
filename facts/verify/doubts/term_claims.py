"""Terms of contracts that somebody only says, or that their words deny: no penalty clause, will not be exclusive."""

import re
from collections.abc import Iterator

from facts.model.receipt import Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.denied_objects import find_word_before, stems_of
from facts.verify.doubts.own_words.lost_negations import LOSABLE, NO_DENIAL, NOT_ONLY, denies, find_words
from facts.verify.doubts.term_sentences import group_terms
from facts.verify.doubts.voices.narrators import PROMISING, find_teller_of
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap

LIMITS = re.compile(
    r"(?<!\w)(?:waiv\w+|exempt\w*|relief|cap(?:ped|s)?|ceiling|limit\w*|max\w+|min\w+|fixed|oblig\w+|at most|at least"
    r"|must|need\w*|requir\w+|secre\w+|confiden\w+|condition\w*|from|up to|restrict\w*|forbid\w*|prohib\w+)(?!\w)",
    re.IGNORECASE,
)
"""Words of own words by which a term tells what is not allowed, or not needed."""
UP_TO = re.compile(
    r"(?<!\w)(?:not|never|no|n['\u2019]t)\s(?:\w+\s){0,2}?"
    r"(?:exceed|more|less|fewer|later|earlier|longer|before|until|unless|after)(?!\w)",
    re.IGNORECASE,
)
"""Negations that set a limit."""
REFUSED = re.compile(
    r"(?<!\w)(?P<verb>(?:reject|dropp|scrapp|exclud|refus|remov|delet|withdr|abandon)\w*)\s"
    r"(?:(?:an?|the|any|all)\s)?(?:\w+\s)?$"
)
"""A verb by which what comes after it is not agreed."""
NEGATION_HINT = "Tell what is not agreed, or leave the term out"
VOICE_HINT = "Write `what: {{value: WORDS, quote: '{words}', attributed_to: {teller}}}`, or tell it in a statement"


def find_claimed_terms(context: CheckContext) -> Iterator[Finding]:
    """Yield each term that its words deny, and each that somebody says whom neither it nor its contract has."""
    for contract in context.of_kind("contracts"):
        name = f"contracts/{contract.id}"
        for number, paths in group_terms(contract).items():
            path = next((path for path in paths if path.endswith(".what")), paths[0])
            spans = [span for span in contract.evidence[path].spans if span.exact]
            if not spans:
                continue
            if denial := find_denied(contract, int(number), spans, context.sentences):
                message = f"is agreed by its own words, but '{denial}' denies it"
                yield Finding(name, path, message, NEGATION_HINT, is_certain=False)
            is_own = any(is_attributed(contract, other) for other in paths)
            teller = None if is_own else find_teller_of(spans, context.attributions)
            if teller and teller[1].split()[-1] not in PROMISING:
                message = f"is told without `attributed_to`, but '{teller[1]}' stands with its words"
                hint = VOICE_HINT.format(words=spans[0].exact, teller=teller[0] or "ID")
                yield Finding(name, path, message, hint, is_certain=False)


def is_attributed(contract: Record, path: str) -> bool:
    """Return whether a field has a voice, or says that the article tells it."""
    receipt = contract.evidence[path]
    return receipt.attribution_scope is not None or contract.attribution_of(path).voice == "attributed"


def find_denied(contract: Record, number: int, spans: list[Span], sentences: SentenceMap) -> str | None:
    """Return the word by which all words of a term deny it, while own words do not; None if they do, or none does."""
    terms = getattr(contract, "terms", ())[number : number + 1]
    own = " ".join(str(getattr(term, field, "")) for term in terms for field in ("kind", "what"))
    if not own or denies(own) or LIMITS.search(own):
        return None
    denials = [find_denial_in(span, own, sentences) for span in spans]
    return denials[0] if all(denials) else None


def find_denial_in(span: Span, own: str, sentences: SentenceMap) -> str | None:
    """Return the word that denies a span, in it or before it; None without one, or if it sets a limit."""
    words = NOT_ONLY.sub("", NO_DENIAL.sub("", span.exact or ""))
    inner = find_words(words, LOSABLE)
    if UP_TO.search(words) or not inner:
        return None if inner else find_word_before(span, sentences) or find_refusal(span, sentences)
    return inner[0] if stems_of(own) & stems_of(words) else None


def find_refusal(span: Span, sentences: SentenceMap) -> str | None:
    """Return the verb before a span by which it is not agreed; None without one."""
    match = REFUSED.search(sentences.ahead_of(span.start))
    return match["verb"] if match else None
