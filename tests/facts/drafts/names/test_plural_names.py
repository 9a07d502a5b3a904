"""Names of things that the article has in the plural: PC-21, of PC-21s; no other name ends inside a word."""

from facts.drafts.from_sheet import to_draft
from facts.drafts.text.emit import format_lines
from facts.model.article import Article
from facts.model.quantity import Quantity
from tests.facts.drafts.helpers import build_draft, messages
from tests.tables import each_row

BALLOONS = "Norland bought six radar balloons. The radar balloons were built by Anna Jones."
TEXT = "Norland bought 18 PC-21s and 12 A-29N Super Tucanos from Anna Jones, a Super Tucano each.\n"
DRAFT = """\
title: aircraft
contracts:
  aircraft: {title: order for aircraft, quantity: 18 PC-21s, system: SYSTEM}
systems: {NAME}
people: {PERSON: }
organizations: {Norland: }
"""
NAMES = (
    ("PC-21: ", "18 PC-21s", "PC-21"),
    ("x: {name: PC-21s}", "18 PC-21s", "PC-21s"),
    ("A-29N Super Tucano: {designations: Super Tucano}", "12 A-29N Super Tucanos", "A-29N Super Tucano"),
    ("x: {name: A-29N Super Tucano}", "12 A-29N Super Tucanos", "A-29N Super Tucano"),
)
"""A system, words for it, and its name in the sheet."""
CUT = (("x: {name: PC-2}", "Anna Jones"), ("x: {name: C-21}", "Anna Jones"), ("x: {name: Super Tucan}", "Anna Jones"))
"""Systems whose names end or begin inside a word."""


@each_row(("system", "words", "name"), NAMES)
def test_a_name_may_be_in_the_singular(system: str, words: str, name: str) -> None:
    """The words of a plural name the thing that the draft has in the singular."""
    draft = DRAFT.replace("SYSTEM", words).replace("NAME", system).replace("PERSON", "Anna Jones")
    result = build_draft(draft, TEXT)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    records = {record.id: record for _, record in result.sheet}
    contract = records["aircraft"]
    assert getattr(records[getattr(contract, "system")], "name") == name  # noqa: B009
    quantity = getattr(contract, "quantity", None)
    assert isinstance(quantity, Quantity)
    assert quantity.unit == "pc-21"


@each_row(("system", "person"), [*CUT, ("PC-21: ", "x: {name: Anna Jone}, y")])
def test_a_name_is_no_part_of_a_word(system: str, person: str) -> None:
    """A name that ends or begins inside a word is refused, and the name of a person has no plural."""
    draft = DRAFT.replace(", system: SYSTEM", "").replace("NAME", system).replace("PERSON", person)
    assert any("name: is a part of a word" in text for text in messages(draft, TEXT))


@each_row(("name", "is_accepted"), [("radar balloon", True), ("radar balloons", True), ("radar ballo", False)])
def test_a_noun_that_the_article_has_in_the_plural_alone(name: str, is_accepted: bool) -> None:
    """A thing is called by its noun in the singular too, though no word of the article is that; never by a part."""
    draft = f"title: balloons\nsystems:\n  {name}:\ncontracts:\n  order:\n    title: order of balloons\n"
    draft += "    quote: bought six radar balloons\n    system: six radar balloons\n"
    result = build_draft(draft, BALLOONS)
    assert (result.sheet is not None) == is_accepted, [str(problem) for problem in result.problems]
    if result.sheet is not None:
        assert [getattr(record, "name", None) for kind, record in result.sheet if kind == "systems"] == [name]
        text = "\n".join(format_lines(to_draft(result.sheet, Article(BALLOONS))))
        assert build_draft(text, BALLOONS).text == result.text
