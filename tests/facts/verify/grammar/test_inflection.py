"""Singular forms of English plurals."""

from facts.verify.grammar.inflection import is_plural, to_plural, to_singular
from tests.tables import each_row

PLURALS = {
    "buses": "bus",
    "minibuses": "minibus",
    "gases": "gas",
    "lenses": "lens",
    "viruses": "virus",
    "classes": "class",
    "purchases": "purchase",
    "houses": "house",
    "cases": "case",
    "boxes": "box",
    "batteries": "battery",
    "launches": "launch",
    "jets": "jet",
    "aircraft": "aircraft",
    "servicemen": "serviceman",
    "canvases": "canvas",
    "analyses": "analysis",
    "taxis": "taxi",
    "menus": "menu",
    "trucks": "truck",
}


@each_row(("plural", "singular"), PLURALS.items())
def test_a_plural_has_its_singular(plural: str, singular: str) -> None:
    """The singular of a plural is what is counted."""
    assert to_singular(plural) == singular
    assert is_plural(plural)


@each_row(
    "word",
    ["bus", "minibus", "gas", "lens", "class", "analysis", "crisis", "basis", "campus", "canvas", "news", "series"],
)
def test_a_singular_is_not_cut(word: str) -> None:
    """The singular of a word that ends like a plural is the word itself."""
    assert to_singular(word) == word


@each_row("word", ["bus", "gas", "lens", "class", "analysis", "battery"])
def test_a_singular_is_no_plural(word: str) -> None:
    """A singular that ends like a plural names one thing."""
    assert not is_plural(word)


@each_row(
    ("noun", "plural"),
    [
        ("penalty", "penalties"),
        ("delivery", "deliveries"),
        ("day", "days"),
        ("tax", "taxes"),
        ("bonus", "bonuses"),
        ("launch", "launches"),
        ("late fee", "late fees"),
        ("damages", "damages"),
        ("aircraft", "aircraft"),
    ],
)
def test_a_singular_has_its_plural(noun: str, plural: str) -> None:
    """The plural of a noun is that of its last word, and its singular is the noun."""
    assert to_plural(noun) == plural
    assert noun == plural or to_singular(plural) == noun
