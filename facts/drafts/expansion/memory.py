"""What records were expanded into: what drafts of one article say again is not expanded again."""

from collections.abc import Collection
from typing import NamedTuple

from facts.drafts.expansion.records import RecordExpander
from facts.drafts.problems import DraftLog
from facts.drafts.reading.expanded import Expanded
from facts.drafts.reading.titles import RecordIds
from facts.drafts.text.locate import PublishedDay
from facts.drafts.text.nodes import MapNode


class Conditions(NamedTuple):
    """What the expansion of a record depends on."""

    node: MapNode
    ids: RecordIds
    headline: Collection[int]
    published: PublishedDay | None


class ExpansionMemory:
    """The expansions of the records of drafts of one article, whose problems are of no interest."""

    def __init__(self) -> None:
        self.known: dict[str, list[tuple[Conditions, RecordExpander]]] = {}

    def expand(self, expander: RecordExpander, node: MapNode) -> None:
        """Expand a record, or copy what it was expanded into under the same conditions."""
        expanded, locator = expander.expanded, expander.locator
        conditions = Conditions(node, expanded.ids, locator.headline, locator.published)
        known = self.known.setdefault(expanded.record, [])
        for others, result in known:
            if others == conditions:
                copy_expansion(result, expander)
                return
        expander.expand(node)
        copy = RecordExpander(Expanded(expanded.record, expanded.model, expanded.line, DraftLog("")), locator)
        copy_expansion(expander, copy)
        known.append((conditions, copy))


def copy_expansion(source: RecordExpander, target: RecordExpander) -> None:
    """Copy what a record was expanded into; what changes in one of both later does not in the other."""
    target.expanded.copy_from(source.expanded)
    target.reader.claims = dict(source.reader.claims)
    target.places = dict(source.places)
    target.scope = source.scope
