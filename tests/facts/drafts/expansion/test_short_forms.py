"""Short forms of drafts: each is built to the same sheet as the long form of the same draft."""

import json

from facts.verify.country_names import codes_by_adjective, codes_by_name, find_countries
from tests.facts.drafts.helpers import DRAFT, build_draft, messages
from tests.tables import each_row

EQUAL = {
    ("status: {value: planned, quote: is due}", "status: {planned: is due}"),
    ("status: {value: planned, quote: is due}", "status: The rest is due"),
    ("speaker: {value: ase-bjorno, quote: Mayor Åse Bjørnø said}", "speaker: {ase-bjorno: Mayor Åse Bjørnø said}"),
    ("speaker: {value: ase-bjorno, quote: Mayor Åse Bjørnø said}", "speaker: {Åse Bjørnø: Mayor Åse Bjørnø said}"),
    ("speaker: {value: ase-bjorno, quote: Mayor Åse Bjørnø said}", "speaker: Mayor Åse Bjørnø said"),
    ("  ase-bjorno:\n    offices: Mayor\n", "  Åse Bjørnø:\n    offices: Mayor\n"),
    ("form: {value: direct, quote: Nobody will wait in the rain again}", "form: Nobody will wait in the rain again"),
    ("    when: by the end of 2025\n", "    when: by the end of 2025\n    not_stated: about, quantity\n"),
    ("    when: by the end of 2025\n", "    when: by the end of 2025\n    not_stated: [about, quantity]\n"),
}
LONG = {
    "status: The rest is due": "status: {value: planned, quote: The rest is due}",
    "not_stated: about, quantity": "about: {gap: not_stated}\n    quantity: not_stated",
    "not_stated: [about, quantity]": "quantity: {gap: not_stated}\n    about: {gap: not_stated}",
}
COUNTRIES = {
    "NO": "NO",
    "no": "NO",
    "Norway": "NO",
    "Norwegian Fishers' League": "NO",
    "Norwegian Fishers' League said": "NO",
    "{no: Norwegian Fishers' League}": "NO",
    "{NO: Norwegian Fishers' League}": "NO",
}
"""Countries of the league as a draft may have them."""
REFUSED = {
    (
        "status: {value: planned, quote: is due}",
        "status: {plannd: is due}",
    ): "has the key `plannd`. Did you mean `plan",
    ("when: by the end of 2025", "when: {vale: by the end of 2025}"): "has the key `vale`. Did you mean `value`?",
    (
        "when: by the end of 2025",
        "when: by the end of 2025\n    not_stated: when",
    ): "is not_stated, but has a value too",
    ("when: by the end of 2025", "not_stated: wen"): "wen: is not a field. Did you mean `when`?",
    ("  ase-bjorno:\n", "  雪兎:\n"): "雪兎: is no id, and none can be made of it. Write an id in a to z and hyphens",
    (
        "  rest-of-the-price:\n    title: payment of what remains of the price\n    kind:",
        "  雪兎:\n    x:",
    ): "is no id, and",
}


@each_row(("long", "short"), sorted(EQUAL))
def test_a_short_form_is_built_to_the_same(long: str, short: str) -> None:
    """A value beside its words, words alone, names in place of ids and lists of gaps say what the long form says."""
    assert long in DRAFT
    expected = next((short.replace(key, text) for key, text in LONG.items() if key in short), long)
    results = [build_draft(DRAFT.replace(long, text)) for text in (expected, short)]
    assert [result.problems for result in results] == [(), ()]
    assert results[0].text == results[1].text


@each_row("key", ["NO", "no", "Norway"])
@each_row(("words", "code"), COUNTRIES.items())
def test_a_country_is_a_code_in_either_case_or_words(key: str, words: str, code: str) -> None:
    """A code is one in lower case too, `NO` is text, and a key of another kind is read as words here."""
    draft = DRAFT.replace("  NO: [", f"  {key}: [").replace(
        "  norwegian-fishers-league: [Norwegian Fishers' League]",
        f"  Norwegian Fishers' League:\n    country: {words}",
    )
    result = build_draft(draft)
    assert list(map(str, result.problems)) == []
    sheet = json.loads(result.text)
    assert (sheet["organizations"][0]["country"], [item["id"] for item in sheet["countries"]]) == (code, ["NO"])


