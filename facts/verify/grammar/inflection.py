"""Singular and plural forms of English nouns, guessed from their endings."""

from functools import lru_cache

from facts.verify.grammar.word_list import word_set

IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "servicemen": "serviceman",
    "servicewomen": "servicewoman",
    "policemen": "policeman",
    "fishermen": "fisherman",
    "salesmen": "salesman",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "wolves": "wolf",
    "knives": "knife",
    "wives": "wife",
    "halves": "half",
    "shelves": "shelf",
    "phenomena": "phenomenon",
    "crises": "crisis",
    "analyses": "analysis",
    "diagnoses": "diagnosis",
    "hypotheses": "hypothesis",
    "taxis": "taxi",
    "skis": "ski",
    "rabbis": "rabbi",
    "menus": "menu",
    "gurus": "guru",
    "emus": "emu",
}
INVARIANT = word_set("""
    aircraft spacecraft hovercraft watercraft rotorcraft crew personnel staff police cattle sheep fish deer
    offspring series species craft infantry cavalry news means headquarters barracks customs premises logistics
    politics physics economics ethics mathematics hertz kilohertz megahertz
    km kg mg kw mw gw kwh mwh gwh twh
""")
"""Nouns that are counted without a plural ending."""
SINGULARS = word_set("""
    alias apparatus atlas bias bonus bus campus canvas census chorus christmas circus consensus focus gas lens minus
    octopus plus radius status surplus virus walrus
""")
"""Nouns in the singular that end like a plural."""
_ENDINGS = (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("ss", "ss"))


@lru_cache(maxsize=8192)
def to_singular(word: str) -> str:
    """Return the singular of a word in lower case, guessed from its ending."""
    if word in INVARIANT or word in IRREGULAR:
        return IRREGULAR.get(word, word)
    if word in SINGULARS or word.endswith(("us", "is")):
        return word
    if word.endswith(tuple(f"{singular}es" for singular in SINGULARS)):
        return word.removesuffix("es")
    for plural, ending in _ENDINGS:
        if word.endswith(plural):
            return word.removesuffix(plural) + ending
    return word.removesuffix("s")


def to_plural(noun: str) -> str:
    """Return the plural of a regular noun in lower case, or of the last word of several; a plural as it is."""
    if is_plural(noun):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun.removesuffix('y')}ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def is_plural(word: str) -> bool:
    """Return whether a word in lower case may name several things."""
    regular = len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "is", "'s"))
    return (regular and word not in SINGULARS) or word in IRREGULAR or word in INVARIANT
