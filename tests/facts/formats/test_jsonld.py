"""JSON-LD has the facts of a sheet in standard vocabularies, as SPARQL queries find them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pydantic_core import to_jsonable_python
from rdflib import RDF, Graph
from rdflib.compare import isomorphic

from facts.archive import Archive
from facts.formats.jsonld.compaction import SCHEMA_TERMS
from facts.formats.publication import Publication
from facts.kinds import KINDS
from facts.model.record import Record
from facts.sheets.sheet import Sheet
from tests.facts.formats.documents import record_document, sheet_document
from tests.facts.formats.sparql import (
    EDTF,
    FRIGATE,
    SERVER,
    TURKEY,
    parse_graph,
    record_path,
    select,
    to_jsonld,
)
from tests.tables import each_row

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own


@pytest.fixture(scope="module")
def documents(archive: Archive) -> Mapping[str, dict[str, Any]]:
    """Return the JSON-LD of each sheet."""
    return {name: to_jsonld(sheet_document(archive, name)) for name in (TURKEY, FRIGATE)}


@pytest.fixture(scope="module")
def graphs(documents: Mapping[str, dict[str, Any]]) -> Mapping[str, Graph]:
    """Return the RDF graph of each sheet."""
    return {name: parse_graph(jsonld, f"/v1/sheets/{name}") for name, jsonld in documents.items()}


def iter_records(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, str, Record]]:
    """Yield every record of both sheets with its sheet and path."""
    for sheet in sheets:
        for kind, record in sheet:
            yield sheet.id, record_path(sheet.id, kind, record.id), record


def test_it_says_which_countries_buy(graphs: Mapping[str, Graph]) -> None:
    """The buyers of all contracts are found with terms of schema.org only, by name and permanent URL."""
    buyers = """SELECT ?name ?country
        { ?contract a schema:Order ; schema:customer ?country . ?country a schema:Country ; schema:name ?name }"""
    assert select(graphs[TURKEY], buyers) == {
        ("Turkey", "/v1/sheets/s400-turkey/countries/TR"),
        ("India", "/v1/sheets/s400-turkey/countries/IN"),
    }
    assert {name for name, _ in select(graphs[FRIGATE], buyers)} == {"Brazil", "Japan", "India", "Norway"}


def test_it_says_what_a_contract_is_worth(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """A contract's value is an exact decimal with its currency and the article's words; an unstated one is absent."""
    values = """SELECT ?contract ?amount ?currency ?words { ?contract a :Contract ; :value ?value .
        ?value a schema:MonetaryAmount ; schema:value ?amount ; schema:currency ?currency ; :stated ?words }"""
    first = record_path(TURKEY, "contracts", "turkey-2017")
    assert select(graphs[TURKEY], values) == {(first, Decimal(2500000000), "USD", "$ 2.5 billion")}
    contracts: Any = sheets[1].records["contracts"]
    expected = {(record_path(FRIGATE, "contracts", row.id), row.value) for row in contracts if row.value}
    assert select(graphs[FRIGATE], values) == {
        (path, value.amount, value.currency, value.stated) for path, value in expected
    }


def test_it_says_who_says_what(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """Every statement is a claim of its speaker or of a named group; direct speech is also a quotation."""
    claims = """SELECT ?claim ?speaker ?named ?summary ?quoted {
        ?claim a schema:Claim ; schema:abstract ?summary ; :named ?named . OPTIONAL { ?claim schema:author ?speaker }
        BIND(EXISTS { ?claim a schema:Quotation } AS ?quoted) }"""
    for sheet in sheets:
        kinds = {record.id: kind for kind, record in sheet}
        statements: Any = sheet.records["statements"]
        assert select(graphs[sheet.id], claims) == {
            (
                record_path(sheet.id, "statements", statement.id),
                statement.speaker and record_path(sheet.id, kinds[statement.speaker], statement.speaker),
                statement.named,
                statement.summary,
                statement.form == "direct",
            )
            for statement in statements
        }


def test_it_says_where_every_fact_is_stated(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """Every span of every receipt is a selector on the article, whose IRI is its digest."""
    spans = """SELECT ?subject ?path ?article ?start ?end ?exact ?passage ?digest {
        ?fact a oa:Annotation ; oa:hasBody ?subject ; :property ?path ; oa:hasTarget ?target .
        ?target oa:hasSource ?article ; :passage ?passage ; :digest ?digest ; oa:hasSelector ?position .
        ?position oa:start ?start ; oa:end ?end FILTER EXISTS { ?position a oa:TextPositionSelector }
        OPTIONAL { ?target oa:hasSelector ?words . ?words oa:exact ?exact } }"""
    for sheet in sheets:
        article = f"urn:sha256:{sheet.source.digest}"
        receipts = [(record_path(sheet.id, kind, record.id), record.evidence, "") for kind, record in sheet]
        receipts.append((article, sheet.source.evidence, "source."))
        assert select(graphs[sheet.id], spans) == {
            (subject, prefix + path, article, span.start, span.end, span.exact, span.passage, span.digest)
            for subject, evidence, prefix in receipts
            for path, receipt in evidence.items()
            for span in receipt.spans
        }


def test_every_fact_keeps_its_basis(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """Each fact has its basis (stated, inferred, derived or reference) and its note."""
    bases = """SELECT ?fact ?basis ?note { ?fact a :Fact ; :basis ?basis . OPTIONAL { ?fact :note ?note } }"""
    for sheet in sheets:
        expected = {
            (f"{record_url}#evidence.{path}", receipt.basis, receipt.note)
            for name, record_url, record in iter_records(sheets)
            for path, receipt in record.evidence.items()
            if name == sheet.id
        }
        facts = {row for row in select(graphs[sheet.id], bases) if "#source." not in row[0]}
        assert expected == {row for row in facts if row[1] != "derived"}
        assert all("#evidence.derived." in fact for fact, _, _ in facts - expected)


def test_it_says_what_is_derived_from_what(graphs: Mapping[str, Graph]) -> None:
    """Derived values are a node of their own, with the formula and the facts that they are computed from."""
    derived = """SELECT ?property ?input ?formula { ?fact prov:wasDerivedFrom ?input ; :property ?property ;
        prov:wasGeneratedBy ?activity . ?activity a prov:Activity ; prov:used ?input ; :formula ?formula
        FILTER STRSTARTS(STR(?fact), "https://facts.example/v1/sheets/s400-turkey/contracts/turkey-2017#") }"""
    inputs = f"{record_path(TURKEY, 'contracts', 'turkey-2017')}#evidence."
    assert select(graphs[TURKEY], derived) == {
        ("derived.advance", f"{inputs}value", "value * payment.advance_share"),
        ("derived.advance", f"{inputs}payment.advance_share", "value * payment.advance_share"),
        ("derived.loan_share", f"{inputs}payment.advance_share", "1 - payment.advance_share"),
        ("derived.loan", f"{inputs}value", "value * derived.loan_share"),
        ("derived.loan", f"{inputs}derived.loan_share", "value * derived.loan_share"),
        ("derived.buyer_countries", f"{inputs}buyers", "the countries that the buyers are or belong to"),
        ("derived.supplier_countries", f"{inputs}suppliers", "the countries that the suppliers are or belong to"),
    }
    loan = "SELECT ?loan { ?contract :derived ?derived . ?derived a :Derived ; :loan ?sum . ?sum schema:value ?loan }"
    assert select(graphs[TURKEY], loan) == {(Decimal(1375000000),)}


def test_the_roles_of_a_country_lead_to_the_records(graphs: Mapping[str, Graph]) -> None:
    """A country's roles are derived from fields of other records, which they refer to."""
    roles = """SELECT ?country ?record { ?country :derived ?derived . ?derived :roles ?part .
        ?part :role "lender" ; :records ?record . ?fact rdf:subject ?derived ; rdf:predicate :roles ;
        prov:wasDerivedFrom ?input . ?input rdf:predicate :lender ; oa:hasBody ?record }"""
    assert select(graphs[TURKEY], roles) == {
        (record_path(TURKEY, "countries", "RU"), record_path(TURKEY, "contracts", "turkey-2017"))
    }


