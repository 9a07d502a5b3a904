"""JSON-LD uses the terms of its vocabularies as they are defined, and its own where they have none."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic_core import to_jsonable_python

from facts.formats.document import Document
from facts.formats.jsonld.vocabulary import DATES, TERMS, TYPES
from facts.kinds import KINDS
from facts.model.collection import Filters
from facts.model.kind import Kind
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.record import ActorId, AttributedRecord
from facts.model.share import Share
from facts.model.values import EdtfDate
from tests.facts.formats.sparql import parse_graph, record_path, select, to_jsonld

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own


@pytest.mark.parametrize(
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
    assert (event.get("schema:startDate"), event.get("schema:endDate")) == (start, end)


@pytest.mark.parametrize(
    ("operator", "term"),
    [("=", "schema:value"), (">=", "schema:minValue"), ("<=", "schema:maxValue"), (">", None), ("~", None)],
)
def test_a_quantity_is_not_made_more_exact(operator: Any, term: str | None) -> None:
    """A number is a value, a minimum or a maximum only with the operator for that; the operator is included."""
    quantity = render_fields("events", quantity=Quantity(operator=operator, value=4, unit="type", stated="four"))[
        "quantity"
    ]
    bounds = {"schema:value", "schema:minValue", "schema:maxValue"} & quantity.keys()
    assert bounds == ({term} if term else set())
    assert (quantity["operator"], quantity["value"], quantity["schema:unitText"]) == (operator, 4, "type")


def test_an_empty_quantity_is_a_word() -> None:
    """A quantity without a number has only the article's words."""
    quantity = render_fields("events", quantity=Quantity(value=None, stated="a batch"))["quantity"]
    assert quantity["stated"] == "a batch"
    assert not {"value", "schema:value"} & quantity.keys()


def render_fields(kind: str, **fields: Any) -> dict[str, Any]:
    """Return the JSON-LD of a record with only these fields."""
    item = {"id": "it", "sheet": "test", "url": record_path("test", kind, "it")} | to_jsonable_python(fields)
    return to_jsonld(Document(collection=KINDS[kind], scope="record", items=[item]))


class Treaty(AttributedRecord):
    """A kind of record that is defined only in this test."""

    title_field = "title"

    title: str
    parties: tuple[ActorId, ...] = ()
    signed: EdtfDate | None = None
    share: Share | None = None
    price: Money | None = None


def test_a_new_kind_needs_nothing_here() -> None:
    """A kind without a row in the vocabulary uses the project's terms: the names of its model and fields."""
    kind = Kind(
        name="treaties", singular="treaty", model=Treaty, description="Treaties.", filters=Filters, example_id="peace"
    )
    fields = {
        "title": "Peace",
        "parties": ["TR", "nato"],
        "signed": EdtfDate(edtf="2018", stated="2018"),
        "share": "0.45",
        "price": Money(amount=Decimal(5), currency="USD", stated="5 dollars"),
    }
    item = {"id": "peace", "sheet": "test", "url": record_path("test", "treaties", "peace")} | to_jsonable_python(
        fields
    )
    graph = parse_graph(to_jsonld(Document(collection=kind, scope="record", items=[item])), item["url"])
    query = """SELECT ?title ?party ?edtf ?share ?amount { ?treaty a :Treaty ; :title ?title ; :parties ?party ;
        :signed ?when ; :share ?share ; :price ?price . ?when :edtf ?edtf . ?price schema:value ?amount
        FILTER isIRI(?party) }"""
    country = record_path("test", "countries", "TR")
    assert select(graph, query) == {("Peace", country, "2018", Decimal("0.45"), Decimal(5))}


def test_the_vocabulary_names_existing_fields() -> None:
    """Every term is for an existing field of its model, and no two fields of a model share one."""
    for table in (TERMS, DATES):
        for model, terms in table.items():
            assert terms.keys() <= model.model_fields.keys()
            assert len(set(terms.values())) == len(terms)
    assert {kind.model for kind in KINDS.values()} <= TYPES.keys()
