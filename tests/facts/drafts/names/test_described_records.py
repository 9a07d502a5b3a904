"""Definite descriptions in a draft: the council is the one record that is a council, or which is meant is asked."""

import json
from typing import Any

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a crane
organizations:
  city council:
  Lode Union:
  Norvik Cranes: {kind: company}
people:
  Bo Frisk: {offices: Transport Minister}
events:
  meeting on a crane:
    passages: 1-2
    participants: PARTICIPANTS
    status: occurred
statements:
  that is so:
    STATEMENT
"""
NAMES = "Transport Minister Bo Frisk met the city council, the Lode Union and the company Norvik Cranes."


def build_with(text: str, participants: str = "Bo Frisk", statement: str = "speaker: Bo Frisk met") -> Any:
    """Return the sheet of a draft, else its problems."""
    draft = DRAFT.replace("PARTICIPANTS", participants).replace("STATEMENT", statement)
    result = build("crane.yaml", draft, Article(f"{NAMES}\n{text}"), "crane")
    return json.loads(result.text) if result.text else [str(problem) for problem in result.problems]


@each_row(
    ("text", "words", "participants"),
    [
        ("The council voted.", "The council", ["city-council"]),
        ("The council voted.", "The council voted", ["city-council"]),
        ("The union and the council met.", "The union and the council", ["lode-union", "city-council"]),
        ("The union left.", "[The union, Bo Frisk]", ["lode-union", "bo-frisk"]),
        ("The company has left.", "The company has", ["norvik-cranes"]),
        ("The new council is here.", "The new council", ["city-council"]),
        ("Members of the council came.", "Members of the council", ["Members of the council"]),
        ("The council members came.", "The council members", ["The council members"]),
        ("A council was named.", "A council", ["A council"]),
        ("The unions were there.", "The unions", ["The unions"]),
        ("The council of Bergen came.", "The council of Bergen", ["The council of Bergen"]),
        ("The city's union left.", "The city's union", ["lode-union"]),
        ("The harbour's union left.", "The harbour's union", ["The harbour's union"]),
        ("The union's city left.", "The union's city", ["The union's city"]),
        ("The old council came.", "The old council", ["The old council"]),
        ("The workers came.", "The workers", ["The workers"]),
        ("The city council came; the Harbour Council did not.", "The city council came", ["city-council"]),
        ("The council plans to build.", "The council plans to", ["city-council"]),
        ("The council plans were new.", "The council plans", ["The council plans"]),
        ("It needs the approval of the council.", "approval of the council", ["city-council"]),
        ("It is up to a vote by the council.", "a vote by the council", ["city-council"]),
        ("It needs the approval of the Lode Union.", "approval of the Lode Union", ["lode-union"]),
        ("Supporters of the council came.", "Supporters of the council", ["Supporters of the council"]),
        ("Order of the council members came.", "Order of the council members", ["Order of the council members"]),
    ],
)
def test_a_description_is_the_record_that_it_fits(text: str, words: str, participants: list[str]) -> None:
    """The noun of one record, with a determiner, is that record; its members and others of the kind are groups."""
    sheet = build_with(text, words)
    assert sheet["events"][0]["participants"] == participants


@each_row(
    ("text", "statement", "speaker", "named"),
    [
        ("The council denied that it paid.", "quote: The council denied that", "city-council", "The council"),
        ("\u201cWe paid,\u201d said the company.", "quote: We paid", "norvik-cranes", "the company"),
        ("\u201cWe paid,\u201d the minister said.", "quote: We paid", "bo-frisk", "the minister"),
        ("The minister denied that he paid.", "quote: The minister denied that", "bo-frisk", "The minister"),
        ("The union warned of a strike.", "speaker: The union warned", "lode-union", "The union"),
        (
            "The council denied that it paid.",
            "speaker: {city-council: The council denied}",
            "city-council",
            "city council",
        ),
    ],
)
def test_a_description_speaks(text: str, statement: str, speaker: str, named: str) -> None:
    """The record that a description means is the speaker, named by it."""
    said = build_with(text, statement=f"{statement}\n    passages: 2")["statements"][0]
    assert (said["speaker"], said["named"]) == (speaker, named)


@each_row(
    ("text", "words"),
    [
        ("The council voted; the Harbour Council did not.", "The council voted"),
        ("The council voted, unlike the youth council.", "The council"),
        ("The union left. The Sailors' Union stayed.", "The union"),
        ("The minister left. The Foreign Minister stayed.", "The minister left"),
    ],
)
def test_a_rival_is_asked_for(text: str, words: str) -> None:
    """Where the article names another one of the kind, which of them a description means is asked."""
    (problem, *_) = build_with(text, words)
    assert "participants: has words that may mean" in problem
    assert " of the article: 'The " in problem
    assert problem.endswith("`, or another id.")
    assert any(" of the article: 'The " in text for text in build_with(text, statement=f"speaker: {words}"))


def test_two_records_that_a_description_fits_are_asked_for() -> None:
    """Which of two records of a kind is meant is asked; a word that only one of them has tells it."""
    article = Article("The city council met the youth council. The council voted. The youth council left.")
    draft = "title: councils\norganizations: {city council: , youth council: }\nevents:\n  meeting:\n    quote: met\n"
    draft += "    participants: WORDS\n"
    (problem,) = build("c.yaml", draft.replace("WORDS", "The council voted"), article, "councils").problems
    assert "may mean city-council or youth-council: 'The council'" in problem.message
    assert build("c.yaml", draft.replace("WORDS", "The youth council left"), article, "councils").problems == ()


@each_row(
    ("words", "hint"),
    [
        (
            "The city left",
            "if city is `city-council`, write `{city-council: [The city left, city council], note: why}`",
        ),
        ("The city left", "as in `{some-id: [The city left, words with its name], note: why}`"),
        ("Norvik left", "if Norvik is `norvik-cranes`, add `also_called: Norvik` to organizations/norvik-cranes"),
    ],
)
def test_a_noun_of_a_name_becomes_no_other_name(words: str, hint: str) -> None:
    """What the city means is said by an id with a note; a part of a name with a capital may be another name."""
    problems = build_with(f"{words}. Bo Frisk stayed.", statement=f"speaker: {words}")
    assert any(hint in problem for problem in problems), problems
    assert not any("also_called: city" in problem for problem in problems)


def test_a_speaker_who_is_described_need_not_be_named_again() -> None:
    """A speaker whom the words describe is not doubted where the passages before name another person only."""
    lines = [f"Ada Lind walked {number} miles." for number in range(3, 8)]
    article = Article("\n".join(["Transport Minister Bo Frisk left.", *lines, "The minister warned that it rains."]))
    draft = (
        "title: rain\npeople: {Bo Frisk: {offices: Transport Minister}, Ada Lind: }\nsource: {factless: {2: a, 3: a, "
    )
    draft += "4: a, 5: a, 6: a}}\nstatements:\n  rain:\n    quote: it rains\n    speaker: SPEAKER\n"
    doubts = [
        [warning.field for warning in build("r.yaml", draft.replace("SPEAKER", text), article, "rain").warnings]
        for text in ("The minister warned", "{bo-frisk: it rains, note: why}\n    named: it")
    ]
    assert ["speaker" in fields for fields in doubts] == [False, True]


PLACES = """\
title: a ferry line
places:
  Norvik: KIND
