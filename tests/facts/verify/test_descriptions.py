"""Words that refer to a record without its name: descriptions that one record fits, and adjectives of countries."""

from collections.abc import Mapping

from facts.kinds.country import Country
from facts.kinds.organization import Organization
from facts.kinds.person import Office, Person
from facts.kinds.place import Place
from facts.kinds.system import Designation, System
from facts.model.record import Record
from facts.verify.descriptions import Descriptions, hint_at_names
from tests.tables import each_row


def records_of(*records: Record) -> Mapping[str, Record]:
    """Return records by their ids."""
    return {record.id: record for record in records}


SHIPS = System.model_construct(
    id="patrol-ships",
    name="Kalev",
    kind="patrol ship",
    country="TR",
    designations=(Designation(name="Lahemaa design"),),
)
GUARD = Organization.model_construct(id="guard", name="Coast Guard", kind=None, also_called=())
ESTONIA = Country.model_construct(id="EE", name="Estonia", also_called=())
MINISTER = Person.model_construct(id="roy", name="Ana Roy", offices=(Office(title="Minister for Trade"),))
DIRECTOR = Person.model_construct(id="lie", name="Per Lie", offices=(Office(title="former director"),))
FERRIES = System.model_construct(id="ferries", name="ferries", kind=None, country=None, designations=())
RECORDS = records_of(SHIPS, GUARD, ESTONIA, FERRIES, MINISTER, DIRECTOR)
NAMED = """
patrol-ships: These ships | The new ships | the two ships will sail | the patrol ships,
guard: The Guard disputes | The guard disputes that | The guard doubts the figure | the guard rejects it
guard: the guard claims | the guard dismisses
patrol-ships: Their ship | this patrol ship
patrol-ships: The Turkish design | both 60-metre Kalev ships | the same three ships | the 2 ships | The ship is late
guard: the Guard | the guard's chief | The new guard | the guard said
ferries: These ferries | the ferry
roy: the minister said | The minister, who
EE: the Estonian coast guard | Estonian ships | Estonia | Estonia's
"""
UNNAMED = """
patrol-ships: The other ships | The old ships | ships | two ships | These boats | the ship owner | the Russian ships
patrol-ships: the Estonian design | the | the owner of ships | the very first ships | a ship | the design team
guard: a guard | the old guard | the guards
guard: the guard disputes of May | the guard officers | the guard plans | the guard claims were | the guard reports of
ferries: the ship | a ferry | the old ferry
roy: the foreign minister | a minister | the trade | the ministers
lie: the director | the former director
EE: the coast guard | Latvian ships | the Baltic country | Estonish
"""


def rows_of(table: str) -> list[tuple[str, str]]:
    """Return each id with each of its texts."""
    lines = [line.partition(": ") for line in table.strip().splitlines()]
    return [(target, text.strip()) for target, _, texts in lines for text in texts.split("|")]


@each_row(("target", "text"), rows_of(NAMED))
def test_a_description_that_one_record_fits_names_it(target: str, text: str) -> None:
    """A determiner and the last word of a name or a kind refer to its only bearer, a country's adjective to it."""
    assert Descriptions(RECORDS).mention(target, text)


@each_row(("target", "text"), rows_of(UNNAMED))
def test_a_description_that_may_be_of_another_thing_does_not(target: str, text: str) -> None:
    """Other nouns, words that set something apart, and things that are not definite refer to no record."""
    assert not Descriptions(RECORDS).mention(target, text)


def test_a_description_of_two_records_names_neither() -> None:
    """Where two records have the noun, only their names tell them apart."""
    supply = System.model_construct(id="supply", name="supply ship", kind=None, designations=())
    descriptions = Descriptions({**RECORDS, "supply": supply})
    assert not descriptions.mention("patrol-ships", "These ships")
    assert not descriptions.mention("supply", "These ships")
    assert descriptions.mention("supply", "These supply ships")
    assert descriptions.mention("patrol-ships", "The Turkish ships")
    assert not descriptions.mention("supply", "The Turkish ships")
    assert not descriptions.mention("patrol-ships", "The Danish ships")
    assert descriptions.mention("ferries", "These ferries")


@each_row(
    ("record", "field"),
    [(SHIPS, "`designations`"), (GUARD, "`also_called`"), (ESTONIA, "`also_called`"), (None, "")],
)
def test_a_hint_names_a_field_that_the_record_has(record: Record | None, field: str) -> None:
    """The hint tells the name to quote, and the field for other names if this kind of record has one."""
    place = Place.model_construct(id="kuressaare", name="Kuressaare")
    hint = hint_at_names(record or place)
    assert (record or place).aliases()[0] in hint
    assert hint.endswith(f"to its {field}") if field else "to its" not in hint
