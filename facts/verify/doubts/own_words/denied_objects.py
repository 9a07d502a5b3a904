"""Own words that tell what a verb before the quoted words denies: an apology that nobody gave, a sale ruled out."""

import re
from collections.abc import Iterator, Sequence

from facts.model.receipt import Receipt, Span
from facts.verify.doubts.own_words.lost_negations import AND_SAID, NOT_ONLY, STEM, denies, find_denial
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.grammar.claim_nouns import CLAIM_NOUN
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import list_words
from facts.verify.vocabulary import name_pattern

DENYING = re.compile(
    r"(?<!\w)(?:stop(?:s|ped)? short of|rul(?:es|ed|ing) out|refrain(?:s|ed)? from|(?:[Nn]one|[Nn]either) of"
    r"|anything but|ha(?:s|ve|d) yet to|far from"
    r"|(?:refus|fail|declin)(?:es|s|ed|ing) to (?:say|confirm) (?:that|whether|if)"
    r"|(?:refus|fail|declin)(?:es|s|ed|ing) to(?!\sbe\s)|(?:ask|question)(?:s|ed) (?:\w+ ){0,3}?(?:whether|if)"
    r"|(?:never|not) (?:say|said|claim|claimed|suggest|suggested|mean|meant) (?:that|whether|if)"
    r"|used to (?:say|claim|think|believe|argue|insist)(?: that)?"
    r"|den(?:y|ies|ied|ying)(?!\s(?:that|it|this|whether|if)(?!\w))"
    rf"|(?:reject|dismiss|refut|disput|rebutt?)(?:es|s|ed|ing)?\s(?:[\w'\u2019-]+\s){{0,3}}?{CLAIM_NOUN}(?!\sthat)"
    r"|(?:withdr(?:ew|aws|awn)|retract(?:s|ed)?) (?:\w+ ){1,3}?that"
    r"|(?:nearly|almost)(?= (?:[a-z]+ed|sold|bought|built|lost|won|left|sank|fell|broke|began)(?!\w)))(?!\w)"
)
"""Words that deny, ask or take back what comes after them."""
NEARLY = word_set("nearly almost roughly about")
CLOSE_TO = "close to"
"""Words by which own words tell what has nearly happened."""
CLAIMED = re.compile(rf"(?<!\w){CLAIM_NOUN}(?!\w)", re.IGNORECASE)
"""A noun for what somebody has said, which is there though its content is denied."""
DENIED_CLAIM = re.compile(
    rf"\w+(?:\s+(?:an?|the|any|all|these|those|his|her|its|their|[\w-]+['\u2019]s))*\s+{CLAIM_NOUN}(?!\w)"
)
"""A verb that denies, with such a noun as its object."""
ASKED = word_set("asks asked question questions whether wonders once earlier formerly previously withdraws withdrew")
"""Words by which they tell what was asked, or said once."""
BREAK = re.compile(
    r"[,;:\"\u201c\u201d]|(?<!\w)(?:and|but|or|that|which|who|because|if|unless|until|before|after|while|when|than|as)(?!\w)"
)
"""What ends the words that a verb before them denies."""
PAUSE = re.compile(r"[,;:\"\u201c\u201d]")
"""What ends the words that a verb denies, where they have a verb of speech after it: who denied it, said."""
OTHERWISE = word_set("more less higher lower right fair new earn earns carry carries continues independence")
"""Words by which own words tell the opposite of what is denied."""
NEVER = "never "
"""The negation of a verb without an auxiliary."""
ANAPHOR = re.compile(
    r"(?<!\w)(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es?|ed)|refut(?:es?|ed))\s"
    r"(?:it|this|that|(?:the|this|that|these|those)\s(?:claims?|allegations?|reports?|accusations?|charges?|criticism))$"
)
"""Words that deny what the sentence before tells."""
SHARED, OF_OWN = 2, 3
"""Of this many words of own words, those that make them the claim of another sentence."""