organizations:
  Lode Bank:
contracts:
  sale:
    title: sale of a ferry line
    quote: The ferry line was sold for $5 million
    FIELD
events:
  visit:
    title: visit of a bank
    quote: Lode Bank came
    EVENT
statements:
  the price is fair:
    quote: the price was fair
    SPEAKER
"""
LINE = """\
The city of Norvik met Lode Bank. Lode Bank came on Monday.
The city bought a line. The city sold it. The city lends the money, the city said: the price was fair.
The ferry line was sold for $5 million. The city plans to pay the city officials.
"""


def build_line(kind: str, field: str, words: str) -> Any:
    """Return the sheet of the draft on a line whose field has words, else its problems; the place has a kind."""
    fields = {"FIELD": "", "EVENT": "participants: lode-bank", "SPEAKER": "named: the city officials"}
    for key, names in {"EVENT": ("participants", "about"), "SPEAKER": ("speaker",)}.items():
        fields |= {key: f"{field}: {words}"} if field in names else {}
    if field not in ("participants", "about", "speaker"):
        fields["FIELD"] = f"{field}: {words}"
    draft = PLACES.replace("KIND", kind)
    for key, text in fields.items():
        draft = draft.replace(key, text)
    result = build("line.yaml", draft, Article(LINE), "line")
    return json.loads(result.text) if result.text else [str(problem) for problem in result.problems]


FIELDS = [
    ("buyers", "The city bought"),
    ("buyers", "The city plans to pay"),
    ("suppliers", "The city sold"),
    ("payment.lender", "The city lends"),
    ("attributed_to", "the city said"),
    ("participants", "The city bought"),
    ("participants", "[The city sold, lode-bank]"),
    ("about", "The city sold"),
    ("speaker", "the city said"),
]


@each_row(("field", "words"), FIELDS)
def test_the_city_is_the_one_city_in_every_field(field: str, words: str) -> None:
    """Where one record is a city, "the city" is that record in every field that refers to records."""
    sheet = build_line("{kind: city}", field, words)
    records = [*sheet["contracts"], *sheet["events"], *sheet["statements"]]
    values = [record.get(field) for record in records] + [record.get("payment", {}) for record in records]
    assert "norvik" in json.dumps([value for value in values if value]), sheet


@each_row(("field", "words"), [row for row in FIELDS if row[0] != "about"])
def test_the_city_is_no_group_beside_the_city(field: str, words: str) -> None:
    """Where the article calls a place a city that the draft does not, the kind is asked for; no group is added."""
    problems = build_line("", field, words)
    assert any("Write `kind: city` for places/norvik, or `{norvik: " in problem for problem in problems), problems


@each_row("words", ["the city officials", "[lode-bank, the city officials]"])
def test_who_belongs_to_the_city_is_a_group(words: str) -> None:
    """The officials of the city are a group beside its record."""
    for kind in ("{kind: city}", ""):
        assert "the city officials" in build_line(kind, "participants", words)["events"][0]["participants"]


@each_row("kind", ["countries", "organizations", "people", "places", "systems"])
def test_a_record_without_a_name_is_described_by_nothing(kind: str) -> None:
    """A record whose name is not in the article is a problem, whatever else it has, beside words for a speaker."""
    article = Article("The city council met. The council voted, it said.")
    key = "EE" if kind == "countries" else "kurohama-works"
    names = "designations" if kind == "systems" else "also_called"
    aliases = "" if kind in ("people", "places") else f"    {names}: The council\n"
    draft = f"title: councils\n{kind}:\n  {key}:\n    name: Kurohama\n{aliases}"
    draft += f"statements:\n  vote:\n    quote: The council voted\n    speaker: {{{key}: it said, note: why}}\n"
    problems = build("c.yaml", draft, article, "councils").problems
    assert any("which is not in the article" in problem.message for problem in problems)


@each_row("words", ["The city disputes", "The city disputes that", "{norvik: The city disputes, note: why}"])
def test_who_disputes_is_named(words: str) -> None:
    """Words for who says something may end with the verb that says so, with an id and a note before them too."""
    article = Article("The city of Norvik is late. The city disputes that it pays.")
    draft = (
        f"title: pay\nplaces: {{Norvik: {{kind: city}}}}\nstatements:\n  a: {{quote: it pays, speaker: {words}}}\n"
    )
    result = build("p.yaml", draft, article, "pay")
    assert result.text, list(map(str, result.problems))
    (said,) = json.loads(result.text)["statements"]
    assert (said["speaker"], said["named"]) == ("norvik", "The city")


@each_row(
    ("kind", "words", "speaker"),
    [
        ("airline", "The Granit order is big, the airline said.", "heron"),
        ("airline", "Granit is big, the airline said.", "heron"),
        ("company", "Granit is big, the company said.", None),
        ("airline", "Granit is big, the maker said.", None),
        ("airline", "The yard and Granit are big, a rival airline said.", None),
    ],
)
def test_a_noun_for_what_a_company_does_is_its_own(kind: str, words: str, speaker: str | None) -> None:
    """The airline is the only record of that kind beside another company's name; the company may be either."""
    draft = f"title: an order\norganizations:\n  Heron: {{kind: {kind}}}\n  Granit:\nevents:\n  size of an order:\n"
    draft += f"    quote: is big\n    status: standing\n    attributed_to: {words.partition(', ')[2].rstrip('.')}\n"
    result = build("order.yaml", draft, Article(f"Heron is an {kind}.\n{words}"), "order")
    events = json.loads(result.text)["events"] if result.text else [{"attributed_to": None}]
    assert events[0]["attributed_to"] == speaker, [str(problem) for problem in result.problems]
