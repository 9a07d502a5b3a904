"""JSON-LD 1.1 of a record and of a whole sheet.

Every record's lasting address is its IRI, relative to the public address of the API, where it has one, else to the
document's own; within it, a fragment is the dotted path in
the record as it is served: `#delivery.when` is the time, `#evidence.delivery.when` its receipt.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from facts.formats.document import Document
from facts.formats.jsonld.fields import node
from facts.formats.jsonld.provenance import facts, gaps
from facts.formats.jsonld.subject import Node, SheetContext, Subject
from facts.formats.jsonld.vocabulary import CONTEXT
from facts.kinds import KINDS
from facts.model.kind import Kind
from facts.model.source import Source
from facts.urls import record_url


def write(document: Document) -> Iterator[bytes]:
    """Yield one record or one whole sheet as a JSON-LD document in UTF-8 (JSON-LD 1.1, 9)."""
    [item] = document.items
    kind, where = document.collection, setting(document, item)
    made = record(kind, item, where) if isinstance(kind, Kind) else sheet(item, where)
    base = {"@base": document.base_url} if document.base_url else {}
    yield to_json({"@context": {**base, **CONTEXT}} | made)


def setting(document: Document, item: Mapping[str, Any]) -> SheetContext:
    """Return the sheet that a record is of or that an item is, with what the item itself tells of it."""
    name = item.get("sheet", item["id"])
    whole = item if document.scope == "sheet" else {}
    own = {found["id"]: kind for kind in KINDS for found in whole.get(kind, ())}
    digest = whole.get("source", {}).get("digest") or document.article_digests.get(name)
    return SheetContext(
        sheet=name,
        article=f"urn:sha256:{digest}" if digest else record_url(name),
        kinds=lambda sheet, slug: own.get(slug) or document.kind_of(sheet, slug),
    )


def record(kind: Kind, item: Mapping[str, Any], setting: SheetContext) -> Node:
    """Return a record as a node: its fields, what is computed under a node of its own, its receipts and gaps."""
    url = item["url"]
    subject = Subject(url=url, document_url=url, model=kind.model, derived=kind.derived, context=setting)
    made = node(subject, kind.model, item)
    made |= {"schema:identifier": item["id"], "sheet": record_url(setting.sheet)}
    if any(item.get("derived", {}).values()):
        made["derived"] = node(subject, kind.derived, item["derived"], "derived") | {"@type": "Derived"}
    return made | proofs(subject, item)


def proofs(subject: Subject, item: Mapping[str, Any]) -> Node:
    """Return the receipts and gaps that an item has."""
    made = {"evidence": facts(subject, item.get("evidence", {})), "gaps": gaps(subject, item.get("gaps", {}))}
    return {name: found for name, found in made.items() if found}


def sheet(item: Mapping[str, Any], setting: SheetContext) -> Node:
    """Return a sheet as a node: a data set of records, and the article that it is made from."""
    made: Node = {"@id": item["url"], "@type": ["Sheet", "schema:Dataset"], "schema:identifier": item["id"]}
    made |= {to: item[name] for name, to in (("title", "schema:name"), ("digest", "digest")) if name in item}
    if "source" in item:
        made["schema:isBasedOn"] = article(item["url"], item["source"], setting)
    if "counts" in item:
        made["counts"] = [{"kind": kind, "count": count} for kind, count in item["counts"].items()]
    return made | {
        kind: [record(KINDS[kind], found, setting) for found in item[kind]] for kind in KINDS if item.get(kind)
    }


def article(url: str, source: Mapping[str, Any], setting: SheetContext) -> Node:
    """Return the article as a node, whose IRI is its fingerprint."""
    subject = Subject(url=setting.article, document_url=url, model=Source, prefix="source.", context=setting)
    return node(subject, Source, source) | proofs(subject, source)
