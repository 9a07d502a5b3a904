"""The bundled sheet has the agreed readings of the article and every required record."""

from decimal import Decimal
from operator import attrgetter
from typing import Any

import pytest

from facts.archive import Archive, Query
from facts.kinds.contract import Contract
from facts.kinds.event import EventFilters
from facts.kinds.statement import Statement
from facts.model.record import Record, RecordGraph
from facts.sheets.loader import read_sheet
from facts.sheets.sheet import Sheet
from tests.conftest import S400
from tests.tables import each_row

SHEET = read_sheet(S400)
BY_ID = {record.id: record for _, record in SHEET}
GRAPH = RecordGraph(SHEET)
ARTICLE = "933fb16eb7c7d38bd6349593d1e15cf277033afd54783467fb5f63e722ab2fc1"

IDS = {
    "contracts": {"turkey-2017", "india-2018", "turkey-2020"},
    "countries": {"TR", "RU", "IN", "US", "SA", "IR"},
    "systems": {"s-400", "hawk", "patriot", "f-35"},
    "people": {
        *("jens-stoltenberg", "mevlut-cavusoglu", "sergei-balmasov", "sergei-ermakov", "clark-cooper"),
        *("recep-tayyip-erdogan", "alexander-mikheev"),
    },
}
TIMES = {
    ("turkey-2017", "signed"): ("2017", "2017-01-01", "2017-12-31"),
    ("turkey-2017", "delivery.when"): ("2019-23", "2019-09-01", "2019-11-30"),
    ("india-2018", "signed"): ("2018-10", "2018-10-01", "2018-10-31"),
    ("india-2018", "delivery.when"): ("[..2021-12-31]", "2018-10-01", "2021-12-31"),
    ("turkey-2020", "signed"): ("2020-08", "2020-08-01", "2020-08-31"),
    ("s-400", "developed"): ("200X", "2000-01-01", "2009-12-31"),
    ("s-400", "adopted.when"): ("2007", "2007-01-01", "2007-12-31"),
    ("cavusoglu-interview", "when"): ("XXXX-09", "2020-09-01", "2021-09-30"),
    ("threat-to-bases", "when"): ("2019-12", "2019-12-01", "2019-12-31"),
    ("ministry-message", "when"): ("2019-12", "2019-12-01", "2019-12-31"),
}
GAPS = {
    "turkey-2017": {"delivery.started"},
    "india-2018": {"value", "quantity", "payment", "delivery.started"},
    "turkey-2020": {"value", "quantity", "payment", "delivery"},
}
EXPERTS = {"sergei-balmasov", "sergei-ermakov"}
EDITORIAL = {
    ("balmasov-replacement", "stoltenberg-alternative"): "disputes",
    ("balmasov-replacement", "stoltenberg-work-with-allies"): "disputes",
    ("balmasov-incompatibility-talk", "stoltenberg-integration"): "disputes",
    ("ermakov-political-reasons", "stoltenberg-concern"): "disputes",
    ("ermakov-political-reasons", "stoltenberg-allied-air-assets"): "disputes",
    ("ermakov-below-s-400", "balmasov-inferior"): "similar_view",
    ("ermakov-below-s-400", "balmasov-replacement"): "similar_view",
    ("ermakov-pressure", "balmasov-alliance-demands"): "similar_view",
    ("ermakov-political-reasons", "balmasov-incompatibility-talk"): "similar_view",
    ("stoltenberg-integration", "washington-incompatibility"): "similar_view",
}
STATUS = {
    "western-refusal": ("standing", {"cavusoglu-western-refusal"}),
    "several-divisions-decision": ("occurred", {"cavusoglu-divisions-decision"}),
    "american-systems-in-saudi-arabia": ("occurred", {"balmasov-use-in-saudi-arabia"}),
    "prevention-of-supplies": ("standing", {"cooper-prevention"}),
    "influence-on-india": ("standing", {"cooper-influence-on-india"}),
    "pressure-on-ankara": ("occurred", {"ermakov-pressure"}),
    "second-contract-negotiations": ("occurred", {"mikheev-negotiations"}),
    "sanctions-in-message": ("standing", {"ministry-despite-sanctions"}),
    "missile-defense-around-russia": ("planned", {"ermakov-missile-defense"}),
    "threat-to-bases": ("occurred", set()),
    "closing-of-bases": ("threatened", {"erdogan-bases"}),
    "planned-fighter-delivery": ("planned", {"washington-planned-delivery"}),
    "further-purchases": ("conditional", {"cavusoglu-other-states", "cavusoglu-otherwise"}),
    "turkish-membership": ("standing", {"experts-membership"}),
    "possible-sanctions": ("conditional", {"stoltenberg-sanctions"}),
}


