"""Names of countries that are those of something else: of an organization, or only what belongs to the country."""

import re
from collections.abc import Iterator

from facts.verify.country_names import codes_by_adjective, codes_by_name, find_countries
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.word_list import word_set

OFFICIAL = word_set("""
    the of and republic kingdom state states federation federal union commonwealth duchy grand principality
    democratic socialist islamic arab united sultanate emirate emirates confederation
""")
"""Words of the long names of countries."""
SIDES = word_set("side sides government governments leadership nation people country authorities")
"""What an article means the country itself by: the Turkish side."""
FORMER_STATES = ("SU", "YU", "CS", "DD")
"""States that an article may call by the names of those which followed them."""
NAMED = "countries/{}"
NAME_ALONE = "Quote its name alone, or its adjective where the article has no name"
LEAVE_OUT = "Leave it out: the adjective of a country is known, and an organization is a record of its own"


def find_foreign_aliases(context: CheckContext) -> Iterator[Finding]:
    """Yield each other name of a country that names something else, and each name that is only its adjective."""
    article = context.article
    for country in context.of_kind("countries"):
        receipt = country.evidence.get("name") if country.evidence else None
        if receipt and receipt.basis == "reference" and (fault := find_needless_name(country.id, article.text)):
            yield Finding(NAMED.format(country.id), "name", *fault)
        name, aliases = getattr(country, "name", ""), getattr(country, "also_called", ())
        for text in (name, *aliases):
            if other := find_other_country(country.id, text):
                message = f"has '{text}', which is the name of {other}"
                yield Finding(NAMED.format(country.id), "name", message, f"Use the code {other}", is_certain=False)
        for field, text in (("name", name), *(("also_called", alias) for alias in aliases)):
            if words := list_further_words(text):
                message = f"has '{text}', which with '{' '.join(words)}' names something else than the country"
                hint = LEAVE_OUT if field == "also_called" else NAME_ALONE
                yield Finding(NAMED.format(country.id), field, message, hint, is_certain=False)
        proper = find_proper_name(country.id, article.text) if name in codes_by_adjective() else None
        if proper:
            hint = f"Use '{proper}': the adjective is known without an entry"
            message = f"is the adjective '{name}', but the article names {proper}"
            yield Finding(NAMED.format(country.id), "name", message, hint, is_certain=False)


def find_needless_name(code: str, text: str) -> tuple[str, str] | None:
    """Return what is wrong with a name of a standard, and a hint: a text names the country, or has no word for it."""
    if proper := find_proper_name(code, text):
        return f"is that of the standard, but the article names {proper}", "Quote it"
    if not any(country == code for _, _, country in find_countries(text)):
        return "is that of the standard, but the article has no word for the country", "Leave the country out"
    return None


def find_other_country(code: str, text: str) -> str | None:
    """Return the code of the country whose name or adjective a text is, if that is not this one."""
    country = {**codes_by_adjective(), **codes_by_name()}.get(text.removeprefix("the ").removeprefix("The "))
    return country if country != code and code not in FORMER_STATES else None


def list_further_words(alias: str) -> list[str]:
    """Return the words of an alias that are neither a country's name or adjective nor part of a long name."""
    mentions = list(find_countries(alias))
    rest = alias.replace("\u2019", "'")
    for start, end, _ in reversed(mentions):
        rest = f"{rest[:start]} {rest[end:]}"
    words = re.findall(r"[\w-]+", re.sub(r"'s(?!\w)", "", rest))
    return [word for word in words if word.lower() not in OFFICIAL | SIDES] if mentions else []


def find_proper_name(code: str, text: str) -> str | None:
    """Return the first name of a country in a text that is no adjective; None if there is none."""
    names = (text[start:end] for start, end, country in find_countries(text) if country == code)
    return next((name for name in names if name not in codes_by_adjective()), None)
