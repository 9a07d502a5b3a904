"""Countries of which the article has only the adjective: they have the name of the standard."""

from facts.drafts.names.article_names import find_name
from facts.drafts.reading.claims import is_blank
from facts.drafts.reading.fields import text_node
from facts.drafts.text.nodes import DraftNode, ListNode, MapNode, TextNode, as_items
from facts.kinds.country import Country
from facts.model.article import Article
from facts.model.country_codes import find_standard_name
from facts.verify.country_names import codes_by_adjective, codes_by_name

NAME, OTHERS = Country.title_field, "also_called"


def without_adjective(node: MapNode, code: str, article: Article) -> MapNode | None:
    """Return the mapping of a country without a name, and with its adjective among the other words for it.

    It is None if the article has a name of the country, if the draft writes another one, or the standard has none.
    """
    place, name = find_name(code, article), node.entries.get(NAME)
    adjective = article.text[place.start : place.end] if place else ""
    if name is not None and not is_blank(name):
        adjective = name.text if is_adjective(adjective) and isinstance(name, TextNode) else ""
    if not is_adjective(adjective) or find_standard_name(code) is None:
        return None
    others = list(as_items(node.entries[OTHERS])) if OTHERS in node.entries else []
    if not any(isinstance(item, TextNode) and item.text == adjective for item in others):
        others.insert(0, text_node(node.line, adjective))
    entries: dict[str, DraftNode] = {key: child for key, child in node.entries.items() if key != NAME}
    entries[OTHERS] = ListNode(node.line, "", others)
    return MapNode(node.line, node.source, entries, {OTHERS: node.line, **node.lines})


def is_adjective(name: str) -> bool:
    """Return whether a name of a country is only its adjective."""
    return name in codes_by_adjective() and name not in codes_by_name()