def value_at(record: Record, path: str) -> Any:
    """Return the value at a dotted path of a record."""
    return attrgetter(path)(record)


def get_contract(name: str) -> Contract:
    """Return a contract of the sheet by its id."""
    record = BY_ID[name]
    assert isinstance(record, Contract)
    return record


def get_statements() -> list[Statement]:
    """Return the statements of the sheet."""
    return [record for record in SHEET.records["statements"] if isinstance(record, Statement)]


def test_it_is_a_sheet_of_the_article() -> None:
    """The source has the article's size and digest, and its two headings are factless."""
    source = SHEET.source
    assert (source.digest, source.characters, len(source.passages)) == (ARTICLE, 8035, 74)
    assert [entry.passage for entry in source.factless] == [12, 50]
    assert set(source.gaps) == {"headline", "byline", "publisher", "published", "url"}


@each_row(("kind", "ids"), IDS.items())
def test_it_has_these_records_and_no_other(kind: str, ids: set[str]) -> None:
    """The contracts, countries, systems and people are those of the article."""
    assert {record.id for record in SHEET.records[kind]} == ids


def test_it_has_records_of_the_other_kinds() -> None:
    """Each claim is a statement, and each photograph is a medium without a date."""
    assert len(SHEET.records["statements"]) >= 45
    assert len(SHEET.records["events"]) >= 20
    assert len(SHEET.records["media"]) == 4
    assert all("taken" in record.gaps for record in SHEET.records["media"])
    spans = [span for statement in get_statements() for span in statement.evidence["summary"].spans]
    opening = {span.passage for span in spans if span.passage <= 11}
    assert opening >= {1, 3, 4, 5, 9, 10, 11}


@each_row(("field", "expected"), TIMES.items())
def test_times_are_as_precise_as_the_article(field: tuple[str, str], expected: tuple[str, str | None, str]) -> None:
    """Each date has the agreed expression and bounds."""
    record, path = field
    date = value_at(BY_ID[record], path)
    assert (date.edtf, date.earliest, date.latest) == expected


def test_an_unknown_year_is_inferred() -> None:
    """September has no year: its limits are inferred by an editor, with a note why."""
    receipt = BY_ID["cavusoglu-interview"].evidence["when.within"]
    assert receipt.basis == "inferred"
    assert {span.passage for span in receipt.spans} >= {46}


def test_the_first_contract() -> None:
    """The value is 2.5 billion dollars, narrated; 45% are pledged, Russia lends the rest; it was delivered."""
    first = get_contract("turkey-2017")
    assert first.voice == "narrated"
    assert (first.buyers, first.suppliers, first.system) == (("TR",), ("RU",), "s-400")
    assert first.value
    assert (first.value.operator, first.value.amount, first.value.currency) == ("=", Decimal(2500000000), "USD")
    assert first.payment
    assert first.payment.advance_share
    assert (first.payment.advance_share.operator, first.payment.advance_share.value) == ("=", Decimal("0.45"))
    assert (first.payment.lender, first.payment.advance_status) == ("RU", "pledged")
    assert first.delivery
    assert first.delivery.status == "occurred"
    [span] = first.evidence["value"].spans
    assert (span.passage, span.start, span.end, span.exact) == (34, 3434, 3447, "$ 2.5 billion")
    values = {name: derived.value for name, derived in first.derive(GRAPH).items()}
    assert (values["advance"].amount, values["loan"].amount) == (1125000000, 1375000000)
    assert values["loan_share"] == Decimal("0.55")


