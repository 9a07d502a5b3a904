"""Build: a draft into a sheet, or every problem of it with its line and what would be accepted."""

import json
import unicodedata

import pytest

from facts.sheets.loader import parse_sheet
from facts.sheets.writer import format_sheet
from facts.verify import verify
from tests.facts.drafts.helpers import ARTICLE, DRAFT, TEXT, build_draft, messages

FAULTS = {
    ("title: a new pier in a harbour town", ""): ["1: sheet title: is missing. Write the title"],
    ("title: a new pier in a harbour town", "title:"): ["1: sheet title: is empty. Write the title: what the"],
    ("title: a new pier in a harbour town", "titel: a pier"): [
        "1: titel: is not a part of a draft. Did you mean `title`?",
        "1: sheet title: is missing. Write the title",
    ],
    ("offices: Mayor", "offices: Mayoress"): [
        "8: people/ase-bjorno offices.0.title: quotes 'Mayoress', which is not in the article. "
        "Copy it letter for letter: "
        "passage 2 has 'Mayor'."
    ],
    ("offices: Mayor", "ofices: Mayor"): ["8: people/ase-bjorno ofices: is not a field. Did you mean `offices`?"],
    ("  ase-bjorno:", "  asa-bjorno:"): [
        "7: people/asa-bjorno name: is missing, and the article does not have the words of `asa-bjorno`",
        *["points to ase-bjorno, which the draft does not have. Add `ase-bjorno: Åse Bjørnø` to people or"] * 2,
    ],
    ("when: by the end of 2025", "when: 2025"): ["the words around '2025' change its meaning: 'of'. Correct"],
    ("when: by the end of 2025", "when: due by the end"): ["has no value that is read in 'due by the end'"],
    ("when: by the end of 2025", "when: {value: 2025, quote: by the end of 2025}"): [
        "15: events/rest-of-the-price when: is 2025, which 'by the end of 2025' does not say: it says [..2025-12-31]"
    ],
    ("when: by the end of 2025", "when: 2027 or 2028"): [],
    ("when: by the end of 2025", "when: {value: soon, quote: by the end of 2025}"): [
        "has the value 'soon'. Write an"
    ],
    ("when: by the end of 2025", "when: {value: '[..XXXX-23]', quote: by the end of 2025}"): [
        "or `[..2021-12-31]`; a season, or another part of a year, has a full year"
    ],
    ("when: by the end of 2025", "when: {gap: not_said, note: x}"): [
        "15: events/rest-of-the-price when.status: input should be"
    ],
    ("value: planned", "value: plan"): ["16: events/rest-of-the-price status: input should be 'occurred'"],
    ("{value: planned, quote: is due}", "{quote: is due}"): [],
    ("{value: planned, quote: is due}", "by the end"): [
        "16: events/rest-of-the-price status: cannot be read from 'by the end'. Write one of occurred, standing"
    ],
    ("{value: planned, quote: is due}", "{planed: is due}"): [
        "16: events/rest-of-the-price status: has the key `planed`. Did you mean `planned`?"
    ],
    (", note: what is due is a payment", ""): ["kind: contains 'payment', which none of its quotations says"],
    ("summary: the price of the pier", "summary: the price of the Atlantis pier"): [
        "20: statements/cost summary: contains 'Atlantis', which is not in the article"
    ],
    ("summary: the price of the pier", "summary: {value: the price, passage: 8}"): [
        "names passage 8. Write a number"
    ],
    ("passages: 3", "passages: three"): ["has the passage 'three'. Write a number, or a range such as 34-36"],
    ("    passages: 3\n", ""): ["quotes 'Bjørnø said', which occurs 2 times"],
    ("    passages: 3\n", "    quote: Nobody will wait\n"): [],
    ("    passages: 3\n", "    quote: Three ferries call\n"): ["quotes 'Bjørnø said', which occurs 2 times"],
    ("    when: by the end of 2025\n", "    when: by the end of 2025\n    about: [nothing]\n"): [
        "points to nothing, which the draft does not have"
    ],
}


def test_a_draft_is_built_and_verified() -> None:
    """What is built is a valid sheet in its one form, and matches the article."""
    result = build_draft(DRAFT)
    assert result.problems == ()
    sheet = parse_sheet("pier.json", json.loads(result.text))
    assert format_sheet(sheet) == result.text
    assert verify("pier.json", sheet, ARTICLE).problems == ()
    assert (sheet.id, sheet.digest) == ("pier", result.sheet and result.sheet.digest)


def test_what_is_not_written_is_filled_in() -> None:
    """Names, codes, defaults of the models, receipts of own words and gaps follow from the article and the models."""
    raw = json.loads(build_draft(DRAFT).text)
    country, person, statement = raw["countries"][0], raw["people"][0], raw["statements"][0]
    assert (country["name"], country["also_called"], country["alpha3"]) == ("Norway", ["Norwegian"], "NOR")
    assert country["evidence"]["alpha3"] == {"basis": "reference", "note": "ISO 3166-1"}
    assert person["name"] == "Åse Bjørnø"
    assert (statement["named"], statement["form"], statement["status"]) == ("Åse Bjørnø", "indirect", "asserted")
    assert statement["evidence"]["summary"]["spans"][0]["passage"] == 2
    assert person["gaps"]["country"]["status"] == "unexamined"
    assert raw["events"][0]["evidence"]["kind"]["basis"] == "inferred"


