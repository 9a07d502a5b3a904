"""Words of agreement and of denial, to hold the relations of statements against."""

import re
from collections.abc import Iterable

from facts.verify.english_numbers import CARDINALS
from facts.verify.grammar.verb_words import DETERMINERS, NO_SUBJECTS, PREPOSITIONS
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import Token, list_words, tokenize

DENIALS = word_set("""
    deny denies denied denying reject rejects rejected rejecting dismiss dismisses dismissed dismissing dispute
    disputes disputed disputing refute refutes refuted rebut rebuts rebutted contest contests contested oppose opposes
    opposed rubbished untrue false wrong lie lies rumor rumour rumors rumours nonsense baseless unfounded groundless
    fabrication absurd ridiculous laughable rubbish implausible disbelief inaccurate misleading fictitious invention
    slander denial rebuttal refutation incorrect mistaken exaggerated doubt doubts doubted questioned
""")
DISAGREEMENTS = word_set("""
    disagree disagrees disagreed disagreeing contradict contradicts contradicted contradicting contrary opposite
    differs differ differed
""")
AGREEMENTS = word_set("""
    similar same share shares shared agree agrees agreed agreeing echo echoes echoed echoing back backs backed support
    supports supported confirm confirms confirmed confirming endorse endorses endorsed concur concurs concurred
    likewise similarly second seconds seconded corroborate corroborates corroborated
""")
ADJECTIVES = ("agreed", "shared", "confirmed")
"""Words of agreement that only describe a thing after a determiner: within the agreed terms."""
LAYOFFS = word_set("dismiss dismisses dismissed dismissing")
"""Words of denial that deny nothing before a number: dismissed 85 workers."""
QUARRELS = ("dispute", "disputes", "contest", "contests")
"""Words of denial that name a quarrel after a determiner."""
SITES = word_set("""
    in at on near within between beside behind outside beyond off along under over around north south east west idle
    ahead anchored moored
""")
"""Words after "lies" that say where something is."""
LIES_BEFORE = (DETERMINERS | PREPOSITIONS) - {"that"} | word_set("""
    tell tells told telling spread spreads spreading all many more such no these those his her their its
""")
"""Words before "lies" that make it what somebody tells."""
ALSO = word_set("also too likewise both equally neither nor")
"""Words by which a second denial joins the first."""
OF_CLAIM = re.compile(
    r"(?<!\w)(?:den(?:y|ies|ied|ying)|(?:reject|disput|dismiss|contest|refut|rebut)(?:s|es|ed|e|ing)?)\s"
    r"(?:it|this|(?:that|the|those|these|this)"
    r"(?:\s(?:claims?|accusations?|allegations?|criticism|charges?|reports?|assertions?|remarks?)|(?=[.,;]|$)))(?!\w)"
)
"""A verb of denial with a word for what somebody said before."""
NEGATIONS = NO_SUBJECTS | {"not", "never", "hardly", "far"}
REACH = 3
"""Maximum number of words before a word of agreement that may negate it."""


def find_stances(texts: Iterable[str]) -> frozenset[str]:
    """Return which of `denial`, `disagreement` and `agreement` the words of the texts express.

    A negated agreement is a disagreement; a negated denial or disagreement is an agreement.
    """
    stances: set[str] = set()
    for text in texts:
        words = list_words(text)
        for index, word in enumerate(words):
            if is_site(words[index - 1] if index else "", word, words[index + 1] if index + 1 < len(words) else ""):
                continue
            before = words[max(0, index - REACH) : index]
            is_negated = bool(NEGATIONS & set(before)) or any(word.endswith("n't") for word in before)
            if word in DENIALS:
                stances.add("agreement" if is_negated else "denial")
            elif word in DISAGREEMENTS:
                stances.add("agreement" if is_negated else "disagreement")
            elif word in AGREEMENTS and not (word in ADJECTIVES and before[-1:] and before[-1] in DETERMINERS):
                stances.add("disagreement" if is_negated else "agreement")
    return frozenset(stances)


def has_negation(text: str) -> bool:
    """Return whether a text denies something: by a word of denial, or by not, no or none."""
    return bool(find_negations(text))


def find_negations(text: str) -> list[str]:
    """Return the words of a text that deny something, in order: words of denial, and not, no or none."""
    tokens = tokenize(text)
    preceding, following = ["", *(token.lower for token in tokens)], [*tokens[1:], None]
    return [
        token.lower
        for before, token, after in zip(preceding, tokens, following, strict=False)
        if (token.lower in DENIALS and not is_no_denial(before, token, after))
        or (token.lower in NEGATIONS and (token.lower != "far" or (after is not None and after.lower == "from")))
        or token.lower.endswith("n't")
    ]


def is_no_denial(before: str, token: Token, after: Token | None) -> bool:
    """Return whether a word of denial denies nothing: dismissed 85 workers, the dispute cost money."""
    is_layoff = token.lower in LAYOFFS and after is not None and is_number(after)
    return (
        is_layoff
        or is_site(before, token.lower, after.lower if after else "")
        or (token.lower in QUARRELS and before in DETERMINERS)
    )


def is_site(before: str, word: str, after: str) -> bool:
    """Return whether a word between two others says where something is: the yard lies in Oslo."""
    return word in ("lie", "lies") and after in SITES and before not in LIES_BEFORE


def is_number(token: Token) -> bool:
    """Return whether a token is a number, in digits or words."""
    return token.kind == "number" or token.lower in CARDINALS


def denies_claim(text: str) -> bool:
    """Return whether a text says of somebody that they deny what was said: denied this, rejected the criticism."""
    return OF_CLAIM.search(text) is not None


def joins_denial(text: str) -> bool:
    """Return whether a text says of somebody that they deny something too."""
    return bool({token.lower for token in tokenize(text)} & ALSO)