@each_row(("name", "paths"), GAPS.items())
def test_what_contracts_leave_open(name: str, paths: set[str]) -> None:
    """What the article does not state of a contract is a gap, and nothing is derived from it."""
    assert paths <= {path for path, gap in BY_ID[name].gaps.items() if gap.status == "not_stated"}
    derived = get_contract(name).derive(GRAPH).keys()
    assert bool(derived & {"advance", "loan_share", "loan"}) == (name == "turkey-2017")
    assert {"buyer_countries", "supplier_countries"} <= derived


def test_the_later_contracts() -> None:
    """India's system is inferred and its delivery planned; the second Turkish contract is attributed to Mikheev."""
    india, second = get_contract("india-2018"), get_contract("turkey-2020")
    assert (india.buyers, india.system, india.evidence["system"].basis) == (("IN",), "s-400", "inferred")
    assert india.delivery
    assert india.delivery.status == "planned"
    assert (second.voice, second.attributed_to, second.attribution_scope) == (
        "attributed",
        "alexander-mikheev",
        "ambiguous",
    )
    steps = [record for record in SHEET.records["events"] if "turkey-2020" in getattr(record, "about", ())]
    assert {getattr(step, "attributed_to", None) for step in steps} >= {"alexander-mikheev"}
    assert {getattr(step, "status", None) for step in steps} == {"occurred"}


def test_the_missiles() -> None:
    """The S-400 has more than four types of missiles, and its NATO designation."""
    system = BY_ID["s-400"]
    types = value_at(system, "missile_types")
    assert (types.operator, types.value) == (">", 4)
    assert "SA-21 Growler" in {designation.name for designation in value_at(system, "designations")}


def test_relations_of_the_experts() -> None:
    """Ermakov's similar view to Balmasov is stated; Balmasov's dispute with Stoltenberg is editorial."""
    relations = [(statement.speaker, relation) for statement in get_statements() for relation in statement.relations]
    open_target = value_at(BY_ID["ermakov-similar-view"], "relations")
    by_balmasov = [relation for speaker, relation in relations if speaker == "sergei-balmasov"]
    disputed = [relation for relation in by_balmasov if relation.type == "disputes"]
    assert [(relation.type, relation.origin) for relation in open_target] == [("similar_view", "stated")] * 3
    assert {getattr(BY_ID[relation.target], "speaker", None) for relation in open_target} == {"sergei-balmasov"}
    assert {relation.origin for relation in disputed} == {"editorial"}
    speakers = {getattr(BY_ID[relation.target], "speaker", None) for relation in disputed}
    assert speakers == {"jens-stoltenberg", "US"}
    receipts = BY_ID["balmasov-incompatibility-talk"].evidence
    assert {receipts[path].basis for path in ("speaker", "summary", "status", "about")} == {"inferred"}


def test_relations_are_mutual() -> None:
    """A statement that another relates to has the same relation to the other, so its gap never denies one."""
    relations = {
        (statement.id, relation.target, relation.type, relation.origin, relation.note)
        for statement in get_statements()
        for relation in statement.relations
    }
    assert {(target, source, *rest) for source, target, *rest in relations} == relations


@each_row(("pair", "relation"), EDITORIAL.items())
def test_editorial_relations(pair: tuple[str, str], relation: str) -> None:
    """Statements that a reader can compare are related, as an editor's comparison."""
    source, target = pair
    [type_and_origin] = [
        (link.type, link.origin) for link in value_at(BY_ID[source], "relations") if link.target == target
    ]
    assert type_and_origin == (relation, "editorial")


@pytest.mark.parametrize(("name", "expected"), STATUS.items())
def test_status_is_as_in_the_telling(name: str, expected: tuple[str, set[str]]) -> None:
    """An event has the status that its teller gives it; a statement with the same content has the same status."""
    status, statements = expected
    assert value_at(BY_ID[name], "status") == status
    assert {value_at(BY_ID[statement], "status") for statement in statements} <= {status}


def test_the_threat_and_what_is_threatened() -> None:
    """The threat occurred in December 2019; the closing of the bases is undated, and each points to the other."""
    closing, threat = BY_ID["closing-of-bases"], BY_ID["threat-to-bases"]
    assert "threat-to-bases" in value_at(closing, "about")
    assert "closing-of-bases" in value_at(threat, "about")
    assert "whether the closing came is not said" in closing.gaps["when"].note
    assert value_at(BY_ID["erdogan-bases"], "occasion") == "threat-to-bases"


