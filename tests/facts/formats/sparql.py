"""Reading of JSON-LD documents as RDF graphs, and SPARQL queries of them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import Graph, Literal, URIRef

from facts.formats.document import Document
from facts.formats.jsonld import write

SERVER = "https://facts.example"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
TURKEY, FRIGATE = "s400-turkey", "frigate-deal"
REQUIRED_FIELDS = ("id", "sheet", "url")
PREFIXES = """
PREFIX : <urn:fact-sheet:>
PREFIX schema: <https://schema.org/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""


def to_jsonld(document: Document) -> dict[str, Any]:
    """Return a document as parsed JSON-LD."""
    jsonld: dict[str, Any] = json.loads(b"".join(write(document)))
    return jsonld


def parse_graph(jsonld: Mapping[str, Any], path: str) -> Graph:
    """Return the graph of a JSON-LD document that the server has at a path."""
    return Graph().parse(data=json.dumps(jsonld), format="json-ld", publicID=SERVER + path)


def select(graph: Graph, query: str) -> set[tuple[Any, ...]]:
    """Return the rows of a SPARQL query."""
    rows: Any = graph.query(PREFIXES + query)
    return {tuple(map(to_python, row)) for row in rows}


def to_python(term: Any) -> Any:
    """Return an RDF term as a Python value: EDTF literals as text, IRIs of the server as paths."""
    if isinstance(term, Literal) and term.datatype != URIRef(EDTF):
        return term.toPython()
    return None if term is None else str(term).removeprefix(SERVER)


def record_path(sheet: str, kind: str, record: str) -> str:
    """Return the path of a record's permanent URL."""
    return f"/v1/sheets/{sheet}/{kind}/{record}"


def iter_keys(value: Any) -> Iterator[str]:
    """Yield every key in a JSON value."""
    if isinstance(value, dict | list):
        yield from value if isinstance(value, dict) else ()
        for content in value.values() if isinstance(value, dict) else value:
            yield from iter_keys(content)
