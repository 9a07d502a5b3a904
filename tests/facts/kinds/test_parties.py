"""Parties, participants and speakers: the countries that they are or belong to, and the roles that these have."""

from typing import Any

from facts.kinds.country import CountryRole
from facts.model.record import Record, RecordGraph
from tests.facts.factories import make_country, make_record

RECORDS: list[tuple[str, Record]] = [
    ("countries", make_country("TR")),
    ("countries", make_country("NO")),
    ("organizations", make_record("organizations", "ministry", name="Ministry", country="TR")),
    ("organizations", make_record("organizations", "alliance", name="Alliance")),
    ("places", make_record("places", "oslo", name="Oslo", country="NO")),
    ("people", make_record("people", "minister", name="A Minister", country="TR")),
]


def contract(name: str = "deal", **fields: Any) -> Record:
    """Return a contract with some fields."""
    return make_record("contracts", name, title="deal", **fields)


def graph_of(*records: tuple[str, Record]) -> RecordGraph:
    """Return the graph of some records and those that they refer to."""
    return RecordGraph([*RECORDS, *records])


def roles_of(country: str, graph: RecordGraph) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Return the roles of a country, through whom it has each, and the records that give it."""
    derived = graph.records[country].derive(graph)
    roles: tuple[CountryRole, ...] = derived["roles"].value if derived else ()
    return [(role.role, role.through, role.records) for role in roles]


def test_the_countries_of_parties() -> None:
    """A joint purchase has each country of its buyers once; an alliance has none."""
    deal = contract(buyers=["ministry", "TR", "oslo", "alliance"], suppliers=["alliance"])
    derived = deal.derive(graph_of(("contracts", deal)))
    assert derived.keys() == {"buyer_countries"}
    assert derived["buyer_countries"].value == ("TR", "NO")
    assert derived["buyer_countries"].inputs == ("buyers", "organizations/ministry#country", "places/oslo#country")


def test_a_country_has_roles_through_what_belongs_to_it() -> None:
    """A country that buys and whose ministry buys has both, each with the records that give it."""
    deals = [contract("one", buyers=["TR"]), contract("two", buyers=["ministry"], payment={"lender": "ministry"})]
    said = make_record(
        "statements", "said", speaker="minister", named="the minister", attribution_scope="whole",
        summary="so", form="direct", status="asserted",
    )  # fmt: skip
    graph = graph_of(("statements", said), *(("contracts", deal) for deal in deals))
    assert roles_of("TR", graph) == [
        ("buyer", None, ("contracts/one",)),
        ("buyer", "organizations/ministry", ("contracts/two",)),
        ("lender", "organizations/ministry", ("contracts/two",)),
        ("speaker", "people/minister", ("statements/said",)),
    ]
    assert roles_of("NO", graph) == []
    city = make_record("events", "talks", title="talks", kind="talks", participants=["oslo"], status="occurred")
    assert roles_of("NO", graph_of(("events", city))) == [("participant", "places/oslo", ("events/talks",))]
    inputs = graph.records["TR"].derive(graph)["roles"].inputs
    assert {"contracts/two#payment.lender", "organizations/ministry#country"} <= set(inputs)


def test_what_a_country_makes_is_a_role() -> None:
    """A country is the maker of its systems, and of what it makes without a system in the sheet."""
    system = make_record("systems", "radar", name="Radar", country="NO")
    iran = make_country("IR", makes=["missile"])
    graph = graph_of(("systems", system), ("countries", iran))
    assert roles_of("NO", graph) == [("maker", None, ("systems/radar",))]
    assert roles_of("IR", graph) == [("maker", None, ("countries/IR",))]


def statement(name: str, **fields: Any) -> Record:
    """Return a statement with some fields."""
    common = {"named": "someone", "attribution_scope": "whole", "summary": name, "form": "direct"}
    return make_record("statements", name, **common, status="asserted", **fields)


def test_relations_are_told_of_both_statements() -> None:
    """A statement has the relations of others to it, in the form of its own: type, statement, origin and note."""
    first = statement("first")
    relations = [{"type": "disputes", "statement": "first", "origin": "editorial", "note": "in part"}]
    second = statement("second", relations=relations)
    derived = first.derive(graph_of(("statements", first), ("statements", second)))
    [relation] = derived["related_by"].value
    assert relation.model_dump() == relations[0] | {"statement": "second"}
    assert derived["related_by"].inputs == ("statements/second#relations",)


def test_a_statement_has_the_country_of_its_speaker() -> None:
    """The country is that of a person or an organization; an alliance and a group as named have none."""
    said = {speaker: statement("said", speaker=speaker) for speaker in ("TR", "minister", "alliance")}
    for speaker, record in said.items():
        derived = record.derive(graph_of(("statements", record)))
        assert [value.value for value in derived.values()] == ([] if speaker == "alliance" else ["TR"])
    assert statement("said").derive(graph_of()) == {}


def test_what_is_derived_of_a_statement_is_in_no_speakers_voice() -> None:
    """The speaker's country and the relations of others are the sheet's to say, not the speaker's."""
    record = statement("said", speaker="minister")
    for path in ("derived.speaker_country", "derived.related_by"):
        assert record.attribution_of(path).voice == "narrated"
    assert record.attribution_of("amount").attributed_to == "minister"
