"""Own words that assert a verb or a noun that their sentences deny: met for failed to meet, with for without."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from facts.verify.doubts.own_words.lost_negations import NEGATIONS, NEGATIVE, SILENCES, TRANSPARENT
from facts.verify.grammar.verb_words import DETERMINERS, HAVE, PREPOSITIONS, REFUSALS_WITH_INFINITIVE
from facts.verify.grammar.word_list import word_set

SYNONYMS = (
    word_set("begin begins began begun start starts started commence commences commenced"),
    word_set("end ends ended finish finishes finished complete completes completed"),
    word_set("build builds built construct constructs constructed"),
    word_set("agree agrees agreed accept accepts accepted approve approves approved"),
    word_set("disclose disclosed reveal revealed publish published release released"),
    word_set("buy buys bought purchase purchases purchased acquire acquires acquired order orders ordered"),
    word_set("sell sells sold"),
    word_set("pay pays paid settle settled"),
    word_set("deliver delivers delivered supply supplied arrive arrives arrived"),
    word_set("answer answers answered respond responds responded reply replies replied"),
    word_set("meet meets met fulfil fulfils fulfilled satisfy satisfies satisfied"),
    word_set("win wins won"),
    word_set("give gives gave given"),
    word_set("keep keeps kept"),
    word_set("make makes made"),
    word_set("permit permits permitted allow allows allowed authorise authorised authorize authorized"),
)
"""Verbs that deny the same where one of them is negated."""
DENYING = REFUSALS_WITH_INFINITIVE | word_set("""
    silence silent unable failure refusal lack lacks lacked missing missed short few fewer yet still unmet unanswered
    open excluded excludes exclude rejected rejects
""")
"""Words of own words that deny what a sentence denies, besides negations."""
RULED_OUT = re.compile(
    r"(?<!\w)(rul(?:ed|es|e|ing) out|lack(?:s|ed|ing)?|without)\s(?:an?\s|any\s|the\s|enough\s)?(\w{4,})",
    re.IGNORECASE,
)
"""Words that deny the noun after them."""
UNDONE = re.compile(r"(?<!\w)without\s(\w{3,})ing(?!\w)", re.IGNORECASE)
"""Words that deny a verb: without checking."""
HAVING = r"(?<!\w)(?:with|has|have|had|plans?|gets?|got|agreed to|there (?:is|are|was|were))\s(?:\w+\s){{0,2}}?{}"
"""Words of own words that assert a noun."""
WITHHELD = re.compile(
    r"(?<!\w)(?:declined|refused|declines|refuses|failed|not|n't|without)\s(?:to\s)?(?:giv\w+|nam\w+|stat\w+"
    r"|disclos\w+|reveal\w*|provid\w+|set|mention\w*|say|saying|specify\w*)\s"
    r"(?:an?\s|any\s|the\s|its\s|their\s)(?:\w+\s)?(\w{4,})",
    re.IGNORECASE,
)
"""Words by which somebody does not tell the noun after them."""
WITHOUT = re.compile(r"(?<!\w)(?P<before>\w{3,})\swithout(?!\w)")
"""What is so without something."""
ENOUGH = "enough"
"""The opposite of a lack, which is compared as such."""
ONLY = word_set("only solely exclusively")
"""Words by which own words deny the rest."""
EXCEPTIONS = word_set("outside except beyond without unless until before besides")
"""Words after a denied verb before what is not denied."""
PAST = ("ed", "en")
MIN_LETTERS = 4
"""The fewest letters of a word that is compared."""


def find_asserted(text: str, own: Sequence[str], sentences: str, theirs: Sequence[str]) -> Iterator[str]:
    """Yield that own words assert a verb or a noun that sentences deny: met for failed to meet, with for without."""
    nouns = {word for before, word in pairwise(own) if before in DETERMINERS | PREPOSITIONS - {"to"}}
    for negation, word in list_negated(theirs):
        verbs = next((verbs for verbs in SYNONYMS if word in verbs), None) or forms_of(word)
        said = next(
            (
                verb
                for verb in own
                if verb in verbs and not (verb == word and verb in nouns and not verb.endswith(PAST))
            ),
            None,
        )
        is_said = said is not None and sum(theirs.count(verb) for verb in verbs) == 1
        if is_said and not denies_rest(own, theirs[theirs.index(word) :]):
            yield f"says '{said}', which its sentence denies with '{negation}'"
    for match in RULED_OUT.finditer(sentences):
        having = re.search(HAVING.format(re.escape(match[2])), text, re.IGNORECASE)
        if having and not (ENOUGH in own or RULED_OUT.search(text)) and theirs.count(match[2].lower()) == 1:
            yield f"says '{having[0]}', which its sentence denies with '{match[1]}'"
    if NEGATIONS.isdisjoint(own):
        yield from find_told(own, sentences, theirs)
    for match in UNDONE.finditer(sentences):
        stem = match[1].lower()
        verbs = forms_of(stem) | forms_of(f"{stem}e")
        said = next((verb for verb in own if verb in verbs and verb not in nouns), None)
        if said and not NEGATIONS & {*own} and not verbs & {*theirs}:
            yield f"says '{said}', which its sentence denies with 'without'"


def find_told(own: Sequence[str], sentences: str, theirs: Sequence[str]) -> Iterator[str]:
    """Yield that own words begin with what sentences do not tell, or have with where these have without."""
    for match in WITHHELD.finditer(sentences):
        noun = match[1].lower()
        is_denied = not (NEGATIVE | SILENCES).isdisjoint(own)
        if noun in own[: len(("the", noun))] and theirs.count(noun) == 1 and not is_denied:
            yield f"says '{noun}', where its sentence says '{match[0]}'"
    for match in WITHOUT.finditer(sentences):
        if "with" not in theirs and (match["before"].lower(), "with") in pairwise(own):
            yield f"says '{match['before']} with', where its sentence says '{match[0]}'"


def denies_rest(own: Sequence[str], denied: Sequence[str]) -> bool:
    """Return whether own words say with only what denied ones say with outside, until and the like, of the same."""
    exception = next((index for index, word in enumerate(denied) if word in EXCEPTIONS), len(denied))
    kept = {word for word in denied[exception + 1 :] if len(word) >= MIN_LETTERS}
    return not ONLY.isdisjoint(own) and not kept.isdisjoint(own) and EXCEPTIONS.isdisjoint(own)


def forms_of(verb: str) -> frozenset[str]:
    """Return the forms of a regular verb; of a participle those of its verb, as far as its ending tells it."""
    if verb.endswith("ed") and len(verb) > MIN_LETTERS + 1:
        return frozenset((verb, verb[:-2], f"{verb[:-2]}ing", f"{verb[:-2]}s"))
    stem = verb[:-1] + "i" if verb.endswith("y") else verb
    return frozenset((verb, f"{verb}s", f"{stem}es", f"{stem}ed", f"{verb}d" if verb.endswith("e") else verb))


def list_negated(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each negation among words with the verb that it negates: not and disclosed, in were not yet disclosed.

    Those who failed, declined or have yet to do something have not done it either.
    """
    for index, negation in enumerate(words):
        is_open = negation == "yet" and words[index - 1] in HAVE if index else False
        rest = words[index + 1 :]
        if negation in ("not", "never") or negation.endswith("n't"):
            verb = next((word for word in rest if word not in TRANSPARENT), "")
        elif (negation in REFUSALS_WITH_INFINITIVE or is_open) and rest[:1] == ["to"]:
            verb = next((word for word in rest[1:] if word not in TRANSPARENT), "")
        else:
            continue
        if len(verb) >= MIN_LETTERS:
            yield negation, verb