@pytest.mark.parametrize(("change", "expected"), FAULTS.items(), ids=lambda value: str(value)[:60])
def test_a_problem_has_its_line_and_what_is_accepted(change: tuple[str, str], expected: list[str]) -> None:
    """Each problem is told once, with its line, and says what would be accepted; nothing else is told."""
    assert change[0] in DRAFT
    reported = messages(DRAFT.replace(*change))
    assert len(reported) == len(expected)
    for message, part in zip(reported, expected, strict=True):
        assert part in message


def test_problems_of_all_stages_are_told_at_once() -> None:
    """Words that are not found, wrong values of the models and wrong values of the article are one answer."""
    texts = (
        "offices: Mayor",
        "when: by the end of 2025",
        "value: planned",
        "summary: the price of the pier",
        "passages: 3",
    )
    by_text = {old: (new, parts[0]) for (old, new), parts in FAULTS.items() if len(parts) == 1 and old in texts}
    assert len(by_text) == 5
    text = DRAFT
    for old, (new, _) in by_text.items():
        text = text.replace(old, new)
    reported = messages(text)
    assert [part for _, part in by_text.values() if not any(part in message for message in reported)] == []


def test_a_record_that_is_pointed_to_is_added() -> None:
    """A country or an organization that is only pointed to is made if the article has the words of its id."""
    text = DRAFT.replace(
        "    offices: Mayor\n",
        "    offices: [{title: Mayor, organization: vikhavn}]\n    country: {NO: Norway, note: x}\n",
    )
    text = text.replace("countries:\n  NO: [Norway, Norwegian]\n", "")
    raw = json.loads(build_draft(text.replace("  ase-bjorno:\n", "  ase-bjorno:\n    passages: 2-4\n")).text)
    assert [country["name"] for country in raw["countries"]] == ["Norway"]
    assert [organization["name"] for organization in raw["organizations"]] == ["Norwegian Fishers' League", "Vikhavn"]


def test_a_record_of_several_kinds_is_not_guessed() -> None:
    """A record that may be of several kinds is asked for, not made."""
    (message,) = messages(
        DRAFT + "    attribution_scope: whole\n  x:\n    speaker: {value: ferry, quote: ferry}\n    summary: y\n"
    )
    assert "Add `ferry: ferry` to people or organizations" in message


def test_an_uncovered_passage_is_shown() -> None:
    """A passage that no record cites is shown by its first words, but not if a wrong quotation may be in it."""
    article = TEXT + "\nThe pier is blue.\n"
    (message,) = [str(problem) for problem in build_draft(DRAFT, article).problems]
    assert "passage 5 has no receipt: 'The pier is blue.'" in message
    assert "`source: {factless: {5: reason}}`" in message
    text = DRAFT.replace("source:\n", "source:\n  factless: {5: the colour is of no interest}\n")
    assert build_draft(text, article).problems == ()
    text = DRAFT.replace("offices: Mayor", "offices: The pier is green")
    assert ["has no receipt" in str(problem) for problem in build_draft(text, article).problems] == [False]


@pytest.mark.parametrize(
    "article",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.replace("Åse", "A\u030ase"),
        TEXT.replace("million ", "million\u00a0"),
    ],
    ids=["crlf", "bom", "nfd", "no-break space"],
)
def test_the_article_is_taken_as_it_is(article: str) -> None:
    """Line ends, a byte order mark, the form of accents and special spaces of the article make no difference."""
    result = build_draft(DRAFT, article)
    assert result.problems == ()
    assert json.loads(result.text)["source"]["characters"] == len(article)


def test_a_label_is_quoted_where_its_words_are() -> None:
    """A label without a quotation rests on its words where they occur once, if the record's passage lacks them."""
    text = DRAFT.replace(
        "    title: payment of what remains of the price\n",
        "    title: payment of what remains of the price\n    kind: town\n",
    ).replace("    kind: {value: payment, quote: The rest is due, note: what is due is a payment}\n", "")
    raw = json.loads(build_draft(text).text)
    (span,) = raw["events"][0]["evidence"]["kind"]["spans"]
    assert (span["passage"], span["exact"]) == (1, "town")


def test_words_are_those_of_the_article_as_it_is() -> None:
    """A group is named in the characters of the article, whatever their normal form is."""
    article = unicodedata.normalize("NFD", TEXT).replace("'", "\u2019")
    text = DRAFT.replace("    when: by the end of 2025\n", "    participants: Mayor Åse\n")
    result = build_draft(text, article)
    assert result.problems == ()
    (event,) = json.loads(result.text)["events"]
    assert event["participants"] == [unicodedata.normalize("NFD", "Mayor Åse")]
