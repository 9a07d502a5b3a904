"""JSON-LD 1.1 of records and sheets.

The IRI of a record is its permanent URL, relative to the public URL of the API, if it has one, else to that of the
document. The fragment is a dotted path in the JSON of the record: `#delivery.when` is the time,
`#evidence.delivery.when` its receipt.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from facts.formats.document import Document
from facts.formats.jsonld.compaction import DOCUMENT_CONTEXT, compact
from facts.formats.jsonld.fields import model_node
from facts.formats.jsonld.provenance import fact_node, gap_node
from facts.formats.jsonld.subject import Node, SheetContext, Subject
from facts.kinds import KINDS
from facts.model.kind import Kind
from facts.model.source import Source
from facts.urls import record_url


def write(document: Document) -> Iterator[bytes]:
    """Yield a record or a sheet as a JSON-LD document in UTF-8 (JSON-LD 1.1, 9)."""
    [item] = document.items
    kind, context = document.collection, sheet_context(document, item)
    node = record_node(kind, item, context) if isinstance(kind, Kind) else sheet_node(item, context)
    base_url, license_ = document.publication.base_url, document.publication.license
    base = {"@base": base_url} if base_url else {}
    if license_ and not isinstance(kind, Kind):
        node["schema:license"] = {"@id": license_.url}
    yield to_json({"@context": {**base, **DOCUMENT_CONTEXT}} | compact(node))


def sheet_context(document: Document, item: Mapping[str, Any]) -> SheetContext:
    """Return the context of the sheet that `item` is or belongs to."""
    sheet_id = item.get("sheet", item["id"])
    sheet = item if document.type == "sheet" else {}
    kinds = {record["id"]: kind for kind in KINDS for record in sheet.get(kind, ())}
    digest = sheet.get("source", {}).get("digest") or document.article_digests.get(sheet_id)
    return SheetContext(
        sheet=sheet_id,
        article=f"urn:sha256:{digest}" if digest else record_url(sheet_id),
        kind_of=lambda sheet, name: kinds.get(name) or document.titles(sheet, [name]).get(name, (None,))[0],
    )


def record_node(kind: Kind, item: Mapping[str, Any], context: SheetContext) -> Node:
    """Return a record as a node with its fields, a node of its derived values, its receipts and its gaps."""
    url = item["url"]
    subject = Subject(url=url, document_url=url, model=kind.model, derived=kind.derived, context=context)
    node = model_node(subject, kind.model, item)
    node |= {"schema:identifier": item["id"], "sheet": record_url(context.sheet)}
    if any(item.get("derived", {}).values()):
        node["derived"] = model_node(subject, kind.derived, item["derived"], "derived") | {"@type": "Derived"}
    return node | provenance(subject, item)


def provenance(subject: Subject, item: Mapping[str, Any]) -> Node:
    """Return the nodes of the receipts and gaps of an item, without empty lists."""
    evidence = [fact_node(subject, path, receipt) for path, receipt in item.get("evidence", {}).items()]
    gaps = [gap_node(subject, path, gap) for path, gap in item.get("gaps", {}).items()]
    return {name: nodes for name, nodes in (("evidence", evidence), ("gaps", gaps)) if nodes}


def sheet_node(item: Mapping[str, Any], context: SheetContext) -> Node:
    """Return a sheet as a node: a data set of records, and the article that it is based on."""
    node: Node = {"@id": item["url"], "@type": ["Sheet", "schema:Dataset"], "schema:identifier": item["id"]}
    node |= {term: item[name] for name, term in (("title", "schema:name"), ("digest", "digest")) if name in item}
    if "source" in item:
        node["schema:isBasedOn"] = article_node(item["url"], item["source"], context)
    if "counts" in item:
        node["counts"] = [{"kind": kind, "count": count} for kind, count in item["counts"].items()]
    return node | {
        kind: [record_node(KINDS[kind], record, context) for record in item[kind]] for kind in KINDS if item.get(kind)
    }


def article_node(url: str, source: Mapping[str, Any], context: SheetContext) -> Node:
    """Return the article as a node, whose IRI is its digest."""
    subject = Subject(url=context.article, document_url=url, model=Source, prefix="source.", context=context)
    return model_node(subject, Source, source) | provenance(subject, source)
