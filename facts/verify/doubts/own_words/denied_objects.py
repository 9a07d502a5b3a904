"""Own words that tell what a verb before the quoted words denies: an apology that nobody gave, a sale ruled out."""

import re
from collections.abc import Iterator, Sequence

from facts.model.receipt import Receipt, Span
from facts.verify.doubts.own_words.lost_negations import NOT_ONLY, STEM, denies, find_denial
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import list_words
from facts.verify.vocabulary import name_pattern

DENYING = re.compile(
    r"(?<!\w)(?P<words>stop(?:s|ped)? short of|rul(?:es|ed|ing) out|refrain(?:s|ed)? from|(?:[Nn]one|[Nn]either) of"
    r"|ha(?:s|ve|d) yet to|(?:refus|fail|declin)(?:es|s|ed|ing) to(?!\sbe\s)|(?:never|not) (?:say|said|claim|claimed"
    r"|suggest|suggested|mean|meant) that)(?!\w)(?P<object>[^,;:]*)$"
)
"""Words that deny what comes after them."""
BREAK = re.compile(
    r"[,;:\"\u201c\u201d]|(?<!\w)(?:and|but|or|that|which|who|because|if|unless|until|before|after|while|when|than|as)(?!\w)"
)
"""What ends the words that a verb before them denies."""
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
    if not spans or denies(text):
        return
    own = stems_of(text)
    denials = [find_governing_denial(span, sentences, names) for span in spans]
    quoted = {stem for span in spans for stem in stems_of(span.exact or "")}
    if denials and all(denials) and quoted and len(own & quoted) * 2 >= len(quoted):
        yield f"does not deny what its words deny with '{denials[0]}'"
        return
    for span in spans:
        number = sentences.number_at(span.start)
        anaphor = ANAPHOR.search(span.exact or "")
        before = stems_of(sentences.text(number - 1)) if anaphor and number else frozenset()
        if anaphor and len(own) >= SHARED and len(own & before) * OF_OWN >= len(own) * SHARED:
            yield f"tells what its words deny with '{anaphor[0]}'"
            return


def find_governing_denial(span: Span, sentences: SentenceMap, names: Sequence[str] = ()) -> str | None:
    """Return the words before a span by which a verb that governs it denies it; None if none does, or of a name."""
    first, last = sentences.ranges[sentences.number_at(span.start)]
    text, start = sentences.article.text[first:last], span.start - first
    ahead = text[:start]
    denial = DENYING.search(ahead)
    if denial and not BREAK.search(denial["object"]) and not is_named(names, text[denial.end("words") :]):
        return denial["words"]
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups if group.end <= start]
    if not groups or groups[-1].clause == "condition":
        return None
    group = groups[-1]
    is_never = text[: group.start].endswith(NEVER)
    if not (group.is_negated or is_never):
        return None
    is_apart = BREAK.search(text, group.end, start) or NOT_ONLY.search(text, group.start)
    words = f"{NEVER if is_never else ''}{group.text}"
    return None if is_apart or is_named(names, text[group.end :]) else words


def find_word_before(span: Span, sentences: SentenceMap) -> str | None:
    """Return the word that denies a span, right before it or of the verb that governs it; None without one."""
    return find_denial(span, sentences, ()) or find_governing_denial(span, sentences)


def is_named(names: Sequence[str], text: str) -> bool:
    """Return whether a text has one of some names."""
    return any(name_pattern(name).search(text) for name in names)


def stems_of(text: str) -> frozenset[str]:
    """Return the beginnings of the content words of a text."""
    return frozenset(word[:STEM] for word in list_words(text) if len(word) >= STEM and word not in FUNCTION_WORDS)
