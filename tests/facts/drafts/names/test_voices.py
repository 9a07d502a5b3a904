"""Who says a single field of a record: an id, a name, or the article's words for it."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from facts.sheets.loader import parse_sheet
from tests.tables import each_row

TEXT = """\
The town bought a ship from the yard Kestrel on 3 May 2024, Mayor Åse Bjørnø said. The Dutch yard agreed.

“The ship is late,” Bjørnø told the newspaper Kyst. Bjørnø and Kestrel met.
"""
DRAFT = """\
title: a ship for a town
people:
  Åse Bjørnø: {offices: Mayor}
organizations:
  Kestrel: {kind: yard}
  Kyst: {kind: newspaper}
contracts:
  ship:
    title: contract for a ship
    quote: The town bought a ship
    suppliers: from the yard Kestrel
    signed: {quote: on 3 May 2024, note: the day of the purchase, attributed_to: VOICE}
statements:
  the ship does not come in time:
    quote: The ship is late
    speaker: SPEAKER
"""
PRICES = """\
The ministry put the price at 5 million dollars, including spare parts. The harbour put the price too low. \
The town paid. Nobody knows.
"""
PRICE = """\
title: a ship for a town
organizations:
  trade ministry: {kind: ministry}
contracts:
  ship:
    title: contract for a ship
    quote: The town bought a ship
    attributed_to: the trade ministry said
    value: {quote: 5 million dollars, attributed_to: VOICE}
    terms:
      - kind: spare parts
        what: {the price covers them: including spare parts}
"""
SPEAKER = "Bjørnø told"


def build_with(voice: str, speaker: str = SPEAKER) -> tuple[str | None, list[str]]:
    """Return who says the date of the contract, and the problems and the warnings about who speaks."""
    draft = DRAFT.replace("VOICE", voice).replace("SPEAKER", speaker)
    result = build("ship.yaml", draft, Article(TEXT), "ship")
    contract = json.loads(result.text)["contracts"][0] if result.text else {"evidence": {"signed": {}}}
    issues = [f"{issue.field}: {issue.message}. {issue.hint}" for issue in (*result.problems, *result.warnings)]
    return contract["evidence"]["signed"].get("attributed_to"), [
        issue for issue in issues if issue.startswith(("signed.", "speaker"))
    ]


@each_row(
    "voice",
    [
        "ase-bjorno",
        "Åse Bjørnø",
        "Mayor Åse Bjørnø said",
        "Bjørnø told the newspaper",
        "{ase-bjorno: Bjørnø told}",
        "{Åse Bjørnø: Bjørnø told}",
        "{quote: Mayor Åse Bjørnø said}",
        "{value: ase-bjorno, quote: Mayor Åse Bjørnø said}",
    ],
)
def test_who_says_a_field_is_an_id_a_name_or_words(voice: str) -> None:
    """Whatever refers to a record elsewhere says who says a field."""
    assert build_with(voice) == ("ase-bjorno", [])


@each_row(
    ("voice", "problem"),
    [
        ("Åse Lund", "signed.attributed_to: has words that are not in the article: 'Åse Lund'"),
        ("The Dutch yard agreed", "signed.attributed_to: has words that name nobody who may say it"),
        ("Bjørnø and Kestrel met", "signed.attributed_to: has words that name ase-bjorno and kestrel"),
    ],
)
def test_words_that_do_not_name_one_record_are_refused(voice: str, problem: str) -> None:
    """Words that are not there, or name nobody or two, say nothing, and the hint has an id that exists."""
    said, problems = build_with(voice)
    assert said is None
    assert problems[0].startswith(problem)
    assert "bj-rn" not in problems[0]


@each_row(
    ("words", "problem"),
    [
        ("The ministry put the price", ""),
        ("The ministry", ""),
        ("The harbour put the price", "has words that name nobody who may say it"),
        ("The town paid", "has words that name nobody who may say it"),
        ("Nobody knows", "has words that name nobody who may say it"),
    ],
)
def test_a_description_of_one_record_says_a_field(words: str, problem: str) -> None:
    """The ministry is the one that the draft has, before a verb such as put too; other words are one problem."""
    text = f"The town bought a ship, the trade ministry said.\n\n{PRICES}"
    result = build("ship.yaml", PRICE.replace("VOICE", words), Article(text), "ship")
    problems = [f"{issue.field}: {issue.message}" for issue in result.problems]
    assert problems == ([f"value.attributed_to: {problem}: '{words}'"] if problem else [])
    if result.text:
        assert json.loads(result.text)["contracts"][0]["evidence"]["value"]["attributed_to"] == "trade-ministry"


def test_a_list_of_voices_is_refused() -> None:
    """One receipt has one voice, and nothing that is written of it is ignored."""
    result = build("ship.yaml", DRAFT.replace("VOICE", "[ase-bjorno, kestrel]"), Article(TEXT), "ship")
    assert "does not say in `attributed_to`" in str(result.problems[0])


@each_row(
    ("speaker", "doubts"),
    [
        ("{ase-bjorno: Bjørnø told the newspaper Kyst}", []),
        ("Bjørnø told", []),
        ("{kyst: Bjørnø told the newspaper Kyst}", ["'Bjørnø told the newspaper Kyst' names ase-bjorno"]),
        ("{kyst: told the newspaper Kyst}", ["is kyst, but 'told the newspaper Kyst' says that kyst was told"]),
        ("{kestrel: Bjørnø told, note: why}", ["is kestrel, but 'Bjørnø told' names ase-bjorno"]),
    ],
)
def test_who_was_told_is_no_speaker(speaker: str, doubts: list[str]) -> None:
    """A name after "told" says to whom somebody speaks: no other speaker, and no speaker."""
    issues = build_with("ase-bjorno", f"{speaker}\n    named: Bjørnø" if "note" in speaker else speaker)[1]
    assert len(issues) >= len(doubts)
    assert all(any(doubt in issue for issue in issues) for doubt in doubts)
    assert doubts or issues == []


@each_row(
    ("attribution", "voice"),
    [
        ("attributed_to: the board said", "attributed"),
        ("attributed_to: {not_applicable: it is the article's own}", "narrated"),
        ("attributed_to: {not_stated: nobody is named}", "narrated"),
        ("voice: {attributed: the board said}", "attributed"),
    ],
)
def test_a_gap_is_no_voice(attribution: str, voice: str) -> None:
    """A record that has a gap in place of who tells it is the article's own."""
    text = "The dam is closed, the board said."
    event = f"  closure of a dam:\n    quote: The dam is closed\n    {attribution}\n"
    draft = f"title: a dam\norganizations: {{board: }}\nevents:\n{event}"
    result = build("dam.yaml", draft, Article(text), "dam")
    assert result.text, [str(problem) for problem in result.problems]
    [closure] = parse_sheet("dam.json", json.loads(result.text)).records["events"]
    assert vars(closure)["voice"] == voice
