"""Imports: what LangExtract and annotation tools extract becomes drafts; positions are trusted only if right."""

import json
from typing import Any

import pytest

from facts.drafts.imports import import_draft
from facts.drafts.text.nodes import parse_nodes, to_json
from facts.sheets.problems import SheetError
from tests.facts.drafts.helpers import ARTICLE, TEXT, build_draft
from tests.tables import each_row


def extraction(name: str, words: str, start: int | None = None, **attributes: Any) -> dict[str, Any]:
    """Return an extraction as LangExtract writes it."""
    interval = None if start is None else {"start_pos": start, "end_pos": start + len(words)}
    return {"extraction_class": name, "extraction_text": words, "char_interval": interval, "attributes": attributes}


def annotation(name: str, exact: str, prefix: str = "", suffix: str = "") -> dict[str, Any]:
    """Return a W3C annotation with a tag."""
    selector = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    body = {"type": "TextualBody", "purpose": "tagging", "value": name}
    return {"type": "Annotation", "body": body, "target": {"source": "x", "selector": selector}}


def imported(text: str) -> Any:
    """Return the draft that is imported from a file, as JSON."""
    return to_json(parse_nodes(import_draft("x.json", text, ARTICLE, "pier")))


EXTRACTIONS = [
    extraction("person", "Åse Bjørnø", offices="Mayor", mood="glad"),
    extraction("Organisation", "The Norwegian Fishers' League"),
    extraction("event", "The rest is due", when="by the end of 2025", status="planned", kind="payment"),
    extraction("statement", "Bjørnø said", TEXT.rindex("Bjørnø said"), speaker="Åse Bjørnø"),
    extraction("statement", "Bjørnø said", 1),
    extraction("weather", "rain"),
    extraction("place", "Atlantis"),
]


def test_langextract() -> None:
    """The class is the kind, the text the quotation; attributes are quotations or values with a note."""
    draft = imported(json.dumps({"text": TEXT, "extractions": EXTRACTIONS}) + "\n")
    note = "an extractor reads it so"
    assert draft == {
        "id": "pier",
        "title": None,
        "people": {"ase-bjorno": {"name": {"quote": "Åse Bjørnø"}, "offices": "Mayor"}},
        "organizations": {"the-norwegian-fishers-league": {"name": {"quote": "The Norwegian Fishers' League"}}},
        "events": {
            "the-rest-is-due": {
                "quote": "The rest is due",
                "when": "by the end of 2025",
                "status": {"value": "planned", "note": note},
                "kind": {"value": "payment", "note": note},
            }
        },
        "statements": {
            "bjorno-said": {
                "quote": [{"quote": "Bjørnø said", "passage": "3"}],
                "speaker": {"value": "ase-bjorno", "note": note},
            }
        },
    }


def test_what_cannot_be_imported_is_a_comment() -> None:
    """A class that is no kind, words without a place and unknown attributes are comments, not lost."""
    text = import_draft("x.jsonl", json.dumps({"extractions": EXTRACTIONS}), ARTICLE, "pier")
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# people/Åse Bjørnø: mood: glad",
        "# statement: Bjørnø said (its words have no place)",
        "# weather: rain (its class is no kind of record)",
        "# place: Atlantis (its words have no place)",
    ]


@each_row("wrap", [list, lambda items: {"type": "AnnotationPage", "items": items}, lambda items: items[0]])
def test_annotations(wrap: Any) -> None:
    """A list, a page or one annotation is imported; the prefix and the suffix say where its words are."""
    start = TEXT.rindex("Bjørnø said")
    words = annotation("person", "Bjørnø", TEXT[start - 16 : start], TEXT[start + 6 : start + 22])
    draft = imported(json.dumps(wrap([words])))
    name = draft["people"]["bjorno"]["name"]
    assert (name["quote"], name["prefix"]) == ("Bjørnø", " in the rain again,” "[-16:])
    assert [
        str(problem)
        for problem in build_draft(json.dumps(draft | {"title": "x"})).problems
        if "people" in str(problem)
    ] == []


def at_position(start: object, end: object) -> dict[str, Any]:
    """Return a W3C selector of characters."""
    return {"type": "TextPositionSelector", "start": start, "end": end}


def in_range(start: object, end: object) -> dict[str, Any]:
    """Return a W3C selector of what is between two positions."""
    return {"type": "RangeSelector", "startSelector": start, "endSelector": end}


