"""Groups by one word in place of an id: the reporters of the record's own sentence, which are no record."""

from facts.drafts.reading.expanded import Expanded
from facts.drafts.reading.specs import RECORD_KEYS, field_specs
from facts.drafts.text.locate import QuoteLocator
from facts.drafts.text.nodes import DraftNode, ListNode, MapNode, TextNode
from facts.verify.grammar.inflection import is_plural
from facts.verify.tokens import tokenize


def list_entries(node: MapNode, expanded: Expanded, locator: QuoteLocator) -> dict[str, DraftNode]:
    """Return what a record of a draft says of its fields, with the words for a group as quotations.

    A group is a noun in the plural that the sentences of the record's own words have once, and no id of a record.
    """
    sentences = dict.fromkeys(locator.sentence_of(place) for place in expanded.own_places)
    words = [token.text for sentence in sentences for token in tokenize(locator.text(sentence))]
    groups = {
        word
        for word in words
        if word.islower() and is_plural(word) and words.count(word) == 1 and word not in expanded.ids.kinds
    }
    specs = field_specs(expanded.model)
    return {
        key: with_quotes(child, groups) if key in specs and specs[key].has_words else child
        for key, child in node.entries.items()
        if key not in RECORD_KEYS
    }


def with_quotes(node: DraftNode, groups: set[str]) -> DraftNode:
    """Return a node in which the words for groups are quotations."""
    if isinstance(node, ListNode):
        return ListNode(node.line, node.source, [with_quotes(item, groups) for item in node.items])
    if isinstance(node, TextNode) and node.text in groups:
        return MapNode(node.line, node.source, {"quote": node}, {"quote": node.line})
    return node
