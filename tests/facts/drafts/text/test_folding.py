"""Folded text: look-alikes are equal, ids have no accents, and positions are those of the original."""

from hypothesis import given
from hypothesis import strategies as st

from facts.drafts.text.folding import fold, fold_words, slugify
from tests.tables import each_row

SLUGS = {
    "Outi Räsänen": "outi-rasanen",
    "Marjan Žnidar": "marjan-znidar",
    "Åse Bjørnø": "ase-bjorno",
    "Łódź": "lodz",
    "Straße 5": "strasse-5",
    "Fishers\u2019 League": "fishers-league",
    "S-400": "s-400",
    "Ærø": "aero",
    "İstanbul": "istanbul",
    "— ?": "",
    "Иванов": "",
}


@each_row(("text", "slug"), SLUGS.items())
def test_ids_are_made_from_names(text: str, slug: str) -> None:
    """An id has the letters of the Latin script without accents, digits, and one hyphen for all else."""
    assert slugify(text) == slug


@each_row("text", ["it\u2019s", "it's", "it\u02bcs", "\ufeffit's", "it\u00ad's "])
def test_look_alikes_are_equal(text: str) -> None:
    """Typographic variants, invisible characters and outer spaces make no difference."""
    assert fold_words(text) == "it's"


@given(st.text())
def test_positions_are_those_of_the_original(text: str) -> None:
    """Every folded range is a range of the original, in order, that folds to the same."""
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    for index in range(len(folded.text)):
        start, end = folded.original(index, index + 1)
        assert 0 <= start < end <= len(text)