def test_it_says_what_the_article_does_not(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """Every gap has its status and note, including those of the article itself."""
    gaps = "SELECT ?gap ?path ?status ?note { ?gap a :Gap ; :property ?path ; :status ?status ; :note ?note }"
    for sheet in sheets:
        expected = {
            (f"{record_path(sheet.id, kind, record.id)}#gaps.{path}", path, gap.status, gap.note)
            for kind, record in sheet
            for path, gap in record.gaps.items()
        }
        expected |= {
            (f"/v1/sheets/{sheet.id}#source.gaps.{path}", f"source.{path}", gap.status, gap.note)
            for path, gap in sheet.source.gaps.items()
        }
        assert select(graphs[sheet.id], gaps) == expected


def test_every_receipt_and_gap_names_its_triple(graphs: Mapping[str, Graph]) -> None:
    """The triple of a fact is in the graph, that of a gap is not."""
    field = "?node rdf:subject ?subject ; rdf:predicate ?property"
    facts = f"SELECT ?node {{ {field} . ?node a :Fact FILTER NOT EXISTS {{ ?subject ?property ?value }} }}"
    gaps = f"SELECT ?node {{ {field} . ?node a :Gap . ?subject ?property ?value }}"
    for graph in graphs.values():
        assert select(graph, facts) == select(graph, gaps) == set()


def test_every_value_of_every_record_is_there(
    documents: Mapping[str, dict[str, Any]], sheets: tuple[Sheet, ...]
) -> None:
    """The document has every string, code, amount, quantity, time and reference of a record."""
    for sheet in sheets:
        nodes = {node["@id"]: node for kind in KINDS for node in documents[sheet.id][kind]}
        for kind, record in sheet:
            node = nodes[record_path(sheet.id, kind, record.id)]
            fields = {name: value for name, value in node.items() if name not in {"derived", "evidence", "gaps"}}
            scalars = {text.rpartition("/")[2] for text in iter_scalars(fields)}
            expected = set(iter_scalars([to_jsonable_python(field.value) for field in record.fields]))
            assert {text.rpartition("/")[2] for text in expected} <= scalars


def iter_scalars(value: Any) -> Iterator[str]:
    """Yield every string and number in a JSON value, as text."""
    if isinstance(value, dict | list):
        for content in value.values() if isinstance(value, dict) else value:
            yield from iter_scalars(content)
    elif value is not None:
        yield str(value)


def test_every_reference_leads_to_a_record(graphs: Mapping[str, Graph]) -> None:
    """Every IRI of the server in a sheet's graph has a node there: no reference and no input of a formula dangles."""
    for graph in graphs.values():
        assert {iri for iri in graph.objects() if str(iri).startswith(SERVER)} <= set(graph.subjects(RDF.type))


def test_every_term_is_of_one_vocabulary(graphs: Mapping[str, Graph]) -> None:
    """Every property and class of a sheet is one of schema.org, or one of the project with its own IRI."""
    for graph in graphs.values():
        iris = {*graph.predicates(), *graph.objects(None, RDF.type)}
        schema = {str(iri).removeprefix("https://schema.org/") for iri in iris}
        terms = {term for term in schema if not term.startswith(("http", "urn:fact-sheet:"))}
        assert {"name", "customer", "author", "Order", "value", "startDate"} <= terms <= SCHEMA_TERMS


@each_row(
    ("kind", "classes"),
    [
        ("contracts", {":Contract", "schema:Order"}),
        ("countries", {"schema:Country"}),
        ("systems", {":System", "schema:Product"}),
        ("people", {"schema:Person"}),
        ("organizations", {"schema:Organization"}),
        ("places", {"schema:Place"}),
        ("events", {"schema:Event"}),
        ("statements", {"schema:Claim"}),
        ("media", {"schema:ImageObject", "schema:Photograph"}),
    ],
)
def test_every_kind_has_its_classes(
    graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...], kind: str, classes: set[str]
) -> None:
    """The records of a kind have its classes, and the sheet refers to them by the kind's name."""
    query = f"SELECT ?record {{ ?sheet a :Sheet, schema:Dataset ; :{kind} ?record . ?record a {', '.join(classes)} }}"
    for sheet in sheets:
        assert select(graphs[sheet.id], query) == {
            (record_path(sheet.id, kind, record.id),) for record in sheet.records[kind]
        }


