"""Relations of a statement to others, as a draft has them."""

from facts.drafts.problems import ClaimError
from facts.drafts.reading.claims import Claim, read_texts
from facts.drafts.reading.specs import FieldSpec, field_spec
from facts.drafts.text.nodes import DraftNode, MapNode, TextNode, as_items
from facts.model.fields import ReferenceValue

ORIGIN = "origin"
"""The field of a relation that says whether the article relates two records, or a reader."""
STATED, EDITORIAL = "stated", "editorial"
INFERRED = "inferred"
"""The basis of a relation that the article does not state."""


def says_stated(claim: Claim) -> bool:
    """Return whether a draft writes of a relation that the article states it."""
    items = as_items(claim.value) if claim.value else ()
    nodes = [item.entries.get(ORIGIN) for item in items if isinstance(item, MapNode)]
    written = [claim.extra.get(ORIGIN), *(node.text for node in nodes if isinstance(node, TextNode))]
    return STATED in written


def read_relations(model: type[ReferenceValue], claim: Claim) -> tuple[list[dict[str, str]], list[str]]:
    """Return the relations in a claim, and the ids of the other records; raise ClaimError for none.

    They are those of the value's mappings, or one to each id, with what the claim says besides.
    """
    if claim.value is None:
        raise ClaimError("has no target", "Write `{other-id: its words}`, the id of the other record")
    fields = {name: field_spec(model, name) for name in model.model_fields}
    target = next(name for name, field in fields.items() if is_target(field))
    defaults = {name: field.default.text for name, field in fields.items() if field.default}
    if claim.basis == INFERRED:
        defaults[ORIGIN] = EDITORIAL
    common = {name: text for name, text in defaults.items() if text} | claim.extra
    common |= {name: text for name, text in claim.receipt.items() if name in fields}
    relations = [common | relation_entries(item, target) for item in as_items(claim.value)]
    for relation in relations:
        if relation.get(ORIGIN) == EDITORIAL and relation.get("note") == defaults.get("note"):
            relation.pop("note", None)
    return relations, [relation[target] for relation in relations if target in relation]


def is_target(field: FieldSpec) -> bool:
    """Return whether a field of a relation is the id of the other record."""
    return not field.choices and not field.metadata.is_own_words


def relation_entries(node: DraftNode, target: str) -> dict[str, str]:
    """Return the texts of a relation: of a mapping its own, of a text the id of the other record.

    Raises ClaimError for a list, and for what is no text in a mapping.
    """
    if isinstance(node, MapNode):
        return read_texts(node, node.entries)
    if isinstance(node, TextNode):
        return {target: node.text}
    raise ClaimError("has a list in place of a relation", "Write `{other-id: its words}`, the id of the other record")
