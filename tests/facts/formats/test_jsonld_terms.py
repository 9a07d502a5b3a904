"""JSON-LD uses the terms of its vocabularies as they are defined, and its own where they have none."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic_core import to_jsonable_python
from rdflib.compare import isomorphic

from facts.archive import Archive
from facts.formats.document import Document
from facts.formats.jsonld.compaction import SCHEMA_TERMS
from facts.formats.jsonld.vocabulary import DATES, TERMS, TYPES
from facts.kinds import KINDS
from facts.model.collection import Filters
from facts.model.figure import Figure
from facts.model.kind import Kind
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.record import ActorId, AttributedRecord
from facts.model.share import Share
from facts.model.values import EdtfDate
from tests.facts.formats.documents import record_document
from tests.facts.formats.sparql import TURKEY, iter_keys, parse_graph, record_path, select, to_jsonld
from tests.tables import each_row

SCHEMA_BOUNDS = {"value", "minValue", "maxValue"}

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own


@each_row(
    ("edtf", "start", "end"),
    [
        ("2018-10", "2018-10", None),
        ("2018-09-15/2018-10-20", "2018-09-15", "2018-10-20"),
        ("2020/..", "2020", None),
        ("../2020", None, "2020"),
        ("[..2021-12-31]", "[..2021-12-31]", None),
    ],
)
def test_an_event_starts_and_ends_as_schema_org_has_it(edtf: str, start: str | None, end: str | None) -> None:
    """The start and end of an interval have properties of their own; an open end has none."""
    event = render_fields("events", when=EdtfDate(edtf=edtf, stated="then"))
    assert (event.get("startDate"), event.get("endDate")) == (start, end)


BOUNDS = [
    ("=", {"value": 4}),
    (">=", {"minValue": 4}),
    ("<=", {"maxValue": 4}),
    ("..", {"minValue": 4, "maxValue": 5}),
    *((operator, {}) for operator in (">", "<", "~")),
]


@each_row(("operator", "terms"), BOUNDS)
def test_a_number_is_not_made_more_exact(operator: Any, terms: dict[str, int]) -> None:
    """A number is a value, a minimum or a maximum only with the operator for that; the operator is included."""
    to = 5 if operator == ".." else None
    node = render_fields("events", quantity=Quantity(operator=operator, value=4, to=to, unit="type", stated="four"))
    quantity = node["quantity"]
    assert {name: quantity[name] for name in quantity.keys() & SCHEMA_BOUNDS} == terms
    assert (quantity["operator"], quantity["fact:value"], quantity["unitText"]) == (operator, 4, "type")
    end = to and Decimal(to)
    node = render_fields(
        "contracts", value=Money(operator=operator, amount=Decimal(4), to=end, currency="USD", stated="four dollars")
    )
    value = node["fact:value"]
    decimals = {name: {"@type": "xsd:decimal", "@value": str(number)} for name, number in terms.items()}
    assert {name: value[name] for name in value.keys() & SCHEMA_BOUNDS} == decimals
    assert (value["operator"], value["amount"]["@value"], value["currency"]) == (operator, "4", "USD")


def test_an_empty_quantity_is_a_word() -> None:
    """A quantity without a number has only the article's words."""
    quantity = render_fields("events", quantity=Quantity(value=None, stated="a batch"))["quantity"]
    assert quantity["stated"] == "a batch"
    assert not {"value", "fact:value"} & quantity.keys()


def render_fields(kind: str, **fields: Any) -> dict[str, Any]:
    """Return the JSON-LD of a record with only these fields."""
    item = {"id": "it", "sheet": "test", "url": record_path("test", kind, "it")} | to_jsonable_python(fields)
    return to_jsonld(Document(collection=KINDS[kind], type="record", items=[item]))


class Treaty(AttributedRecord):
    """A kind of record that is defined only in this test."""

    title_field = "title"

    title: str
    parties: tuple[ActorId, ...] = ()
    signed: EdtfDate | None = None
    share: Share | None = None
    price: Money | None = None
    fee: Figure | None = None


@pytest.mark.parametrize("kind", ["contracts", "people", "statements", "media"])
def test_terms_of_schema_org_need_no_prefix(archive: Archive, kind: str) -> None:
    """Names and the like stand without a prefix, and the graph is the same as with one."""
    jsonld = to_jsonld(record_document(archive, kind, TURKEY, KINDS[kind].example_id))
    assert {"identifier", "name", "abstract", "caption"} & set(iter_keys(jsonld))
    assert not [key for key in iter_keys(jsonld) if key.startswith("schema:")]
    context = {name: meaning for name, meaning in jsonld["@context"].items() if name not in SCHEMA_TERMS}
    context |= {f"schema:{name}": jsonld["@context"][name] for name in SCHEMA_TERMS}
    node = {name: value for name, value in jsonld.items() if name != "@context"}
    prefixed = {"@context": context} | with_prefixes(node)
    assert isomorphic(parse_graph(jsonld, jsonld["@id"]), parse_graph(prefixed, jsonld["@id"]))


def with_prefixes(value: Any) -> Any:
    """Return JSON-LD in which the terms of schema.org have their prefix, and those of the project none."""
    if isinstance(value, list):
        return [with_prefixes(element) for element in value]
    if not isinstance(value, dict):
        return value
    terms = ("@type", "rdf:predicate")
    return {
        with_prefix(name): [with_prefix(term) for term in [content] * isinstance(content, str) or content]
        if name in terms and "@value" not in value
        else with_prefixes(content)
        for name, content in value.items()
    }


def with_prefix(term: str) -> str:
    """Return a term with the prefix of schema.org, if it is one of its terms, and without that of the project."""
    return f"schema:{term}" if term in SCHEMA_TERMS else term.removeprefix("fact:")


def test_a_new_kind_needs_nothing_here() -> None:
    """A kind without a row in the vocabulary uses the project's terms: the names of its model and fields."""
    kind = Kind(
        name="treaties", singular="treaty", model=Treaty, description="Treaties.", filters=Filters, example_id="peace"
    )
    fields = {
        "title": "Peace",
        "parties": ["TR", "nato"],
        "signed": EdtfDate(edtf="2018", stated="2018"),
        "share": Share(value=Decimal("0.45"), stated="45%"),
        "price": Money(amount=Decimal(5), currency="USD", stated="5 dollars"),
        "fee": Share(value=Decimal("0.02"), stated="2%"),
    }
    item = {"id": "peace", "sheet": "test", "url": record_path("test", "treaties", "peace")} | to_jsonable_python(
        fields
    )
    graph = parse_graph(to_jsonld(Document(collection=kind, type="record", items=[item])), item["url"])
    query = """SELECT ?title ?party ?edtf ?share ?amount ?fee { ?treaty a :Treaty ; :title ?title ; :parties ?party ;
        :signed ?when ; :share ?part ; :price ?price ; :fee ?charge . ?when :edtf ?edtf . ?part schema:value ?share .
        ?price schema:value ?amount . ?charge a :Share ; :least ?fee FILTER isIRI(?party) }"""
    country = record_path("test", "countries", "TR")
    assert select(graph, query) == {("Peace", country, "2018", Decimal("0.45"), Decimal(5), Decimal("0.02"))}


def test_the_vocabulary_names_existing_fields() -> None:
    """Every term is for an existing field of its model, and no two fields of a model share one."""
    for table in (TERMS, DATES):
        for model, terms in table.items():
            assert terms.keys() <= model.model_fields.keys()
            assert len(set(terms.values())) == len(terms)
    assert {kind.model for kind in KINDS.values()} <= TYPES.keys()