def test_an_id_that_is_no_country_is_named() -> None:
    """The id of another kind of record in place of a country is reported as what it is taken for."""
    line = "  norwegian-fishers-league: [Norwegian Fishers' League]"
    draft = DRAFT.replace(line, f"{line[:27]}\n    name: Norwegian Fishers' League\n    country: ase-bjorno")
    assert "country: is taken for the id `ase-bjorno`, which is no country" in messages(draft)[0]


@each_row(("change", "message"), REFUSED.items())
def test_a_wrong_short_form_is_refused(change: tuple[str, str], message: str) -> None:
    """A misspelt key is no value, a field has a value or none, and a key without letters makes no id."""
    assert change[0] in DRAFT
    assert [problem for problem in messages(DRAFT.replace(*change)) if message in problem] != []


def test_a_title_is_the_key_of_its_record() -> None:
    """The id is made of the title's first words, the kind of an event too, and others refer to it by the title."""
    text = DRAFT.replace("  rest-of-the-price:\n    title: payment of what remains of the price\n", "  TITLE:\n")
    text = text.replace("    kind: {value: payment, quote: The rest is due, note: what is due is a payment}\n", "")
    title = "payment of what remains of the sum that the town and the country owe"
    text = text.replace("TITLE", title) + f"    about: {title}\n"
    raw = json.loads(build_draft(text).text)
    event, statement = raw["events"][0], raw["statements"][1]
    assert (event["id"], event["title"]) == ("payment-of-what-remains-of-the-sum-that", title)
    assert (event["kind"], event["evidence"]["kind"]["basis"]) == ("payment", "inferred")
    assert statement["about"] == [event["id"]]


def test_a_key_of_one_word_is_a_title() -> None:
    """A word without hyphens is the title of a record that has no name, and the kind of an event; an id is none."""
    text = DRAFT.replace("  rest-of-the-price:\n    title: payment of what remains of the price\n", "  KEY:\n")
    text = text.replace("    kind: {value: payment, quote: The rest is due, note: what is due is a payment}\n", "")
    event = json.loads(build_draft(text.replace("KEY", "payment")).text)["events"][0]
    assert (event["id"], event["title"], event["kind"]) == ("payment", "payment", "payment")
    (title,) = messages(text.replace("KEY", "the-rest"))
    assert "title: is missing. Write what to call the event, or make it the key of the record" in title


def test_countries_are_made_by_their_names() -> None:
    """A country that words or an id name has a record with its name and its adjective in the article."""
    text = DRAFT.replace("countries:\n  NO: [Norway, Norwegian]\n", "")
    text = text.replace(
        "  norwegian-fishers-league: [Norwegian Fishers' League]\n", "  League:\n    country: COUNTRY\n"
    )
    for country in ("The Norwegian Fishers", "NO", "{NO: The Norwegian Fishers}"):
        result = build_draft(text.replace("COUNTRY", country))
        assert result.problems == ()
        raw = json.loads(result.text)
        assert [(item["id"], item["name"], item["also_called"]) for item in raw["countries"]] == [
            ("NO", "Norway", ["Norwegian"])
        ]
        assert raw["organizations"][0]["country"] == "NO"


def test_names_of_countries_are_their_own() -> None:
    """No word is the name of one country and the adjective of another, and the longest name is found."""
    names, adjectives = codes_by_name(), codes_by_adjective()
    assert {word for word in names.keys() & adjectives.keys() if names[word] != adjectives[word]} == set()
    text = "A Papua New Guinea firm, the South Sudanese army, non-Chinese Dutchmen and a Jordanian"
    assert [code for *_, code in find_countries(text)] == ["PG", "SS", "JO"]
