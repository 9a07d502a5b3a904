"""OCDS: contracts as a release package of the Open Contracting Data Standard, version 1.1.

A value goes into the standard's field where that field represents it exactly, which it does not for a range, a bound
or an estimate: `value.amount` is an exact number, and a contract has no `minValue`. Everything else, and each receipt
and gap, is under `factSheet`, which the extension "Fact sheet" adds ("Conformance and extensions"). Differences:

- "Date" requires a time of day and an offset, which no contract here has, because EDTF is precise to the day at most:
  `dateSigned`, `dueDate` and `dateMet` are never present, and the times are in the extension.
- A release's `date` and the package's `publishedDate` are when its sheet, and the newest of all sheets, was last
  changed (`Document.modified`). Without that they are omitted, and the package is not valid.
- An `ocid` should have a registered prefix ("Identifiers"). This one only has the form of one and is local.
- `initiationType` has one code, `tender`, which does not imply that there was one; awards only name the suppliers.
- `buyer` holds one organization: of several buyers the first. All have the role in `parties`.
- Names of parties are as printed in the article (`Document.titles`); a party whose name is unknown has its id.
- A package must have at least one release: one without contracts has none, and is not valid.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from pydantic.json_schema import models_json_schema
from pydantic_core import to_json

from facts.formats.chunking import rechunk
from facts.formats.document import Document, format_utc
from facts.kinds.contract import Contract, ContractDerived
from facts.model.receipt import Gap, Receipt
from facts.urls import API_PREFIX

OcdsObject = dict[str, Any]

PREFIX = "ocds-local0"
"""Has the form of an OCID prefix but is not registered: an ocid is unique on one server."""
NAMESPACE = UUID("6b1f0c1e-6f0a-4d8e-9c43-0d1b7a5f2e90")
"""The namespace of the UUIDs of packages (RFC 4122, 4.3)."""
PUBLISHER = "fact-sheet-api"
EXTENSION_PATH = f"{API_PREFIX}/ocds"
"""The path under which the API serves the files of the extension."""
MILESTONE_STATUS = {"occurred": "met", "paid": "met", "planned": "scheduled"}
"""The code of milestoneStatus for each status that has one."""
UNLISTED_CURRENCIES = frozenset({"SLE", "VED", "XAD", "XCG", "ZWG"})
"""Currencies that are not in the closed codelist of OCDS 1.1."""
STANDARD_FIELDS = frozenset(
    {"id", "sheet", "url", "title", "subject", "suppliers", "buyers", "system", "delivery", "evidence", "gaps"}
)
"""The fields of a contract that are not under `factSheet`, or not unchanged."""
REF_TEMPLATE = "#/definitions/Fact{model}"
IDENTIFIED = frozenset(REF_TEMPLATE.format(model=model) for model in ("Receipt", "Gap"))
"""The definitions of the objects that have ids."""
ENTRY_FIELDS: OcdsObject = {
    "id": {"type": "string", "description": "id among the receipts or gaps of the contract: the property"},
    "property": {"type": "string", "description": "dotted path of the field in the record"},
}
EXTENSION_FIELDS: Mapping[str, OcdsObject] = {
    "Contract": {
        "address": {"type": "string", "description": "permanent URL of the record"},
        "match": {"type": "string", "description": "whether it definitely or only possibly matches the date filter"},
        "derived": {"$ref": REF_TEMPLATE.format(model="ContractDerived"), "description": "derived values"},
        "receipts": {
            "items": {"$ref": REF_TEMPLATE.format(model="Receipt")},
            "description": "the receipt of each filled field",
        },
        "gaps": {"items": {"$ref": REF_TEMPLATE.format(model="Gap")}, "description": "why each empty field is empty"},
    },
    "Milestone": {
        "when": {"$ref": REF_TEMPLATE.format(model="EdtfDate"), "description": "when it was met or is due"},
        "status": {"type": "string", "description": "its status in the record"},
    },
    "Receipt": ENTRY_FIELDS,
    "Gap": ENTRY_FIELDS,
}
"""The fields of the extension that are not fields of our models."""
DESCRIPTION = (
    "A contract as reported in a news article: times in EDTF with the article's words, who says so, derived values, "
    "the evidence for each field and why other fields are empty. The article's text is not repeated: a receipt has "
    "positions and digests. The OCID prefix is not registered; names of parties are as printed in the article."
)


def write(document: Document) -> Iterator[bytes]:
    """Yield contracts as a release package in UTF-8 ("Package metadata").

    A valid package needs `document.modified`, when each sheet was last changed, by its id. The extension is declared
    if there is a public URL of the API, such as `https://facts.example`.
    """
    return rechunk(write_package(document))


def write_package(document: Document) -> Iterator[bytes]:
    """Yield the parts of a package, one per release; its `uri` is computed from all of them."""
    digest = sha256()
    for part in iter_json(document):
        digest.update(part)
        yield part
    yield f',"uri":"{uuid5(NAMESPACE, digest.hexdigest()).urn}"}}'.encode()


def iter_json(document: Document) -> Iterator[bytes]:
    """Yield a package without its `uri`: the publisher, the date and each release ("Package metadata")."""
    modified, base_url = document.modified, document.publication.base_url
    head = {
        "version": "1.1",
        "extensions": [f"{base_url}{EXTENSION_PATH}/extension.json"] if base_url else [],
        "publisher": {"name": PUBLISHER, "uri": base_url},
        "license": document.publication.license.url if document.publication.license else None,
        "publishedDate": format_utc(max(modified.values())) if modified else None,
    }
    yield to_json(drop_empty(head))[:-1] + b',"releases":['
    for index, item in enumerate(document.items):
        parties = list_parties(item)
        titles = document.titles(item["sheet"], parties)
        names = {party: titles.get(party, ("", party))[1] for party in parties}
        yield b"," * (index > 0) + to_json(to_release(item, names, modified.get(item["sheet"])))
    yield b"]"


def to_release(item: Mapping[str, Any], names: Mapping[str, str], modified: datetime | None) -> OcdsObject:
    """Return a contract as a release; a release never changes, so its id is a hash of its content ("Release").

    `names` are those of its parties, by id.
    """
    steps = list(iter_milestones(item))
    buyers, suppliers = (
        [{"id": party, "name": names[party]} for party in item.get(field) or ()] for field in ("buyers", "suppliers")
    )
    content: OcdsObject = drop_empty(
        {
            "ocid": f"{PREFIX}-{item['sheet']}--{item['id']}",
            "date": format_utc(modified) if modified else None,
            "tag": ["contract", "implementation"] if steps else ["contract"],
            "initiationType": "tender",
            "parties": [to_party(party, names[party], roles) for party, roles in list_parties(item).items()],
            "buyer": buyers[0] if buyers else None,
            "awards": [{"id": item["id"], "suppliers": suppliers}],
            "contracts": [to_contract(item) | {"implementation": {"milestones": steps}}],
        }
    )
    return {"id": f"{item['id']}-{sha256(to_json(content)).hexdigest()[:16]}"} | content


def list_parties(item: Mapping[str, Any]) -> Mapping[str, list[str]]:
    """Return the roles of each party to a contract, by its id ("Parties", codelist partyRole)."""
    lender = (item.get("payment") or {}).get("lender")
    roles = {"buyer": item.get("buyers"), "supplier": item.get("suppliers"), "funder": [lender] if lender else []}
    by_party: dict[str, list[str]] = {}
    for role, parties in roles.items():
        for party in parties or ():
            by_party.setdefault(party, []).append(role)
    return by_party


def to_party(party: str, name: str, roles: list[str]) -> OcdsObject:
    """Return a party with its name and its roles; a country is identified by its code ("Organization")."""
    identifier = {"scheme": "ISO 3166-1 alpha-2", "id": party} if party.isupper() else None
    return {"id": party, "name": name, "identifier": identifier, "roles": roles}


def to_contract(item: Mapping[str, Any]) -> OcdsObject:
    """Return a contract without its milestones ("Contract"), and without a status, which no record has."""
    fields = {name: value for name, value in item.items() if name not in STANDARD_FIELDS}
    evidence = {"receipts": to_list(item.get("evidence", {})), "gaps": to_list(item.get("gaps", {}))}
    return {
        "id": item["id"],
        "awardID": item["id"],
        "title": item.get("title"),
        "description": item.get("subject"),
        "value": to_value(item.get("value")),
        "items": list(iter_items(item)),
        "factSheet": {"address": item["url"]} | fields | evidence,
    }


def to_value(money: Mapping[str, Any] | None) -> OcdsObject | None:
    """Return an exact amount and its currency ("Value"); None if the standard's fields cannot represent them."""
    if not money or money["operator"] != "=" or money["currency"] in UNLISTED_CURRENCIES:
        return None
    amount, number = Decimal(money["amount"]), float(money["amount"])
    if Decimal(repr(number)) != amount:
        return None
    return {"amount": int(amount) if number.is_integer() else number, "currency": money["currency"]}


