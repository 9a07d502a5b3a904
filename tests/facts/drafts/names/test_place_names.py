"""Names of places and countries: a dateline in capitals, and an adjective in place of a country's name."""

from facts.drafts.from_sheet import to_draft
from facts.drafts.starter_draft import format_candidates
from facts.drafts.text.emit import format_lines
from facts.kinds.country import Country
from facts.model.article import Article
from tests.facts.drafts.helpers import build_draft, messages
from tests.tables import each_row

TEXT = """\
GDANSK, March 13 - The council of Gdansk voted for Czech trams of Skoda. Poland pays. The NATO envoy left Brno.
"""
DRAFT = """\
title: trams
places: {PLACE: , Brno: }
organizations: {Skoda: {country: Czech trams of Skoda}}
events:
  the vote: {quote: voted for, where: WHERE}
"""
DATELINES = (
    ("Gdansk", "GDANSK", "Gdansk"),
    ("GDANSK", "GDANSK", "Gdansk"),
    ("GDANSK", "{gdansk: GDANSK}", "Gdansk"),
    ("Gdansk", "{Gdansk: GDANSK}", "Gdansk"),
    ("gdansk", "GDANSK", "Gdansk"),
)
"""The key of a place, where an event was, and the name of the place in the sheet."""
ELSEWHERE = (("Gdansk", "BRNO"), ("Brno", "GDANSK"), ("Gdansk", "NATO"), ("Gdansk", "GDYNIA"))
"""Words in capitals that the article does not have, or that name no place."""


@each_row(("key", "where", "name"), DATELINES)
def test_a_dateline_names_its_place(key: str, where: str, name: str) -> None:
    """The capitals of a dateline are words for a place, which has the name that the article writes elsewhere."""
    result = build_draft(DRAFT.replace("PLACE", key).replace("WHERE", where), TEXT)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    records = {record.id: record for _, record in result.sheet}
    vote = records["the-vote"]
    assert (getattr(vote, "where", None), getattr(records["gdansk"], "name", None)) == ("gdansk", name)
    assert [span.exact for span in vote.evidence["where"].spans] == ["GDANSK"]


@each_row(("key", "where"), ELSEWHERE)
def test_other_capitals_are_refused(key: str, where: str) -> None:
    """Words in capitals that the article does not have, or that are another place's, name none."""
    draft = DRAFT.replace(", Brno: ", "").replace("PLACE", key).replace("WHERE", where)
    assert any("the-vote where: " in text for text in messages(draft, TEXT))


@each_row(
    ("countries", "basis"),
    [
        ("", "reference"),
        ("countries: {CZ: Czech}\n", "reference"),
        ("countries: {CZ: }\n", "reference"),
        ("countries: {CZ: {also_called: Czech}}\n", "reference"),
        ("countries: {CZ: {name: {value: Czechia, basis: reference, note: CLDR}}}\n", "reference"),
        ("countries: {CZ: {name: {quote: Czech, basis: stated}}}\n", "stated"),
        ("countries: {CZ: {name: {quote: Czech, note: it is the only word}}}\n", "inferred"),
        ("countries: {PL: Poland}\n", "reference"),
    ],
)
def test_an_adjective_is_no_name_that_is_stated(countries: str, basis: str) -> None:
    """A country of which the article has only an adjective has the standard's name, or what the draft says."""
    result = build_draft(countries + DRAFT.replace("PLACE", "Gdansk").replace("WHERE", "GDANSK"), TEXT)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    receipts = {record.id: record.evidence.get("name") for kind, record in result.sheet if kind == "countries"}
    receipt = receipts["CZ"]
    assert receipt is not None
    assert (receipt.basis, receipt.note is None) == (basis, basis == "stated")
    country = next(record for _, record in result.sheet if record.id == "CZ")
    assert isinstance(country, Country)
    if basis == "reference" and "CLDR" not in countries:
        assert (country.name, country.also_called) == ("Czechia", ("Czech",))
    assert all(receipt.basis == "stated" for code, receipt in receipts.items() if receipt and code != "CZ")
    draft = "\n".join(format_lines(to_draft(result.sheet, Article(TEXT))))
    assert build_draft(draft, TEXT).text == result.text


@each_row(
    ("country", "message"),
    [
        ("PL: {name: {value: Poland, basis: reference, note: CLDR}}", "but the article names Poland"),
        ("DE: {name: {value: Germany, basis: reference, note: CLDR}}", "has no word for the country"),
        ("CZ: {name: {value: Czech Republic, basis: reference, note: CLDR}}", "CLDR has Czechia"),
        ("CZ: {name: {value: Poland, basis: reference, note: CLDR}}", "CLDR has Czechia"),
        ("CZ: {name: {value: Czechia, basis: reference, note: an atlas}}", "its note must say CLDR"),
        ("CZ: {name: {value: Czechia, quote: Czech}}", "which is in none of its quotations"),
        ("DE: ", "the article does not have the words of `DE`"),
    ],
)
def test_a_name_of_the_standard_is_refused(country: str, message: str) -> None:
    """It is that of the country, cites the standard, and is none where the article has a name, or no word for it."""
    draft = f"countries: {{{country}}}\n" + DRAFT.replace("PLACE", "Gdansk").replace("WHERE", "GDANSK")
    assert any(message in text for text in messages(draft, TEXT)), messages(draft, TEXT)


def test_a_draft_to_start_from_has_no_country_of_an_adjective() -> None:
    """Countries that the article only has adjectives of have no line in a draft: references name them by these."""
    draft = format_candidates(Article(TEXT), "trams")
    assert "PL: Poland" in draft
    assert "CZ" not in draft


ALONE = "OSTERSUND, Sweden, Nov 27 - Skoda sold trams. The NATO yard in VISBY left.\n"
ALONE_DRAFT = """\
title: trams
places: {PLACE: }
organizations: {Skoda: }
events:
  sale of trams: {quote: sold trams, where: WHERE}
  departure of a yard: {quote: in VISBY left}
"""


@each_row(
    ("key", "where", "name"),
    [
        ("Ostersund", "OSTERSUND", "Ostersund"),
        ("Ostersund", "ostersund", "Ostersund"),
        ("Ostersund", "Ostersund", "Ostersund"),
        ("OSTERSUND", "OSTERSUND", "OSTERSUND"),
    ],
)
def test_a_place_of_a_dateline_alone(key: str, where: str, name: str) -> None:
    """A place that only a dateline has may have its name in small letters, and rests on the capitals."""
    result = build_draft(ALONE_DRAFT.replace("PLACE", key).replace("WHERE", where), ALONE)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    assert not result.warnings
    place = next(record for kind, record in result.sheet if kind == "places")
    assert getattr(place, "name", None) == name
    assert [span.exact for span in place.evidence["name"].spans] == ["OSTERSUND"]
    draft = "\n".join(format_lines(to_draft(result.sheet, Article(ALONE))))
    assert build_draft(draft, ALONE).text == result.text


@each_row("key", ["Ostersunda", "OStersund", "Visby", "Nato", "Ostersund Sweden"])
def test_other_capitals_are_no_place_of_a_dateline(key: str) -> None:
    """Capitals inside a sentence, other letters and words that are not there name no place of a dateline."""
    draft = ALONE_DRAFT.replace("PLACE", f"'{key}'").replace("WHERE", "{not_stated: why}")
    assert any("which is not in the article" in text for text in messages(draft, ALONE)), key
