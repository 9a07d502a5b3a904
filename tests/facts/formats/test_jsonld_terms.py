"""JSON-LD uses the terms of its vocabularies as they are meant, and our own where they have none."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic_core import to_jsonable_python

from facts.formats.document import Document
from facts.formats.jsonld.vocabulary import DATES, TERMS, TYPES
from facts.kinds import KINDS, Kind
from facts.model.record import ActorId, AttributedRecord
from facts.model.values import EdtfDate, Money, Quantity, Share
from tests.facts.formats.sparql import ask, graph_of, made, url

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
    """The two ends of an interval are told apart; an open end is none."""
    found = alone("events", when=EdtfDate(edtf=edtf, stated="then"))
    assert (found.get("schema:startDate"), found.get("schema:endDate")) == (start, end)


@pytest.mark.parametrize(
    ("operator", "term"),
    [("=", "schema:value"), (">=", "schema:minValue"), ("<=", "schema:maxValue"), (">", None), ("~", None)],
)
def test_a_quantity_is_not_made_more_exact(operator: Any, term: str | None) -> None:
    """A number is a value, a least or a greatest value only where it is meant so; the operator is kept."""
    quantity = alone("events", quantity=Quantity(operator=operator, value=4, unit="type", stated="four"))["quantity"]
    bounds = {"schema:value", "schema:minValue", "schema:maxValue"} & quantity.keys()
    assert bounds == ({term} if term else set())
    assert (quantity["operator"], quantity["value"], quantity["schema:unitText"]) == (operator, 4, "type")


def test_an_empty_quantity_is_a_word() -> None:
    """A quantity without a number has the article's word and no number."""
    quantity = alone("events", quantity=Quantity(value=None, stated="a batch"))["quantity"]
    assert quantity["stated"] == "a batch"
    assert not {"value", "schema:value"} & quantity.keys()


def alone(kind: str, **fields: Any) -> dict[str, Any]:
    """A record that has these fields alone, as a document."""
    item = {"id": "it", "sheet": "made", "url": url("made", kind, "it")} | to_jsonable_python(fields)
    return made(Document(collection=KINDS[kind], scope="record", items=[item]))


class Treaty(AttributedRecord):
    """A kind of record that nothing but this test knows."""

    title_field = "title"

    title: str
    parties: tuple[ActorId, ...] = ()
    signed: EdtfDate | None = None
    share: Share | None = None
    price: Money | None = None


def test_a_new_kind_needs_nothing_here() -> None:
    """A kind without a row in the vocabulary is told in our own terms, by the names of its model and fields."""
    kind = Kind(name="treaties", singular="treaty", model=Treaty, description="Treaties.", filters={}, sorts={})
    fields = {
        "title": "Peace",
        "parties": ["TR", "nato"],
        "signed": EdtfDate(edtf="2018", stated="2018"),
        "share": "0.45",
        "price": Money(amount=Decimal(5), currency="USD", stated="5 dollars"),
    }
    item = {"id": "peace", "sheet": "made", "url": url("made", "treaties", "peace")} | to_jsonable_python(fields)
    graph = graph_of(made(Document(collection=kind, scope="record", items=[item])), item["url"])
    query = """SELECT ?title ?party ?edtf ?share ?amount { ?treaty a :Treaty ; :title ?title ; :parties ?party ;
        :signed ?when ; :share ?share ; :price ?price . ?when :edtf ?edtf . ?price schema:value ?amount
        FILTER isIRI(?party) }"""
    country = url("made", "countries", "TR")
    assert ask(graph, query) == {("Peace", country, "2018", Decimal("0.45"), Decimal(5))}


def test_the_vocabulary_names_what_there_is() -> None:
    """Every term is of a field that its model has, and no two fields of a model share one."""
    for table in (TERMS, DATES):
        for model, terms in table.items():
            assert terms.keys() <= model.model_fields.keys()
            assert len(set(terms.values())) == len(terms)
    assert {kind.model for kind in KINDS.values()} <= TYPES.keys()
