"""Possessives, pronouns and initials in words that refer to records: whom they name, and whom they do not."""

import json
from typing import Any

from facts.drafts.build import Build, build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
The Northern Weather Agency lost a probe. The U.S. insurer Atlan Re paid for it, and filed a suit in March.

It asks a Bergen court for more. Bergen's court and the agency's director, Ina Sol, said nothing. She left Oslo.
"""
DRAFT = """\
title: a probe that was lost
organizations:
  Northern Weather Agency: {kind: agency}
  Atlan Re: {country: The U.S. insurer}
places:
  Bergen:
  Oslo:
people:
  Ina Sol: {offices: OFFICES}
events:
  suit about the probe:
    quote: filed a suit in March
    where: WHERE
    participants: PARTICIPANTS
  demand for more:
    quote: It asks a Bergen court for more
    status: occurred
"""


def build_with(
    offices: str = "director", where: str = "a Bergen court", participants: str = "atlan-re"
) -> tuple[Build, dict[str, Any]]:
    """Return what a draft with these fields is built into, and the sheet."""
    draft = DRAFT.replace("OFFICES", offices).replace("WHERE", where).replace("PARTICIPANTS", participants)
    result = build("probe.yaml", draft, Article(TEXT), "probe")
    return result, json.loads(result.text) if result.text else {}


@each_row(
    ("where", "place"),
    [("Bergen's court", "bergen"), ("a Bergen court", "bergen"), ("She left Oslo", "oslo"), ("lost a probe", None)],
)
def test_a_possessive_says_where(where: str, place: str | None) -> None:
    """The court of a place is where it is; words that name no place are refused."""
    result, sheet = build_with(where=where)
    assert [problem.field for problem in result.problems] == ([] if place else ["where"])
    assert not place or sheet["events"][0]["where"] == place


@each_row(
    ("organization", "employer"),
    [
        ("the agency's director", "northern-weather-agency"),
        ("{northern-weather-agency: the agency's director}", "northern-weather-agency"),
        ("said nothing", None),
    ],
)
def test_an_office_belongs_to_whom_a_possessive_describes(organization: str, employer: str | None) -> None:
    """The agency's director is of the one record that is an agency."""
    result, sheet = build_with(f"{{title: director, organization: {organization}}}")
    assert [problem.field for problem in result.problems] == ([] if employer else ["offices.0.organization"])
    assert not employer or sheet["people"][0]["offices"][0]["organization"] == employer


@each_row(
    ("participants", "ids"),
    [
        ("{atlan-re: The U.S. insurer Atlan Re, Bergen: a Bergen court}", ["atlan-re", "bergen"]),
        (
            "[{quote: a Bergen court, passage: 2}, {atlan-re: insurer Atlan Re}]",
            ["a Bergen court", "atlan-re"],
        ),
        ("[{ina-sol: She left Oslo}, {quote: a Bergen court}]", ["ina-sol", "a Bergen court"]),
        ("{ina-sol: She left Oslo, Bergen: a Bergen court}", ["ina-sol", "bergen"]),
        ("the agency's director", ["the agency's director"]),
        ("{ina-sol: It asks, Bergen: She left Oslo}", None),
        ("{atlan-re: It asks, Bergen: a Bergen court}", None),
        ("It asks a Bergen court", None),
        ("[{quote: She left Oslo}, atlan-re]", None),
        ("She left Oslo", None),
    ],
)
def test_a_pronoun_takes_part_as_the_id_before_it(participants: str, ids: list[str] | None) -> None:
    """A pronoun stands for the id before it if its passage names that record, and never for a group."""
    result, sheet = build_with(participants=participants)
    assert {problem.field for problem in result.problems} == (set() if ids else {"participants"})
    assert not ids or sheet["events"][0]["participants"] == ids


@each_row(("offices",), [("{quote: director}",), ("[{quote: director}]",), ("{title: {quote: director}}",)])
def test_an_office_is_told_by_a_quotation(offices: str) -> None:
    """A quotation in place of an office is its title, and is not lost."""
    result, sheet = build_with(offices)
    assert list(map(str, result.problems)) == []
    assert [office["title"] for office in sheet["people"][0]["offices"]] == ["director"]


def test_the_last_full_stop_of_initials_is_theirs() -> None:
    """A country that is named by initials keeps their last full stop."""
    _, sheet = build_with()
    assert [country["name"] for country in sheet["countries"]] == ["U.S."]


SALE = """\
title: a sale
places: {Bergen: , Oslo: }
organizations: {Vik Re: , Tind: }
contracts:
  sale: {title: sale of boats, quote: sold the boats, FIELD}
"""


@each_row(
    ("words", "field", "value"),
    [
        ("Oslo-based Vik Re", "buyers", ["vik-re"]),
        ("Oslo-listed insurer Vik Re", "buyers", ["vik-re"]),
        ("Oslo's Vik Re", "buyers", ["vik-re"]),
        ("Vik Re of Oslo", "buyers", ["vik-re"]),
        ("Vik Re and Oslo-based Tind", "buyers", ["vik-re", "tind"]),
        ("Oslo and Vik Re", "buyers", ["oslo", "vik-re"]),
        ("Oslo-based Vik Re", "payment.lender", "vik-re"),
        ("Oslo-based boats", "buyers", None),
        ("Oslo with the insurer Vik Re", "buyers", None),
    ],
)
def test_where_a_party_is_based_is_no_party(words: str, field: str, value: list[str] | str | None) -> None:
    """The place before a name only says where its bearer is; a place beside it, joined or not, is one of two."""
    article = Article(f"Bergen sold the boats. They went to {words}. Tind, Oslo and the rest with Vik Re were there.")
    quote = f"went to {words}" if words.startswith("Vik") or "-" in words else words
    result = build("sale.yaml", SALE.replace("FIELD", f"{field}: {quote}"), article, "sale")
    contract = json.loads(result.text)["contracts"][0] if result.text else {}
    for key in field.split("."):
        contract = contract.get(key, {})
    problems = [str(problem) for problem in result.problems]
    assert contract == (value or {}), problems
    assert bool(value) or all(f"contracts/sale {field}" in problem for problem in problems), problems


OFFICE = """\
title: bronzes
source: {headline: {passage: 1}}
people:
  Kola Ade: {offices: {title: head, organization: WORDS}}
contracts:
  a contract on bronzes:
    quote: Nigeria signed a contract
    buyers: NG
"""


@each_row(
    ("words", "organization", "problem"),
    [
        ("Granit's head", "granit", ""),
        ("Granit\u2019s head", "granit", ""),
        ("Nigeria's head", None, "names NG, a country, and takes organizations or places: 'Nigeria's head'"),
        ("the Nigerian head", None, "names NG, a country, and takes organizations or places: 'the Nigerian head'"),
        ("{NG: Nigeria's head}", None, "names NG, a country, and takes organizations or places: 'NG'"),
    ],
)
def test_an_owner_of_an_office_is_an_organization(words: str, organization: str | None, problem: str) -> None:
    """The name of an organization has no ending of an owner; a country is none, and no contract of it is wrong."""
    owner = "Nigeria's head" if words.startswith("{") else words
    text = f"Bronzes\n\nNigeria signed a contract. {owner}, Kola Ade, left."
    result = build("bronzes.yaml", OFFICE.replace("WORDS", words), Article(text), "bronzes")
    problems = [(issue.record, issue.message) for issue in result.problems if "gap" not in issue.message]
    assert problems == ([("people/kola-ade", problem)] if problem else [])
    assert [item.kind for item in result.additions if item.id == organization] == ["organizations"] * bool(
        organization
    )
