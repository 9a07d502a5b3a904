"""What the sheets of the corpus name: countries, people, organizations, places and systems."""

from collections.abc import Iterator
from typing import Any

from facts.kinds.country import Country
from tests.benchmark.corpus.pools import Entity, country_name
from tests.benchmark.corpus.raw_record import RawRecord
from tests.benchmark.corpus.raw_sheet import ACTORS, RawSheet
from tests.benchmark.corpus.values import build_quantity

OFFICES = {"current": 60, "former": 40}


def build_countries(sheet: RawSheet) -> Iterator[RawRecord]:
    """Yield the countries of a sheet."""
    for code in sheet.ids["countries"]:
        name = country_name(code)
        record = sheet.begin(code, name)
        record.set("name", name)
        record.set("also_called", quote_several(sheet, 3, chance=0.4))
        codes = Country.reference_values(code)
        for field in ("alpha3", "numeric"):
            value, standard = codes.get(field, (None, ""))
            record.set_code(field, value, standard)
        record.set("makes", label_several(sheet, 2, chance=0.1))
        yield record


def build_people(sheet: RawSheet) -> Iterator[RawRecord]:
    """Yield the people of a sheet."""
    for person in sheet.subjects.get("people", ()):
        record = sheet.begin(person.id, person.name)
        record.set("name", person.name)
        record.set_groups("offices", [build_office(sheet) for _ in range(sheet.random.choice((0, 1, 1, 1, 2)))])
        record.set("country", sheet.pick_country(person, 0.4))
        yield record


def build_office(sheet: RawSheet) -> dict[str, Any]:
    """Return an office of a person."""
    organization = sheet.pick("organizations", chance=0.7)
    return {"title": sheet.words(1, 5), "organization": organization, "status": sheet.choose(OFFICES, 0.3)}


def build_organizations(sheet: RawSheet) -> Iterator[RawRecord]:
    """Yield the organizations of a sheet."""
    for organization in sheet.subjects.get("organizations", ()):
        record = sheet.begin(organization.id, organization.name)
        initials = "".join(word[0] for word in organization.name.split()).upper()
        record.set("name", organization.name)
        record.set("short_name", initials if sheet.random.random() < 0.2 else None)
        record.set("also_called", quote_several(sheet, 2, chance=0.2))
        add_label_and_country(sheet, record, organization)
        yield record


def build_places(sheet: RawSheet) -> Iterator[RawRecord]:
    """Yield the places of a sheet."""
    for place in sheet.subjects.get("places", ()):
        record = sheet.begin(place.id, place.name)
        record.set("name", place.name)
        add_label_and_country(sheet, record, place)
        yield record


def build_systems(sheet: RawSheet) -> Iterator[RawRecord]:
    """Yield the systems of a sheet."""
    for system in sheet.subjects.get("systems", ()):
        record = sheet.begin(system.id, system.name)
        record.set_voice(sheet.pick(*ACTORS))
        record.set("name", system.name)
        designations = sheet.random.choice((0, 0, 1, 2))
        record.set_groups("designations", [build_designation(sheet) for _ in range(designations)])
        record.set("qualifiers", quote_several(sheet, 2, chance=0.3))
        record.set("generation", sheet.words(2, 3, chance=0.2))
        add_label_and_country(sheet, record, system)
        record.set("developed", sheet.date(0.4))
        record.set_group("adopted", {"by": sheet.pick("organizations", chance=0.3), "when": sheet.date(0.4)})
        capabilities = [sheet.words(4, 10) for _ in range(sheet.random.choice((0, 1, 3)))]
        record.set("capabilities", capabilities)
        has_missiles = sheet.random.random() < 0.3
        record.set("missile_types", build_quantity(sheet.random, sheet.pools) if has_missiles else None)
        yield record


def build_designation(sheet: RawSheet) -> dict[str, Any]:
    """Return another name of a system."""
    return {"name": sheet.words(1, 2), "used_by": sheet.pick(*ACTORS, chance=0.5)}


def add_label_and_country(sheet: RawSheet, record: RawRecord, subject: Entity) -> None:
    """Fill in the kind and the country of a subject."""
    record.set("kind", subject.label if sheet.random.random() < 0.8 else None)
    record.set("country", sheet.pick_country(subject, 0.5))


def quote_several(sheet: RawSheet, most: int, chance: float) -> list[str]:
    """Return up to `most` quotations of the article, with a `chance` of any at all."""
    if sheet.random.random() > chance:
        return []
    quotations = (sheet.text.build_span()["exact"] for _ in range(sheet.random.randint(1, most)))
    return list(dict.fromkeys(quotations))


def label_several(sheet: RawSheet, most: int, chance: float) -> list[str]:
    """Return up to `most` categories, with a `chance` of any at all."""
    if sheet.random.random() > chance:
        return []
    return sheet.pools.labels.draw_different(sheet.random, sheet.random.randint(1, most))