def test_times_are_edtf_literals(graphs: Mapping[str, Graph]) -> None:
    """A time is an EDTF literal with the article's words and its first and last day."""
    times = f"""SELECT ?edtf ?words ?first ?last {{ ?contract :delivery ?delivery . ?delivery :when ?when .
        ?when :edtf ?edtf ; :stated ?words . OPTIONAL {{ ?when :earliest ?earliest }} ?when :latest ?latest
        FILTER(DATATYPE(?edtf) = <{EDTF}>) BIND(STR(?earliest) AS ?first) BIND(STR(?latest) AS ?last) }}"""
    assert select(graphs[TURKEY], times) == {
        ("2019-23", "fall of 2019", "2019-09-01", "2019-11-30"),
        ("[..2021-12-31]", "by the end of 2021", "2018-10-01", "2021-12-31"),
    }
    limits = f"SELECT DISTINCT ?limit {{ ?when :within ?limit FILTER(DATATYPE(?limit) = <{EDTF}>) }}"
    assert select(graphs[TURKEY], limits) == {("2020-08/2021-12",), ("2018-10/..",)}


def test_voices_are_kept(graphs: Mapping[str, Graph]) -> None:
    """The contract of 2020 is attributed to Mikheev, with ambiguous scope; a receipt has the voice of its field."""
    voices = """SELECT ?contract ?who ?scope
        { ?contract a :Contract ; :voice "attributed" ; :attributed_to ?who ; :attribution_scope ?scope }"""
    mikheev = record_path(TURKEY, "people", "alexander-mikheev")
    assert select(graphs[TURKEY], voices) == {(record_path(TURKEY, "contracts", "turkey-2020"), mikheev, "ambiguous")}
    fields = "SELECT ?property ?who { ?fact a :Fact ; :property ?property ; :attributed_to ?who }"
    assert ("generation", record_path(TURKEY, "countries", "US")) in select(graphs[TURKEY], fields)


