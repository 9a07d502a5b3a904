"""Names: the article's words for a subject, by the subject's id."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from facts.drafts.text.folding import FoldedText, fold_slug
from facts.drafts.text.locate import Occurrence
from facts.model.article import Article
from facts.verify.country_names import codes_by_adjective, codes_by_name, find_countries, names_by_code
from facts.verify.speech import DETERMINERS, OFFICES
from facts.verify.vocabulary import name_pattern

OFFICE = re.compile(rf"(?: (?:{'|'.join(OFFICES - DETERMINERS)}))+ ", re.IGNORECASE)
"""The words for an office, between an organization and a person."""
INITIALS = re.compile(r"(?:[^\W\d_a-z]\.)+[^\W\d_a-z](?=\.)")
"""Letters with full stops between, and one after them that is theirs too: U.S."""
SEATED = re.compile(r"-(?:based|headquartered|listed|registered|born)(?!\w)", re.IGNORECASE)
"""What is after the name of where somebody is, whose own name follows: Toronto-based."""


def find_name(identifier: str, article: Article) -> Occurrence | None:
    """Return where the article first has the words of an id; for a code, a name or an adjective of its country."""
    if slugs := {fold_slug(name).text.strip("-") for name in country_names(identifier)}:
        names = (find_first([slug], article) for slug in sorted(slugs, key=len, reverse=True))
        return next(filter(None, names), None) or find_adjective(identifier, article)
    return find_first([identifier], article)


def find_adjective(code: str, article: Article) -> Occurrence | None:
    """Return where the article first has an adjective of a country."""
    for number, (first, last) in enumerate(article.passages, 1):
        for start, end, country in find_countries(article.text[first:last]):
            if country == code and article.text[first + start : first + end] in codes_by_adjective():
                return Occurrence(number, first + start, first + end)
    return None


def find_first(slugs: Sequence[str], article: Article) -> Occurrence | None:
    """Return where the article first has the words of one of several ids."""
    for number, passage in enumerate(fold_passages(article), 1):
        for slug in slugs:
            for first, last in passage.find_all(slug):
                if not passage.is_inside_word(first, last):
                    start, end = passage.original(first, last)
                    initials = INITIALS.match(article.text, start)
                    is_cut = initials is not None and initials.end() == end
                    return Occurrence(number, start, end + is_cut)
    return None


@lru_cache(maxsize=4)
def fold_passages(article: Article) -> Sequence[FoldedText]:
    """Return the passages of an article in the letters of ids."""
    return [fold_slug(article.text[start:end], start) for start, end in article.passages]


def country_names(code: str) -> Iterator[str]:
    """Yield the English names of the country with an alpha-2 code, ISO 3166's too; none for another id."""
    if not (len(code) == 2 and code.isascii() and code.isupper()):
        return
    yield from names_by_code().get(code, ())
    import pycountry  # noqa: PLC0415 - only drafts need it, and the server starts faster without

    country = pycountry.countries.get(alpha_2=code) or pycountry.historic_countries.get(alpha_2=code)
    for attribute in ("name", "common_name", "official_name"):
        if name := getattr(country, attribute, None):
            yield str(name)


@dataclass(frozen=True, slots=True)
class Mention:
    """The words at the characters `start` to `end` of a text that name the record `identifier` of a kind."""

    start: int
    end: int
    kind: str
    identifier: str
    is_owner: bool = False
    """Whether the words say whose something is, or where: a possessive, the adjective of a country, X-based."""


def find_mentions(text: str, aliases: Mapping[tuple[str, str], Sequence[str]]) -> list[Mention]:
    """Return the mentions in a text of records, by kind and id, and of countries; a name in a longer one is none."""
    ranges = [
        (match.start(), match.end(), *record)
        for record, names in aliases.items()
        for name in names
        for match in name_pattern(name).finditer(text)
    ]
    ranges += [(start, end, "countries", code) for start, end, code in find_countries(text)]
    people = {start for start, _, kind, _ in ranges if kind == "people"}
    mentions = [
        Mention(start, end, kind, identifier, is_owner=is_owner(text, start, end, people, kind))
        for start, end, kind, identifier in dict.fromkeys(sorted(ranges))
    ]
    return [mention for mention in mentions if not any(is_inside(mention, other) for other in mentions)]


def is_owner(text: str, start: int, end: int, people: Collection[int], kind: str) -> bool:
    """Return whether a name is a possessive, the adjective of a country, before an office, or of a seat: X-based.

    The `people` are where their names begin; `kind` is that of the record that is named.
    """
    offices = [OFFICE.fullmatch(text, end, position) for position in people]
    is_possessive = text[end : end + 1] in ("'", "\u2019")
    is_adjective = kind == "countries" and text[start:end] not in codes_by_name()
    return is_possessive or is_adjective or any(offices) or SEATED.match(text, end) is not None


def is_inside(mention: Mention, other: Mention) -> bool:
    """Return whether a mention is a part of a longer one."""
    is_longer = other.end - other.start > mention.end - mention.start
    return is_longer and other.start <= mention.start and mention.end <= other.end
