"""Proofs: each receipt as a fact with its place in the article, each gap as what is missing."""

from collections.abc import Mapping
from typing import Any

from facts.formats.jsonld.subject import Node, Subject
from facts.formats.jsonld.vocabulary import predicate
from facts.urls import record_url


def facts(subject: Subject, receipts: Mapping[str, Mapping[str, Any]]) -> list[Node]:
    """Return a fact for each receipt."""
    return [fact(subject, path, receipt) for path, receipt in receipts.items()]


def gaps(subject: Subject, found: Mapping[str, Mapping[str, Any]]) -> list[Node]:
    """Return a node for each gap."""
    return [statement_node(subject, "gaps", path) | {"@type": "Gap", **gap} for path, gap in found.items()]


def fact(subject: Subject, path: str, receipt: Mapping[str, Any]) -> Node:
    """Return the receipt of one field: a statement about a triple, with what the triple rests on."""
    made = statement_node(subject, "evidence", path) | {"@type": ["Fact"], "basis": receipt["basis"]}
    if receipt["note"]:
        made["note"] = receipt["note"]
    if receipt["attributed_to"]:
        made["attributed_to"] = subject.context.reference(receipt["attributed_to"])
    return made | annotation(subject, made, receipt) | derivation(subject, made, receipt)


def statement_node(subject: Subject, where: str, path: str) -> Node:
    """Return which field a receipt or gap is for: its path, its triple but for the object (RDF Schema 1.1, 5.3)."""
    holder, _, name = path.rpartition(".")
    return {
        "@id": subject.iri(f"{where}.{path}"),
        "property": subject.prefix + path,
        "rdf:subject": subject.iri(holder),
        "rdf:predicate": predicate(subject.model_at(holder), name),
    }


def annotation(subject: Subject, made: Node, receipt: Mapping[str, Any]) -> Node:
    """Return what makes a fact that stands in the article an annotation of it (Web Annotation Data Model, 3.1)."""
    if not receipt["spans"]:
        return {}
    return {
        "@type": [*made["@type"], "oa:Annotation"],
        "oa:motivatedBy": "oa:linking",
        "oa:hasBody": subject.url,
        "oa:hasTarget": [target(subject.context.article, span) for span in receipt["spans"]],
    }


def target(article: str, span: Mapping[str, Any]) -> Node:
    """Return a stretch of the article, by position and by words (Web Annotation Data Model, 4.2.4 and 4.2.5)."""
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


def derivation(subject: Subject, made: Node, receipt: Mapping[str, Any]) -> Node:
    """Return how a derived fact is computed, and from which facts (PROV-O, 3.1)."""
    if receipt["basis"] != "derived":
        return {}
    inputs = [source(subject, path) for path in receipt["inputs"]]
    return {
        "@type": [*made["@type"], "prov:Entity"],
        "prov:wasDerivedFrom": inputs,
        "prov:wasGeneratedBy": {
            "@id": f"{made['@id']}.formula",
            "@type": "prov:Activity",
            "formula": receipt["formula"],
            "prov:used": inputs,
        },
    }


def source(subject: Subject, path: str) -> str:
    """Return the IRI of the fact that a value is computed from: of the subject, or `kind/id#path` of another."""
    record, _, field = path.rpartition("#")
    if not record:
        return subject.iri(f"evidence.{path}")
    return f"{record_url(f'{subject.context.sheet}/{record}')}#evidence.{field}"
