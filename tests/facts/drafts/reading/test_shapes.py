"""Shapes: what is written as a text, a list or a mapping where another is expected is reported, and never dropped."""

import copy
import json
from itertools import cycle
from typing import Any

from facts.drafts.expansion.sheets import SheetExpander
from facts.drafts.problems import DraftLog
from facts.drafts.text.locate import QuoteLocator
from facts.drafts.text.nodes import MapNode, normalize_source, parse_nodes, to_json
from facts.model.article import Article
from tests.conftest import ARTICLES
from tests.facts.drafts.helpers import HEAD, messages
from tests.facts.drafts.test_hostile import list_paths, replace_part
from tests.tables import each_row

OTHER = "zzqq"
"""A word that neither the article nor the draft has."""
SHAPES = (
    [{OTHER: OTHER}],
    [[OTHER]],
    {"quote": {OTHER: OTHER}},
    {OTHER: [OTHER]},
    [OTHER],
    {OTHER: {OTHER: OTHER}},
    OTHER,
)
SECTIONS = {
    "contracts: [{title: a new pier}]": "contracts: is a list. Write a mapping of records, each under its title: "
    "`contracts: {the title: {quote: its words}}`.",
    "people: [ase-bjorno]": "people: is a list. Write a mapping of records, each under its name: "
    "`people: {the name: {}}`.",
    "contracts: 12.5 million kroner": "contracts: is a text.",
    "media: 3": "media: is a text.",
    "events: [[1]]": "events: is a list.",
    "places: {Vikhavn: [Vikhavn, {country: NO}]}": "places/vikhavn: has a list in which an item is a mapping. "
    "Write its fields: `{name: the name, quote: its words}`.",
    "people: {ase-bjorno: [Åse Bjørnø, Mayor]}": "people/ase-bjorno: has several texts, but only its name is one.",
    "places: {Vikhavn: Vikhavn, vikhavn: {country: NO}}": "places vikhavn: is `vikhavn`, as the record in line",
    "places: {Vikhavn: {not_stated: [[country]]}}": "not_stated: has an item that is a list.",
    "places: {Vikhavn: {not_stated: {country: why}}}": "one with a note is `country: {not_stated: why}`.",
    "places: {Vikhavn: {country: {NO: Norway, note: [why]}}}": "country: has a `note` that is a list.",
    "places: {Vikhavn: {country: {gap: not_stated, quote: Norway}}}": "has a gap, and a value or its words.",
    "places: {Vikhavn: {name: {quote: {quote: Vikhavn}}}}": "name: has a mapping in place of a quotation.",
    "places: {Vikhavn: {name: {quote: [{words: Vikhavn}]}}}": "name: has a quotation with the key `words`.",
    "places: {Vikhavn: {name: {quote: [Vikhavn], start: 3}}}": "has a list of quotations beside `start`.",
    "places: {Vikhavn: {name: {quote: Vikhavn, start: 3}}}": "has no range of characters in `start` and `end`.",
    "places: {Vikhavn: {name: {quote: Vikhavn, start: a, end: b}}}": "Write both as numbers, or neither.",
    "places: {Vikhavn: {name: {passage: 2, prefix: The pier}}}": "name: has no words of its own.",
    "places: {Vikhavn: {name: {quote: Vikhavn, passage: 2, passages: 3}}}": "has `passage` and `passages`.",
    "contracts: {a pier: {delivery: {when: in 2027}, delivery.when: in 2028}}": "delivery.when: is written in line",
}
"""Sections with something of another shape, and the message about it."""
SOURCES = {
    "source: ferries.txt": "source: is a text. Write its fields, as in `source: {headline: {passage: 1}}`",
    "source: [ferries.txt]": "source: is a list.",
    "source: {factless: [1]}": "source factless: has '1' in place of a passage with its reason. "
    "Write each passage with the reason, as in `factless: {1: a headline}`.",
    "source: {factless: nothing}": "source factless: has 'nothing' in place of a passage",
    "source: {factless: [[1]]}": "source factless: has a list in place of a passage",
}
EMPTY = ("contracts: []", "contracts: {}", "contracts:", "source: []", "source: null")


@each_row(("section", "message"), SECTIONS.items())
def test_a_section_of_another_shape_is_reported(section: str, message: str) -> None:
    """Each part of a section that is no record, no field or no quotation has a problem with its line."""
    (problem,) = [problem for problem in messages(f"{HEAD}{section}") if message in problem]
    assert problem.startswith("4:")


@each_row(("source", "message"), SOURCES.items())
def test_a_source_of_another_shape_is_reported(source: str, message: str) -> None:
    """A source that has no fields, or passages without reasons, has a problem with its line."""
    (problem,) = [problem for problem in messages(f"title: a pier\n{source}") if message in problem]
    assert problem.startswith("2:")


@each_row("section", EMPTY)
def test_an_empty_section_is_no_problem(section: str) -> None:
    """A section in which there is nothing loses nothing, whichever brackets it has."""
    text = f"title: a pier\n{section}"
    assert [problem for problem in messages(text) if problem.startswith("2:") and "no receipt" not in problem] == []


def expand(draft: Any, locator: QuoteLocator) -> str:
    """Return the sheet that a draft stands for; empty if it has a problem."""
    log, root = DraftLog("x.yaml"), parse_nodes(json.dumps(draft, indent=1))
    assert isinstance(root, MapNode)
    raw = SheetExpander(locator, log).expand(root, "x").raw
    return "" if log else json.dumps(raw, ensure_ascii=False)


def test_nothing_of_another_shape_is_lost() -> None:
    """Whatever stands in place of a part of a draft is reported, or is in the sheet."""
    locator = QuoteLocator(Article((ARTICLES / "hospital.txt").read_bytes().decode()))
    draft = to_json(parse_nodes(normalize_source((ARTICLES / "hospital.yaml").read_text())))
    assert expand(draft, locator)
    lost = []
    for path, shape in zip(list_paths(draft), cycle(SHAPES), strict=False):
        changed = copy.deepcopy(draft)
        replace_part(changed, path, shape)
        sheet = expand(changed, locator)
        lost += [(path, shape)] if sheet and OTHER not in sheet else []
    assert lost == []
