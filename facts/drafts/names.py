"""Names: the article's words for a subject, by the subject's id."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from facts.drafts.folding import FoldedText, fold_slug
from facts.drafts.locate import Occurrence
from facts.model.article import Article


def find_name(identifier: str, article: Article) -> Occurrence | None:
    """Return where the article first has the words of an id; for a country's code, those of the country's name."""
    slugs = [fold_slug(name).text.strip("-") for name in country_names(identifier)] or [identifier]
    for number, passage in enumerate(fold_passages(article), 1):
        for slug in slugs:
            for first, last in passage.find_all(slug):
                if not passage.is_inside_word(first, last):
                    return Occurrence(number, *passage.original(first, last))
    return None


@lru_cache(maxsize=4)
def fold_passages(article: Article) -> Sequence[FoldedText]:
    """Return the passages of an article in the letters of ids."""
    return [fold_slug(article.text[start:end], start) for start, end in article.passages]


def country_names(code: str) -> Iterator[str]:
    """Yield the English names of the country with an alpha-2 code, in CLDR and in ISO 3166; none for another id."""
    from babel import Locale  # noqa: PLC0415 - only drafts need it, and the server starts faster without

    if not (len(code) == 2 and code.isascii() and code.isupper()):
        return
    if name := Locale("en").territories.get(code):
        yield str(name)
    import pycountry  # noqa: PLC0415

    country = pycountry.countries.get(alpha_2=code) or pycountry.historic_countries.get(alpha_2=code)
    for attribute in ("name", "common_name", "official_name"):
        if name := getattr(country, attribute, None):
            yield str(name)