MAYOR = TEXT.index("Åse Bjørnø")
LAST = MAYOR + len("Åse Bjørnø")
XPATH = {"type": "XPathSelector", "value": "/p[2]"}


@each_row(
    "selector",
    [
        at_position(MAYOR, LAST),
        at_position(MAYOR - 1, LAST + 1),
        [XPATH, at_position(MAYOR, LAST)],
        in_range(at_position(MAYOR, MAYOR + 3), at_position(LAST, LAST + 1)),
        [in_range(XPATH, XPATH), at_position(MAYOR, LAST)],
        XPATH | {"refinedBy": at_position(MAYOR, LAST)},
        {"type": "FragmentSelector", "refinedBy": [{"type": "TextQuoteSelector", "exact": "Åse Bjørnø"}]},
    ],
)
def test_positions_are_words(selector: Any) -> None:
    """A selector of positions, alone or as a refinement, is the words that the article has there."""
    item = {"type": "Annotation", "body": "person", "target": {"source": "x", "selector": selector}}
    assert imported(json.dumps([item]))["people"] == {"ase-bjorno": {"name": {"quote": "Åse Bjørnø"}}}


@each_row(
    ("target", "comment"),
    [
        ("http://news.example/1", "# person: 'http://news.example/1' (its words have no place)"),
        ({"source": "http://news.example/1"}, "# person: 'http://news.example/1' (its words have no place)"),
        ({"selector": at_position(0, 5000)}, "# person: characters 0 to 5000 (its words have no place)"),
        ({"selector": at_position(5000, 5010)}, "# person: characters 5000 to 5010 (its words have no place)"),
        ({"selector": at_position(9, 9)}, "# person: characters 9 to 9 (its words have no place)"),
        ({"selector": at_position(-9, 9)}, "# person: characters -9 to 9 (its words have no place)"),
        ({"selector": at_position("a", None)}, "# person: TextPositionSelector (its words have no place)"),
        ({"selector": in_range(XPATH, XPATH)}, "# person: RangeSelector (its words have no place)"),
        ({"selector": XPATH}, "# person: XPathSelector (its words have no place)"),
        ({"selector": {}}, "# person: a target without a selector (its words have no place)"),
        ([], "# person: a target without a selector (its words have no place)"),
        (None, "# person: a target without a selector (its words have no place)"),
    ],
)
def test_a_target_that_is_not_read_is_a_comment(target: Any, comment: str) -> None:
    """An annotation of another document, of nothing, or of what is in no passage is a comment, not lost."""
    text = import_draft("x", json.dumps([{"type": "Annotation", "body": "person", "target": target}]), ARTICLE, "p")
    assert text.splitlines()[2:] == [comment]


def test_an_annotation_without_a_tag_is_a_comment() -> None:
    """An annotation that has no class is called so."""
    item = {"type": "Annotation", "target": {"selector": at_position(MAYOR, LAST)}}
    text = import_draft("x", json.dumps([item]), ARTICLE, "p")
    assert text.splitlines()[2:] == ["# annotation: Åse Bjørnø (its class is no kind of record)"]


@each_row("text", ["", "x", "{}", "[1]", '{"extractions": [{}]}'])
def test_other_files_are_refused(text: str) -> None:
    """A file of another format is refused with those that are accepted."""
    with pytest.raises(SheetError, match="LangExtract"):
        import_draft("x.json", text, ARTICLE, "pier")


@each_row("depth", [100, 900, 970, 985, 5000, 200_000])
@each_row(
    "text",
    [
        "{}",
        '{{"extractions": []}}\n{}',
        '{{"extractions": [{{"extraction_text": "rain", "attributes": {{"a": {}}}}}]}}',
        '{{"type": "Annotation", "body": {}, "target": {{"selector": {{"exact": "rain"}}}}}}',
        '{{"type": "Annotation", "target": {{"selector": {}}}}}',
    ],
)
def test_deep_nesting(text: str, depth: int) -> None:
    """A file that is nested too deeply, wherever that is, has a problem or is read, and ends no program."""
    for opening, closing in (("[", "]"), ('{"items":', "}"), ('{"refinedBy":', "}")):
        nested = text.format(opening * depth + "1" + closing * depth)
        try:
            imported(nested)
        except SheetError as error:
            [problem] = error.problems
            assert problem.file == "x.json"
            assert problem.message in {"is nested too deeply", "has no extractions and no annotations"}
        else:
            assert depth < 1000