def test_the_article_is_described(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """A sheet is based on an article whose IRI is its digest, with its headline and date."""
    article = """SELECT ?article ?headline ?published { ?sheet schema:isBasedOn ?article . ?article a schema:Article
        OPTIONAL { ?article schema:headline ?headline ; schema:datePublished ?published } }"""
    assert select(graphs[TURKEY], article) == {(f"urn:sha256:{sheets[0].source.digest}", None, None)}
    [(_, headline, published)] = select(graphs[FRIGATE], article)
    assert (headline, published) == (sheets[1].source.headline, "2026-03-11")


def test_a_record_is_the_same_alone_and_in_its_sheet(
    archive: Archive, documents: Mapping[str, dict[str, Any]], sheets: tuple[Sheet, ...]
) -> None:
    """With the kinds of the sheet's records and the article's digest, a record is the same as in its sheet."""
    articles = {sheet.id: sheet.source.digest for sheet in sheets}
    for sheet in sheets:
        for kind in KINDS:
            for node in documents[sheet.id][kind]:
                name = node["identifier"]
                document = record_document(archive, kind, sheet.id, name)
                alone = to_jsonld(replace(document, titles=archive.titles, article_digests=articles))
                assert alone == {"@context": documents[sheet.id]["@context"], **node}


def test_what_is_unknown_of_a_single_record_is_not_invented(archive: Archive) -> None:
    """Without them, a reference of unknown kind is a blank node with the id, and receipts refer to the sheet."""
    event = to_jsonld(record_document(archive, "events", TURKEY, "press-conference"))
    country = {"@id": record_path(TURKEY, "countries", "TR")}
    assert event["about"][:2] == [{"identifier": "s-400"}, country]
    contract = to_jsonld(record_document(archive, "contracts", TURKEY, "turkey-2017"))
    assert contract["orderedItem"] == {"@id": record_path(TURKEY, "systems", "s-400")}
    sources = "SELECT DISTINCT ?source { ?target oa:hasSource ?source }"
    assert select(parse_graph(contract, contract["@id"]), sources) == {("/v1/sheets/s400-turkey",)}


def test_nothing_is_fetched_to_read_it(documents: Mapping[str, dict[str, Any]]) -> None:
    """The context is in the document and refers to no other."""
    context = documents[TURKEY]["@context"]
    assert isinstance(context, dict)
    assert "@import" not in context
    assert not any("@context" in str(definition) for definition in context.values())


def test_a_document_with_a_base_url_keeps_its_meaning_when_saved(archive: Archive) -> None:
    """With the public URL of the API a saved document has the same meaning as the served one."""
    document = record_document(archive, "contracts", TURKEY, "turkey-2017")
    served = parse_graph(to_jsonld(document), record_path(TURKEY, "contracts", "turkey-2017"))
    published = to_jsonld(replace(document, publication=Publication(SERVER)))
    assert isomorphic(Graph().parse(data=json.dumps(published), format="json-ld"), served)
