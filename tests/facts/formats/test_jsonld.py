"""JSON-LD: what a program that knows only the standards gets to know of a sheet, asked in SPARQL."""

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
from facts.formats.document import Document
from facts.kinds import KINDS
from facts.model.fields import iter_fields
from facts.model.record import Record
from facts.sheets.sheet import Sheet
from facts.views import SHEETS
from tests.facts.formats.sparql import EDTF, FRIGATE, NAMES, SERVER, TURKEY, ask, graph_of, made, url

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own


@pytest.fixture(scope="module")
def documents(archive: Archive) -> Mapping[str, dict[str, Any]]:
    """Each whole sheet as a document."""
    wholes = {name: archive.whole(name) or {} for name in (TURKEY, FRIGATE)}
    return {name: made(Document(collection=SHEETS, scope="sheet", items=[item])) for name, item in wholes.items()}


@pytest.fixture(scope="module")
def graphs(documents: Mapping[str, dict[str, Any]]) -> Mapping[str, Graph]:
    """Each whole sheet as rdflib reads it."""
    return {name: graph_of(document, f"/v1/sheets/{name}") for name, document in documents.items()}


def one(archive: Archive, kind: str, sheet: str, name: str, **known: Any) -> dict[str, Any]:
    """One record as a document."""
    item = archive.get(kind, sheet, name)
    assert item
    return made(Document(collection=KINDS[kind], scope="record", items=[item], **known))


def each(sheets: tuple[Sheet, ...]) -> Iterator[tuple[str, str, Record]]:
    """Every record of both sheets, with its sheet and its address."""
    for sheet in sheets:
        for kind, record in sheet:
            yield sheet.id, url(sheet.id, kind, record.id), record


def test_it_says_which_countries_buy(graphs: Mapping[str, Graph]) -> None:
    """The buyers of all contracts are found with words of schema.org alone, by name and by lasting address."""
    buyers = """SELECT ?name ?country
        { ?contract a schema:Order ; schema:customer ?country . ?country a schema:Country ; schema:name ?name }"""
    assert ask(graphs[TURKEY], buyers) == {
        ("Turkey", "/v1/sheets/s400-turkey/countries/TR"),
        ("India", "/v1/sheets/s400-turkey/countries/IN"),
    }
    assert {name for name, _ in ask(graphs[FRIGATE], buyers)} == {"Brazil", "Japan", "India", "Norway"}


