"""Provenance: receipts as facts with their positions in the article, and gaps."""

from collections.abc import Mapping
from typing import Any

from facts.formats.jsonld.subject import Node, Subject
from facts.formats.jsonld.vocabulary import predicate
from facts.urls import record_url


def gap_node(subject: Subject, path: str, gap: Mapping[str, Any]) -> Node:
    """Return the gap of a field as a node."""
    return statement_node(subject, "gaps", path) | {"@type": "Gap", **gap}


def fact_node(subject: Subject, path: str, receipt: Mapping[str, Any]) -> Node:
    """Return the receipt of a field as a node: a statement about the field's triple, with its evidence."""
    node = statement_node(subject, "evidence", path) | {"@type": ["Fact"], "basis": receipt["basis"]}
    if receipt["note"]:
        node["note"] = receipt["note"]
    if receipt["attributed_to"]:
        node["attributed_to"] = subject.context.reference(receipt["attributed_to"])
    if receipt["attribution_scope"]:
        node["attribution_scope"] = receipt["attribution_scope"]
    return node | annotation(subject, node, receipt) | derivation(subject, node, receipt)


def statement_node(subject: Subject, member: str, path: str) -> Node:
    """Return a statement about a field: its path, and its triple without the object (RDF Schema 1.1, 5.3)."""
    parent, _, name = path.rpartition(".")
    return {
        "@id": subject.iri(f"{member}.{path}"),
        "property": subject.prefix + path,
        "rdf:subject": subject.iri(parent),
        "rdf:predicate": predicate(subject.model_at(parent), name),
    }


def annotation(subject: Subject, node: Node, receipt: Mapping[str, Any]) -> Node:
    """Return the properties of a fact with spans as an annotation of the article (Web Annotation Data Model, 3.1)."""
    if not receipt["spans"]:
        return {}
    return {
        "@type": [*node["@type"], "oa:Annotation"],
        "oa:motivatedBy": "oa:linking",
        "oa:hasBody": subject.url,
        "oa:hasTarget": [span_node(subject.context.article, span) for span in receipt["spans"]],
    }


def span_node(article: str, span: Mapping[str, Any]) -> Node:
    """Return a span with selectors by quote and position (Web Annotation Data Model, 4.2.4 and 4.2.5)."""
    selectors = [{"@type": "oa:TextPositionSelector", "oa:start": span["start"], "oa:end": span["end"]}]
    if span["exact"] is not None:
        selectors.append({"@type": "oa:TextQuoteSelector", "oa:exact": span["exact"]})
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": article,
        "oa:hasSelector": selectors,
        "passage": span["passage"],
        "digest": span["digest"],
    }


def derivation(subject: Subject, node: Node, receipt: Mapping[str, Any]) -> Node:
    """Return the formula of a derived fact and the facts that it is computed from (PROV-O, 3.1)."""
    if receipt["basis"] != "derived":
        return {}
    inputs = [fact_iri(subject, path) for path in receipt["inputs"]]
    return {
        "@type": [*node["@type"], "prov:Entity"],
        "prov:wasDerivedFrom": inputs,
        "prov:wasGeneratedBy": {
            "@id": f"{node['@id']}.formula",
            "@type": "prov:Activity",
            "formula": receipt["formula"],
            "prov:used": inputs,
        },
    }


def fact_iri(subject: Subject, path: str) -> str:
    """Return the IRI of the fact at a field path of the subject, or at `kind/id#path` of another record."""
    record, _, field = path.rpartition("#")
    if not record:
        return subject.iri(f"evidence.{path}")
    return f"{record_url(f'{subject.context.sheet}/{record}')}#evidence.{field}"
