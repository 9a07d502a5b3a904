"""Relations between statements: a gap of one statement must not deny what another one says."""

from collections.abc import Iterator

from facts.sheets.raw import JsonObject, as_dict, as_list

RELATIONS = "relations"


def find_denied_relations(raw: JsonObject) -> Iterator[tuple[str, str]]:
    """Yield each statement whose gap says that the article relates it to none, and one that says otherwise.

    A relation that an editor sees contradicts no such gap: the article does not state it.
    """
    statements = [as_dict(row) for row in as_list(raw.get("statements"))]
    related: dict[str, str] = {}
    for statement in statements:
        for relation in map(as_dict, as_list(statement.get(RELATIONS))):
            target = relation.get("statement")
            if isinstance(target, str) and relation.get("origin") == "stated":
                related.setdefault(target, str(statement.get("id")))
    for statement in statements:
        name = str(statement.get("id"))
        gap = as_dict(as_dict(statement.get("gaps")).get(RELATIONS))
        if name in related and gap.get("status") == "not_stated":
            yield name, related[name]