def test_it_says_what_a_contract_is_worth(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """A contract's value is an exact number of a currency, with the article's words; one not stated is none."""
    worth = """SELECT ?contract ?amount ?currency ?words { ?contract a :Contract ; :value ?value .
        ?value a schema:MonetaryAmount ; schema:value ?amount ; schema:currency ?currency ; :stated ?words }"""
    first = url(TURKEY, "contracts", "turkey-2017")
    assert ask(graphs[TURKEY], worth) == {(first, Decimal(2500000000), "USD", "$ 2.5 billion")}
    contracts: Any = sheets[1].records["contracts"]
    expected = {(url(FRIGATE, "contracts", found.id), found.value) for found in contracts if found.value}
    assert ask(graphs[FRIGATE], worth) == {
        (address, value.amount, value.currency, value.stated) for address, value in expected
    }


def test_it_says_who_says_what(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """Every statement is a claim of its speaker or of a group as named; direct speech is a quotation too."""
    said = """SELECT ?claim ?speaker ?named ?summary ?quoted {
        ?claim a schema:Claim ; schema:abstract ?summary ; :named ?named . OPTIONAL { ?claim schema:author ?speaker }
        BIND(EXISTS { ?claim a schema:Quotation } AS ?quoted) }"""
    for sheet in sheets:
        kinds = {record.id: kind for kind, record in sheet}
        statements: Any = sheet.records["statements"]
        assert ask(graphs[sheet.id], said) == {
            (
                url(sheet.id, "statements", found.id),
                found.speaker and url(sheet.id, kinds[found.speaker], found.speaker),
                found.named,
                found.summary,
                found.form == "direct",
            )
            for found in statements
        }


def test_it_says_where_every_fact_stands(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """Every span of every receipt is a selector on the article, whose IRI is its fingerprint."""
    places = """SELECT ?subject ?path ?article ?start ?end ?exact ?passage ?digest {
        ?fact a oa:Annotation ; oa:hasBody ?subject ; :property ?path ; oa:hasTarget ?target .
        ?target oa:hasSource ?article ; :passage ?passage ; :digest ?digest ; oa:hasSelector ?position .
        ?position oa:start ?start ; oa:end ?end FILTER EXISTS { ?position a oa:TextPositionSelector }
        OPTIONAL { ?target oa:hasSelector ?words . ?words oa:exact ?exact } }"""
    for sheet in sheets:
        article = f"urn:sha256:{sheet.source.digest}"
        receipts = [(url(sheet.id, kind, record.id), record.evidence, "") for kind, record in sheet]
        receipts.append((article, sheet.source.evidence, "source."))
        assert ask(graphs[sheet.id], places) == {
            (subject, prefix + path, article, span.start, span.end, span.exact, span.passage, span.digest)
            for subject, evidence, prefix in receipts
            for path, receipt in evidence.items()
            for span in receipt.spans
        }


def test_every_fact_keeps_its_basis(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """Stated, inferred, derived and reference never mix: each fact has its basis, and the note why."""
    bases = """SELECT ?fact ?basis ?note { ?fact a :Fact ; :basis ?basis . OPTIONAL { ?fact :note ?note } }"""
    for sheet in sheets:
        expected = {
            (f"{address}#evidence.{path}", receipt.basis, receipt.note)
            for name, address, record in each(sheets)
            for path, receipt in record.evidence.items()
            if name == sheet.id
        }
        found = {row for row in ask(graphs[sheet.id], bases) if "#source." not in row[0]}
        assert expected == {row for row in found if row[1] != "derived"}
        assert all("#evidence.derived." in fact for fact, _, _ in found - expected)


def test_it_says_what_is_derived_from_what(graphs: Mapping[str, Graph]) -> None:
    """What is computed stands apart from the record, with the formula and the facts that it is computed from."""
    derived = """SELECT ?property ?input ?formula { ?fact prov:wasDerivedFrom ?input ; :property ?property ;
        prov:wasGeneratedBy ?activity . ?activity a prov:Activity ; prov:used ?input ; :formula ?formula
        FILTER STRSTARTS(STR(?fact), "https://facts.example/v1/sheets/s400-turkey/contracts/turkey-2017#") }"""
    inputs = f"{url(TURKEY, 'contracts', 'turkey-2017')}#evidence."
    assert ask(graphs[TURKEY], derived) == {
        ("derived.advance", f"{inputs}value", "value * payment.advance_share"),
        ("derived.advance", f"{inputs}payment.advance_share", "value * payment.advance_share"),
        ("derived.loan_share", f"{inputs}payment.advance_share", "1 - payment.advance_share"),
        ("derived.loan", f"{inputs}value", "value * derived.loan_share"),
        ("derived.loan", f"{inputs}derived.loan_share", "value * derived.loan_share"),
    }
    loan = "SELECT ?loan { ?contract :derived ?derived . ?derived a :Derived ; :loan ?sum . ?sum schema:value ?loan }"
    assert ask(graphs[TURKEY], loan) == {(Decimal(1375000000),)}


def test_the_parts_that_a_country_plays_lead_to_the_records(graphs: Mapping[str, Graph]) -> None:
    """A country's roles are derived from fields of other records, which they name."""
    roles = """SELECT ?country ?record { ?country :derived ?derived . ?derived :roles ?part .
        ?part :role "lender" ; :records ?record . ?fact rdf:subject ?derived ; rdf:predicate :roles ;
        prov:wasDerivedFrom ?input . ?input rdf:predicate :lender ; oa:hasBody ?record }"""
    assert ask(graphs[TURKEY], roles) == {(url(TURKEY, "countries", "RU"), url(TURKEY, "contracts", "turkey-2017"))}


def test_it_says_what_the_article_does_not(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """Every gap is there with its status and note, those of the article itself too."""
    gaps = "SELECT ?gap ?path ?status ?note { ?gap a :Gap ; :property ?path ; :status ?status ; :note ?note }"
    for sheet in sheets:
        expected = {
            (f"{url(sheet.id, kind, record.id)}#gaps.{path}", path, gap.status, gap.note)
            for kind, record in sheet
            for path, gap in record.gaps.items()
        }
        expected |= {
            (f"/v1/sheets/{sheet.id}#source.gaps.{path}", f"source.{path}", gap.status, gap.note)
            for path, gap in sheet.source.gaps.items()
        }
        assert ask(graphs[sheet.id], gaps) == expected


def test_every_receipt_and_gap_names_its_triple(graphs: Mapping[str, Graph]) -> None:
    """The triple that a fact is about is in the graph, that of a gap is not; a field is one or the other."""
    field = "?node rdf:subject ?subject ; rdf:predicate ?property"
    facts = f"SELECT ?node {{ {field} . ?node a :Fact FILTER NOT EXISTS {{ ?subject ?property ?value }} }}"
    gaps = f"SELECT ?node {{ {field} . ?node a :Gap . ?subject ?property ?value }}"
    for graph in graphs.values():
        assert ask(graph, facts) == ask(graph, gaps) == set()


def test_every_value_of_every_record_is_there(
    documents: Mapping[str, dict[str, Any]], sheets: tuple[Sheet, ...]
) -> None:
    """No word, code, amount, quantity, time or reference of a record is lost."""
    for sheet in sheets:
        nodes = {node["@id"]: node for kind in KINDS for node in documents[sheet.id][kind]}
        for kind, record in sheet:
            node = nodes[url(sheet.id, kind, record.id)]
            fields = {name: value for name, value in node.items() if name not in {"derived", "evidence", "gaps"}}
            held = {text.rpartition("/")[2] for text in scalars(fields)}
            wanted = set(scalars([to_jsonable_python(leaf.value) for leaf in iter_fields(record)]))
            assert {text.rpartition("/")[2] for text in wanted} <= held


def scalars(value: Any) -> Iterator[str]:
    """Every text and number in a JSON value, as text."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from scalars(inner)
    elif value is not None:
        yield str(value)


def names(value: Any) -> Iterator[str]:
    """Every name in a JSON value."""
    if isinstance(value, dict | list):
        yield from value if isinstance(value, dict) else ()
        for inner in value.values() if isinstance(value, dict) else value:
            yield from names(inner)


def test_every_reference_leads_to_a_record(graphs: Mapping[str, Graph]) -> None:
    """Whatever a sheet's graph names by address is in it: no reference and no input of a computation dangles."""
    for graph in graphs.values():
        assert {iri for iri in graph.objects() if str(iri).startswith(SERVER)} <= set(graph.subjects(RDF.type))


@pytest.mark.parametrize(
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
    """The records of a kind are those of its classes, and hang on the sheet by the kind's name."""
    query = f"SELECT ?record {{ ?sheet a :Sheet, schema:Dataset ; :{kind} ?record . ?record a {', '.join(classes)} }}"
    for sheet in sheets:
        assert ask(graphs[sheet.id], query) == {(url(sheet.id, kind, found.id),) for found in sheet.records[kind]}


def test_times_are_edtf_literals(graphs: Mapping[str, Graph]) -> None:
    """A time is as precise as the source: a literal of EDTF, with the article's words and the days that bound it."""
    times = f"""SELECT ?edtf ?words ?first ?last {{ ?contract :delivery ?delivery . ?delivery :when ?when .
        ?when :edtf ?edtf ; :stated ?words . OPTIONAL {{ ?when :earliest ?earliest }} ?when :latest ?latest
        FILTER(DATATYPE(?edtf) = <{EDTF}>) BIND(STR(?earliest) AS ?first) BIND(STR(?latest) AS ?last) }}"""
    assert ask(graphs[TURKEY], times) == {
        ("2019-23", "fall of 2019", "2019-09-01", "2019-11-30"),
        ("[..2021-12-31]", "by the end of 2021", None, "2021-12-31"),
    }
    limits = f"SELECT DISTINCT ?limit {{ ?when :within ?limit FILTER(DATATYPE(?limit) = <{EDTF}>) }}"
    assert ask(graphs[TURKEY], limits) == {("2020-08/2021-12",)}


def test_voices_are_kept(graphs: Mapping[str, Graph]) -> None:
    """The contract of 2020 is Mikheev's word, of open scope; a receipt names the voice of a single field."""
    voices = """SELECT ?contract ?who ?scope
        { ?contract a :Contract ; :voice "attributed" ; :attributed_to ?who ; :attribution_scope ?scope }"""
    mikheev = url(TURKEY, "people", "alexander-mikheev")
    assert ask(graphs[TURKEY], voices) == {(url(TURKEY, "contracts", "turkey-2020"), mikheev, "ambiguous")}
    fields = "SELECT ?property ?who { ?fact a :Fact ; :property ?property ; :attributed_to ?who }"
    assert ("generation", url(TURKEY, "countries", "US")) in ask(graphs[TURKEY], fields)


def test_the_article_is_told_of(graphs: Mapping[str, Graph], sheets: tuple[Sheet, ...]) -> None:
    """A sheet is based on an article whose IRI is its fingerprint, with what it says of itself."""
    article = """SELECT ?article ?headline ?published { ?sheet schema:isBasedOn ?article . ?article a schema:Article
        OPTIONAL { ?article schema:headline ?headline ; schema:datePublished ?published } }"""
    assert ask(graphs[TURKEY], article) == {(f"urn:sha256:{sheets[0].source.digest}", None, None)}
    [(_, headline, published)] = ask(graphs[FRIGATE], article)
    assert (headline, published) == (sheets[1].source.headline, "2026-03-11")


def test_a_record_is_the_same_alone_and_in_its_sheet(
    archive: Archive, documents: Mapping[str, dict[str, Any]], sheets: tuple[Sheet, ...]
) -> None:
    """With the kinds of the sheet's records and the article's fingerprint, a record reads as it does in the sheet."""
    kinds = {(sheet.id, record.id): kind for sheet in sheets for kind, record in sheet}
    articles = {sheet.id: sheet.source.digest for sheet in sheets}
    for sheet in sheets:
        for kind in KINDS:
            for node in documents[sheet.id][kind]:
                name = node["schema:identifier"]
                alone = one(
                    archive, kind, sheet.id, name, kind_of=lambda *key: kinds.get(key), article_digests=articles
                )
                assert alone == {"@context": documents[sheet.id]["@context"], **node}


def test_what_is_not_known_of_a_record_alone_is_not_made_up(archive: Archive) -> None:
    """Without them, an id of open kind is a node with that id and no address, and receipts point at the sheet."""
    event = one(archive, "events", TURKEY, "press-conference")
    assert event["schema:about"] == [{"schema:identifier": "s-400"}, {"@id": url(TURKEY, "countries", "TR")}]
    contract = one(archive, "contracts", TURKEY, "turkey-2017")
    assert contract["schema:orderedItem"] == {"@id": url(TURKEY, "systems", "s-400")}
    sources = "SELECT DISTINCT ?source { ?target oa:hasSource ?source }"
    assert ask(graph_of(contract, contract["@id"]), sources) == {("/v1/sheets/s400-turkey",)}


def test_nothing_is_fetched_to_read_it(documents: Mapping[str, dict[str, Any]]) -> None:
    """The context stands in the document, whole: it names no other."""
    context = documents[TURKEY]["@context"]
    assert isinstance(context, dict)
    assert "@import" not in context
    assert not any("@context" in str(definition) for definition in context.values())


def test_a_document_with_an_origin_says_where_it_is_from(archive: Archive) -> None:
    """With the public address of the API a document that was saved means the same as the one that was served."""
    found = archive.get("contracts", TURKEY, "turkey-2017") or {}
    document = Document(collection=KINDS["contracts"], scope="record", items=[found])
    served = graph_of(made(document), url(TURKEY, "contracts", "turkey-2017"))
    saved = Graph().parse(data=json.dumps(made(replace(document, base_url=SERVER))), format="json-ld")
    assert isomorphic(saved, served)


def test_only_the_fields_asked_for_are_there(archive: Archive) -> None:
    """A document has the fields that its items have, and what names them."""
    item = archive.get("contracts", TURKEY, "turkey-2017") or {}
    kept = {name: item[name] for name in (*NAMES, "buyer", "gaps")}
    found = made(
        Document(collection=KINDS["contracts"], scope="record", items=[kept], fields=frozenset({"buyer", "gaps"}))
    )
    assert found.keys() == {"@context", "@id", "@type", "schema:identifier", "sheet", "schema:customer", "gaps"}
    whole = archive.whole(TURKEY) or {}
    kept = {name: whole[name] for name in ("id", "url", "media")}
    found = made(Document(collection=SHEETS, scope="sheet", items=[kept], fields=frozenset({"media"})))
    assert found.keys() == {"@context", "@id", "@type", "schema:identifier", "media"}


def test_without_what_is_derived_there_is_none(archive: Archive) -> None:
    """Where nothing computed is asked for, no computed value and no derivation is there, and nothing else is lost."""
    whole, stated = archive.whole(TURKEY), archive.whole(TURKEY, derived=False)
    assert whole
    assert stated
    found = made(Document(collection=SHEETS, scope="sheet", items=[stated], derived=False))
    del found["@context"]
    assert not {"prov:wasDerivedFrom", "prov:wasGeneratedBy", "derived"} & set(names(found))
    for record in whole["contracts"]:
        del record["derived"]
        record["evidence"] = {
            path: proof for path, proof in record["evidence"].items() if proof["basis"] != "derived"
        }
    assert made(Document(collection=SHEETS, scope="sheet", items=[whole]))["contracts"] == found["contracts"]
