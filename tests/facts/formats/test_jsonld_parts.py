"""JSON-LD of a part of what a record or a sheet has: the requested fields, or all but what is derived."""

from facts.archive import Archive
from facts.formats.document import Document
from facts.kinds import KINDS
from facts.views import SHEETS
from tests.facts.formats.sparql import REQUIRED_FIELDS, TURKEY, iter_keys, to_jsonld


def test_only_the_requested_fields_are_included(archive: Archive) -> None:
    """A document has the requested and the required fields of its items."""
    item = archive.get("contracts", TURKEY, "turkey-2017") or {}
    selected = {name: item[name] for name in (*REQUIRED_FIELDS, "buyers", "gaps")}
    fields = frozenset({"buyers", "gaps"})
    jsonld = to_jsonld(Document(collection=KINDS["contracts"], type="record", items=[selected], fields=fields))
    assert jsonld.keys() == {"@context", "@id", "@type", "identifier", "sheet", "customer", "gaps"}
    sheet = archive.get_sheet(TURKEY) or {}
    selected = {name: sheet[name] for name in ("id", "url", "media")}
    jsonld = to_jsonld(Document(collection=SHEETS, type="sheet", items=[selected], fields=frozenset({"media"})))
    assert jsonld.keys() == {"@context", "@id", "@type", "identifier", "media"}


def test_derived_values_can_be_left_out(archive: Archive) -> None:
    """Without derived values there is no derived node and no derivation, and nothing else is missing."""
    sheet, stated = archive.get_sheet(TURKEY), archive.get_sheet(TURKEY, derived=False)
    assert sheet
    assert stated
    jsonld = to_jsonld(Document(collection=SHEETS, type="sheet", items=[stated], derived=False))
    del jsonld["@context"]
    assert not {"prov:wasDerivedFrom", "prov:wasGeneratedBy", "derived"} & set(iter_keys(jsonld))
    for record in sheet["contracts"]:
        del record["derived"]
        record["evidence"] = {
            path: receipt for path, receipt in record["evidence"].items() if receipt["basis"] != "derived"
        }
    assert to_jsonld(Document(collection=SHEETS, type="sheet", items=[sheet]))["contracts"] == jsonld["contracts"]
