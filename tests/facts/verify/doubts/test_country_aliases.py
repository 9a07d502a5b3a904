"""Names of countries: those of organizations and adjectives are doubted."""

from facts.kinds.country import Country
from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.country_aliases import find_foreign_aliases
from tests.tables import each_row

TEXT = "The Estonian coast guard sailed to Latvia. Latvian and Estonian ships met there."


def faults(code: str, name: str, also_called: str = "") -> list[str]:
    """Return the fields of a country that are doubted."""
    aliases = tuple(alias for alias in also_called.split(", ") if alias)
    country = Country.model_construct(id=code, name=name, also_called=aliases)
    return [finding.field for finding in find_foreign_aliases(CheckContext({"countries": (country,)}, Article(TEXT)))]


@each_row(
    ("code", "name", "also_called"),
    [
        ("EE", "Estonian", ""),
        ("LV", "Latvia", "Latvian"),
        ("EE", "Estonia", "Estonian, the Republic of Estonia, Tallinn, the Baltic state"),
        ("CN", "China", "the People\u2019s Republic of China"),
        ("SU", "Russia", ""),
        ("US", "the United States", "American"),
        ("RU", "Russian Federation", "Moscow, the Russian side, Russia's government"),
    ],
)
def test_names_of_a_country(code: str, name: str, also_called: str) -> None:
    """Names, long names and adjectives are those of a country; an adjective alone if it is named no other way."""
    assert faults(code, name, also_called) == []


@each_row(
    ("code", "name", "also_called", "fields"),
    [
        ("EE", "Estonia", "Estonian coast guard", ["also_called"]),
        ("EE", "Estonia", "Estonian, Estonia's navy", ["also_called"]),
        ("LV", "Latvian", "", ["name"]),
        ("LV", "Latvian", "Latvian ships", ["also_called", "name"]),
        ("DE", "Estonia", "", ["name"]),
        ("DE", "Germany", "Estonian", ["name"]),
        ("EE", "Estonian club", "", ["name"]),
    ],
)
def test_names_of_something_else(code: str, name: str, also_called: str, fields: list[str]) -> None:
    """What belongs to a country is no name of it, and its adjective is none where the article has its name."""
    assert faults(code, name, also_called) == fields
