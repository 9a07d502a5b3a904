"""A label is a common noun: the name with which its words go on is left out of it."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = "The port city of Norvik met the Ministry of Fisheries and the bureau of investigation."
DRAFT = """\
title: a meeting
places: {Norvik: {kind: KIND}}
organizations: {Ministry of Fisheries: , bureau: {kind: bureau of investigation}}
"""


@each_row(
    ("kind", "label"),
    [
        ("port city of Norvik", "port city"),
        ("{quote: port city of Norvik}", "port city"),
        ("{port city: port city of Norvik}", "port city"),
        ("port city", "port city"),
        ("{quote: bureau of investigation}", "bureau of investigation"),
    ],
)
def test_a_label_ends_before_a_name(kind: str, label: str) -> None:
    """The city of Norvik is a city; a noun after a preposition is a part of the label."""
    result = build("m.yaml", DRAFT.replace("KIND", kind), Article(TEXT), "m")
    assert json.loads(result.text)["places"][0]["kind"] == label


@each_row("kind", ["village of Norvik", "{village: port city of Norvik}"])
def test_a_label_that_its_words_do_not_say_is_refused(kind: str) -> None:
    """A noun that the article does not have before the name is no label of it."""
    assert build("m.yaml", DRAFT.replace("KIND", kind), Article(TEXT), "m").problems