def find_denied_objects(text: str, receipt: Receipt, sentences: SentenceMap, names: Sequence[str]) -> Iterator[str]:
    """Yield that own words, without a denial, tell what their sentence, or one after it, denies.

    `names` are those of the speaker, who claims what somebody else denies.
    """
    spans = [span for span in receipt.spans if span.exact]
    words = {word for span in spans for word in list_words(span.exact or "")}
    if not spans or CLOSE_TO in text or not (NEARLY | ASKED | OTHERWISE - words).isdisjoint(list_words(text)):
        return
    for span in spans:
        if anaphor := find_denied_claim(text, span, sentences):
            yield f"tells what its words deny with '{anaphor}'"
            return
    if denies(text, words):
        return
    own = stems_of(text)
    denials = [find_inner_denial(span) or find_governing_denial(span, sentences, names) for span in spans]
    if CLAIMED.search(text) and any(denial and DENIED_CLAIM.match(" ".join(denial)) for denial in denials):
        return
    quoted = {stem for denial in denials if denial for stem in stems_of(denial[1])}
    if denials and all(denials) and quoted and len(own & quoted) * 2 >= len(quoted):
        yield f"does not deny what its words deny with '{next(filter(None, denials))[0]}'"


def find_denied_claim(text: str, span: Span, sentences: SentenceMap) -> str | None:
    """Return the words of a span that deny what a sentence before it says, if own words tell this; None if not."""
    anaphor, own = ANAPHOR.search(span.exact or ""), stems_of(text)
    for claim in list_before(span, sentences) if anaphor and len(own) >= SHARED else ():
        words = {*list_words(claim), *list_words(span.exact or "")}
        if len(own & stems_of(claim)) * OF_OWN >= len(own) * SHARED and not denies(text, words):
            return anaphor[0] if anaphor else None
    return None


def list_before(span: Span, sentences: SentenceMap) -> list[str]:
    """Return the sentences before that of a span in its passage, and those of the passage before if it has none."""
    number, passages = sentences.number_at(span.start), sentences.article.passages
    own = sentences.passage_of(number) - 1
    start = passages[own][0]
    if sentences.starts[number] <= start and own > 0:
        start = passages[own - 1][0]
    return [sentences.text(other) for other in range(sentences.number_at(start), number)]


def find_inner_denial(span: Span) -> tuple[str, str] | None:
    """Return the words in a span that deny, or ask, the rest of it, and that rest; None without any."""
    words = span.exact or ""
    denial = DENYING.search(words)
    other = (AND_SAID.search(words, denial.end()) or PAUSE.search(words, denial.end())) if denial else None
    return (denial[0], words[denial.end() : other.start() if other else None]) if denial else None


def find_governing_denial(span: Span, sentences: SentenceMap, names: Sequence[str] = ()) -> tuple[str, str] | None:
    """Return the words before a span by which a verb that governs it denies it, and its own; None if none does.

    What somebody denies of the claim of one of some names is theirs.
    """
    first, last = sentences.range_at(span.start)
    text, start = sentences.article.text[first:last], span.start - first
    ahead = text[:start]
    denial = next(reversed([*DENYING.finditer(ahead)]), None)
    if denial and not BREAK.search(ahead, denial.end()) and not is_named(names, text[denial.end() :]):
        return denial[0], span.exact or ""
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups if group.end <= start]
    if not groups or groups[-1].clause == "condition":
        return None
    group = groups[-1]
    is_never = text[: group.start].endswith(NEVER)
    if not (group.is_negated or is_never):
        return None
    is_apart = BREAK.search(text, group.end, start) or NOT_ONLY.search(text, group.start)
    words = f"{NEVER if is_never else ''}{group.text}"
    return None if is_apart or is_named(names, text[group.end :]) else (words, span.exact or "")


def find_word_before(span: Span, sentences: SentenceMap) -> str | None:
    """Return the word that denies a span, right before it or of the verb that governs it; None without one."""
    governing = find_governing_denial(span, sentences)
    return find_denial(span, sentences, ()) or (governing[0] if governing else None)


def is_named(names: Sequence[str], text: str) -> bool:
    """Return whether a text has one of some names."""
    return any(name_pattern(name).search(text) for name in names)


def stems_of(text: str) -> frozenset[str]:
    """Return the beginnings of the content words of a text."""
    return frozenset(word[:STEM] for word in list_words(text) if len(word) >= STEM and word not in FUNCTION_WORDS)