def iter_items(item: Mapping[str, Any]) -> Iterator[OcdsObject]:
    """Yield the items of a contract, with their quantity if it is exact ("Item")."""
    quantity = item.get("quantity") or {}
    exact: Mapping[str, Any] = quantity if quantity.get("operator") == "=" else {}
    if item.get("system"):
        unit = {"name": exact.get("unit"), "value": to_value(item.get("unit_price"))}
        yield {"id": item["system"], "quantity": exact.get("value"), "unit": unit}


def iter_milestones(item: Mapping[str, Any]) -> Iterator[OcdsObject]:
    """Yield the advance payment and the delivery of a contract ("Milestone", codelist milestoneType)."""
    payment, delivery = item.get("payment") or {}, item.get("delivery") or {}
    if payment.get("advance_share"):
        yield to_milestone("advance", "Advance payment", "financing", {"status": payment.get("advance_status")})
    status = {"status": delivery.get("status")}
    if started := delivery.get("started"):
        yield to_milestone("delivery-start", "Start of delivery", "delivery", status | {"when": started})
    if any(delivery.values()):
        fields = status | {"when": delivery.get("when")}
        yield to_milestone("delivery", "Delivery", "delivery", fields) | {"description": delivery.get("what")}


def to_milestone(name: str, title: str, kind: str, fields: Mapping[str, Any]) -> OcdsObject:
    """Return a milestone, with its status if the codelist has it ("Milestone", codelist milestoneStatus)."""
    status = MILESTONE_STATUS.get(fields["status"])
    return {"id": name, "title": title, "type": kind, "status": status, "factSheet": fields}