def test_the_planned_delivery_of_fighters_is_no_live_plan() -> None:
    """The planned delivery and the exclusion that followed point to each other, and the title tells of both."""
    plan, exclusion = BY_ID["planned-fighter-delivery"], BY_ID["fighter-program-exclusion"]
    assert exclusion.id in value_at(plan, "about")
    assert plan.id in value_at(exclusion, "about")
    assert "exclusion" in value_at(plan, "title")


def test_no_event_repeats_a_contract() -> None:
    """Signatures and deliveries are fields of contracts, so the timeline has one entry for each."""
    kinds = {(value_at(event, "kind"), event.id) for event in SHEET.records["events"]}
    assert {name for kind, name in kinds if kind in {"signature", "delivery"}} == {"planned-fighter-delivery"}


def test_names_and_kinds_are_those_of_the_article() -> None:
    """NATO is the short name of the alliance; that cities are capitals is not said."""
    nato = BY_ID["nato"]
    assert (value_at(nato, "name"), value_at(nato, "short_name")) == ("North Atlantic Alliance", "NATO")
    assert all("kind" in BY_ID[name].gaps for name in ("ankara", "moscow", "washington"))


def test_what_only_the_nearest_words_attribute_is_ambiguous() -> None:
    """Where the article leaves open what an attribution covers, or on which occasion it was said, the sheet does."""
    scopes = {statement.id for statement in get_statements() if statement.attribution_scope == "ambiguous"}
    assert scopes >= {"stoltenberg-alternative", "balmasov-incompatibility-talk", "mikheev-signature"}
    later = [
        statement
        for statement in get_statements()
        if statement.speaker in EXPERTS and all(span.passage > 61 for span in statement.evidence["summary"].spans)
    ]
    assert len(later) == 16
    assert {statement.gaps[path].status for statement in later for path in ("outlet", "occasion")} == {"ambiguous"}


def test_people_have_no_country_from_outside() -> None:
    """A person has a country only where the article states it."""
    countries = {record.id: getattr(record, "country", None) for record in SHEET.records["people"]}
    assert countries["jens-stoltenberg"] is None
    assert countries["mevlut-cavusoglu"] == countries["recep-tayyip-erdogan"] == "TR"


@each_row("status", ["occurred", "standing", "planned", "threatened", "conditional"])
def test_what_happened_is_distinguished(archive: Archive, sheets: tuple[Sheet, ...], status: str) -> None:
    """The sheet has events of each status, those that occurred and those that did not."""
    page = archive.find("events", Query(sheet=sheets[0].id, filters=EventFilters(status=status)))
    assert page.total


FILLED: dict[str, tuple[str, object]] = {
    "american-systems-in-saudi-arabia": ("where", "SA"),
    "deployment-in-turkey": ("where", "TR"),
    "western-refusal": ("participants", ("Western governments", "TR")),
    "hawk": ("qualifiers", ("old",)),
    "patriot": ("qualifiers", ("modernized",)),
    "IR": ("makes", ("missile",)),
    "photo-incirlik-airbase": ("shows", ("incirlik",)),
    "photo-missile-launch": ("shows", ("s-400",)),
}


@each_row("name", FILLED)
def test_what_the_article_names_is_said(name: str) -> None:
    """Places that are countries, groups as named, qualifiers and what photographs show are fields, not notes."""
    field, value = FILLED[name]
    assert getattr(BY_ID[name], field) == value
    assert BY_ID[name].evidence[field].basis == "stated"


def test_who_speaks_and_makes() -> None:
    """Turkey and the United States speak through those who belong to them; Iran is a maker, without a system."""
    roles = {
        country.id: {(role.role, role.through) for role in country.derive(GRAPH)["roles"].value}
        for country in SHEET.records["countries"]
        if country.derive(GRAPH)
    }
    ministry = "organizations/turkish-foreign-ministry"
    assert {through for role, through in roles["TR"] if role == "speaker"} == {
        *("people/mevlut-cavusoglu", "people/recep-tayyip-erdogan", ministry)
    }
    assert {through for role, through in roles["US"] if role == "speaker"} == {None, "people/clark-cooper"}
    assert {country for country, played in roles.items() if ("maker", None) in played} == {"RU", "US", "IR"}
