"""What tests of JSON-LD ask of a document: its graph, and what SPARQL finds in it."""

import json
from collections.abc import Mapping
from typing import Any

from rdflib import Graph, Literal, URIRef

from facts.formats.document import Document
from facts.formats.jsonld import write

SERVER = "https://facts.example"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
TURKEY, FRIGATE = "s400-turkey", "frigate-deal"
NAMES = ("id", "sheet", "url")
PREFIXES = """
PREFIX : <urn:fact-sheet:>
PREFIX schema: <https://schema.org/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""


def made(document: Document) -> dict[str, Any]:
    """A document as a program reads it."""
    found: dict[str, Any] = json.loads(b"".join(write(document)))
    return found


def graph_of(document: Mapping[str, Any], address: str) -> Graph:
    """The triples of a document that was served at an address."""
    return Graph().parse(data=json.dumps(document), format="json-ld", publicID=SERVER + address)


def ask(graph: Graph, query: str) -> set[tuple[Any, ...]]:
    """The rows that answer a SPARQL query; addresses without the server, all but known literals as text."""
    rows: Any = graph.query(PREFIXES + query)
    return {tuple(map(plain, row)) for row in rows}


def plain(term: Any) -> Any:
    """An RDF term as a value of Python."""
    if isinstance(term, Literal) and term.datatype != URIRef(EDTF):
        return term.toPython()
    return None if term is None else str(term).removeprefix(SERVER)


def url(sheet: str, kind: str, record: str) -> str:
    """The lasting address of a record."""
    return f"/v1/sheets/{sheet}/{kind}/{record}"