def to_list(entries: Mapping[str, Mapping[str, Any]]) -> list[OcdsObject]:
    """Return receipts or gaps as a list, each with the path of its field, which is its id ("Identifiers")."""
    return [{"id": path, "property": path, **entry} for path, entry in entries.items()]


def drop_empty(value: Any) -> Any:
    """Return a value without empty fields ("Empty fields"), with names in lowerCamelCase ("Naming conventions")."""
    if isinstance(value, Mapping):
        fields = ((to_camel_case(name), drop_empty(content)) for name, content in value.items())
        return {name: content for name, content in fields if content not in (None, [], {})}
    return [drop_empty(element) for element in value] if isinstance(value, list) else value


def to_camel_case(name: str) -> str:
    """Return a name in lowerCamelCase."""
    return re.sub("_(.)", lambda match: match[1].upper(), name)


def extension(base_url: str) -> Mapping[str, bytes]:
    """Return the files of the extension by name, to be served under EXTENSION_PATH ("Conformance and extensions")."""
    english = {"name": "Fact sheet", "description": DESCRIPTION, "documentationUrl": f"{base_url}/docs"}
    metadata: OcdsObject = {name: {"en": text} for name, text in english.items()}
    metadata |= {"contactPoint": {"name": PUBLISHER}, "compatibility": ["1.1"], "schemas": ["release-schema.json"]}
    return {"extension.json": to_json(metadata), "release-schema.json": to_json({"definitions": build_definitions()})}


@cache
def build_definitions() -> OcdsObject:
    """Return the definitions of the extension: our models, and `factSheet` on the standard's objects."""
    models = [(model, "serialization") for model in (Contract, ContractDerived, Receipt, Gap)]
    _, schema = models_json_schema(models, ref_template=REF_TEMPLATE)  # type: ignore[arg-type]
    definitions: OcdsObject = {}
    for name, model in (schema["$defs"] | {"Milestone": {"type": "object", "properties": {}}}).items():
        fields: OcdsObject = {}
        for part in union_parts(model, schema["$defs"]):
            for field, definition in part["properties"].items():
                if field not in STANDARD_FIELDS:
                    fields[field] = merge_schemas(fields.get(field), definition)
        definitions[f"Fact{name}"] = describe(name, model) | build_properties(fields | EXTENSION_FIELDS.get(name, {}))
    del definitions["FactDelivery"]  # its fields are those of milestones
    extended = ("Contract", "Milestone")
    refs = {name: {"fact_sheet": {"$ref": REF_TEMPLATE.format(model=name)}} for name in extended}
    return definitions | {name: build_properties(fields) for name, fields in refs.items()}


def union_parts(schema: OcdsObject, definitions: Mapping[str, OcdsObject]) -> list[OcdsObject]:
    """Return the objects that a schema is one of; one that is an object itself is alone."""
    prefix = REF_TEMPLATE.format(model="")
    return [definitions[part["$ref"].removeprefix(prefix)] for part in schema.get("oneOf", ())] or [schema]


def merge_schemas(first: OcdsObject | None, second: OcdsObject) -> OcdsObject:
    """Return the schema of a field that is either of two."""
    return {**second, "anyOf": [first, second]} if first else second


def build_properties(fields: Mapping[str, OcdsObject]) -> OcdsObject:
    """Return the properties of an object ("New fields")."""
    return {"properties": {to_camel_case(name): describe(name, schema) for name, schema in fields.items()}}


def describe(name: str, schema: OcdsObject) -> OcdsObject:
    """Return the title, description and type of a property or an object ("New fields")."""
    return {"title": name.replace("_", " "), "description": schema.get("description", DESCRIPTION)} | simplify_type(
        schema
    )


def simplify_type(schema: OcdsObject) -> OcdsObject:
    """Return the type of a non-null property; a list whose items have no ids is merged as a unit ("New fields").

    One of several objects is an object, whose properties are those of all of them.
    """
    if "oneOf" in schema:
        return {"type": "object"}
    if "anyOf" in schema:
        options = [simplify_type(option) for option in schema["anyOf"] if option.get("type") != "null"]
        types = sorted({option.get("type", "") for option in options})
        return {"type": types} if len(types) > 1 and all(types) else options[-1]
    if "items" in schema:
        merge = {} if schema["items"].get("$ref") in IDENTIFIED else {"wholeListMerge": True}
        return {"type": "array", "items": simplify_type(schema["items"]), **merge}
    return {"$ref": schema["$ref"]} if "$ref" in schema else {"type": schema["type"]}
