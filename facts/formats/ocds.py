"""OCDS: contracts as a release package of the Open Contracting Data Standard, version 1.1.

What the standard has a field for goes there, where the field holds it exactly; all else, and each receipt and gap, is
under `factSheet`, which the extension "Fact sheet" adds ("Conformance and extensions"). What the standard asks for:

- "Date" wants a time of day and an offset, which no contract here has, for EDTF ends at the day: `dateSigned`,
  `dueDate` and `dateMet` are never there, and the times stand in the extension.
- A release's `date` and the package's `publishedDate` are those of our data: when the sheet, and the newest sheet of
  all, was last changed (`Document.modified`). Where that is not told they are left out, and the package is not valid.
- An `ocid` has a registered prefix ("Identifiers"). Ours has only the form of one: it is local.
- `initiationType` has one code, `tender`, and does not say that there was one; an award only leads to the supplier.
- A package has one or more releases: one without contracts says so, and is not valid.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

import pycountry
from pydantic.json_schema import models_json_schema
from pydantic_core import to_json

from facts.formats.chunking import rechunk
from facts.formats.document import Document
from facts.kinds.contract import Contract, ContractDerived
from facts.model.receipt import Gap, Receipt
from facts.urls import API_PREFIX

OcdsObject = dict[str, Any]

PREFIX = "ocds-local0"
"""In the form of an OCID prefix, but not registered: an ocid is unique on one server."""
NAMESPACE = UUID("6b1f0c1e-6f0a-4d8e-9c43-0d1b7a5f2e90")
"""What the UUIDs of packages are made in."""
PUBLISHER = "fact-sheet-api"
EXTENSION_PATH = f"{API_PREFIX}/ocds"
"""Where the API serves the files of the extension."""
STATUS = {"occurred": "met", "paid": "met", "planned": "scheduled"}
"""What the codelist milestoneStatus has for our words; it has nothing for the others."""
UNLISTED_CURRENCIES = frozenset({"SLE", "VED", "XAD", "XCG", "ZWG"})
"""Currencies that the closed codelist of OCDS 1.1 does not have."""
HELD = frozenset({"id", "sheet", "url", "title", "supplier", "buyer", "system", "delivery", "evidence", "gaps"})
"""The fields of a contract that do not stand under `factSheet`, or not as they are."""
LINK = "#/definitions/Fact{model}"
ADDED: Mapping[str, OcdsObject] = {
    "Contract": {
        "address": {"type": "string", "description": "lasting address of the record"},
        "match": {"type": "string", "description": "whether it surely or only possibly is what was asked for"},
        "derived": {"$ref": LINK.format(model="ContractDerived"), "description": "what is computed"},
        "receipts": {"items": {"$ref": LINK.format(model="Receipt")}, "description": "what each property rests on"},
        "gaps": {"items": {"$ref": LINK.format(model="Gap")}, "description": "why a property is empty"},
    },
    "Milestone": {
        "when": {"$ref": LINK.format(model="EdtfDate"), "description": "when it was or is to be met"},
        "status": {"type": "string", "description": "how the record says that it holds"},
    },
    "Receipt": {"property": {"type": "string", "description": "the property's dotted path in the record"}},
    "Gap": {"property": {"type": "string", "description": "the property's dotted path in the record"}},
}
"""What the extension has besides the fields of our models."""
ABOUT = (
    "A contract as a news article tells of it: times in EDTF, the article's words for them, who says so, what is "
    "computed, what each property rests on and why others are empty. The article's text is not repeated: a receipt "
    "gives position and fingerprint. OCID prefixes are not registered; names of parties are those of ISO 3166-1."
)


def write(document: Document) -> Iterator[bytes]:
    """Yield contracts as a release package in UTF-8 ("Package metadata").

    Besides the contracts it needs `document.modified`, the time of each sheet's last change by its id, and for the
    extension to be declared `document.origin`, the public address of the API, such as `https://facts.example`.
    """
    return rechunk(package(document))


def package(document: Document) -> Iterator[bytes]:
    """Yield the pieces of a package, a release each; its `uri` is made from all of them."""
    digest = sha256()
    for piece in iter_json(document):
        digest.update(piece)
        yield piece
    yield f',"uri":"{uuid5(NAMESPACE, digest.hexdigest()).urn}"}}'.encode()


def iter_json(document: Document) -> Iterator[bytes]:
    """Yield a package but for its `uri`: by whom, of when, and each release ("Package metadata")."""
    modified, origin = document.modified, document.base_url
    head = {
        "version": "1.1",
        "extensions": [f"{origin}{EXTENSION_PATH}/extension.json"] if origin else [],
        "publisher": {"name": PUBLISHER, "uri": origin},
        "publishedDate": format_datetime(max(modified.values(), default=None)),
    }
    yield to_json(drop_empty(head))[:-1] + b',"releases":['
    for place, item in enumerate(document.items):
        yield b"," * (place > 0) + to_json(release(item, modified.get(item["sheet"])))
    yield b"]"


def format_datetime(time: datetime | None) -> str | None:
    """Return a time in UTC ("Date")."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if time else None


def release(item: Mapping[str, Any], modified: datetime | None) -> OcdsObject:
    """Return a contract as a release, whose id is made from its content: a release never changes ("Release")."""
    buyer, supplier, steps = item.get("buyer"), item.get("supplier"), list(milestones(item))
    content: OcdsObject = drop_empty(
        {
            "ocid": f"{PREFIX}-{item['sheet']}--{item['id']}",
            "date": format_datetime(modified),
            "tag": ["contract", "implementation"] if steps else ["contract"],
            "initiationType": "tender",
            "parties": list(parties(item)),
            "buyer": reference(buyer) if buyer else None,
            "awards": [{"id": item["id"], "suppliers": [reference(supplier)] if supplier else []}],
            "contracts": [contract(item) | {"implementation": {"milestones": steps}}],
        }
    )
    return {"id": f"{item['id']}-{sha256(to_json(content)).hexdigest()[:16]}"} | content


def parties(item: Mapping[str, Any]) -> Iterator[OcdsObject]:
    """Yield the countries that have a part in a contract, with their roles ("Parties", codelist partyRole)."""
    lender = (item.get("payment") or {}).get("lender")
    roles: dict[str, list[str]] = {}
    for country, role in ((item.get("buyer"), "buyer"), (item.get("supplier"), "supplier"), (lender, "funder")):
        if country:
            roles.setdefault(country, []).append(role)
    for country, found in roles.items():
        yield reference(country) | {"identifier": {"scheme": "ISO 3166-1 alpha-2", "id": country}, "roles": found}


def reference(country: str) -> OcdsObject:
    """Return the code of a country with its English short name in ISO 3166-1 ("OrganizationReference")."""
    return {"id": country, "name": getattr(pycountry.countries.get(alpha_2=country), "name", None)}


def contract(item: Mapping[str, Any]) -> OcdsObject:
    """Return a contract without its milestones ("Contract"); its status is left out, for no record tells it."""
    fields = {name: value for name, value in item.items() if name not in HELD}
    proofs = {"receipts": listed(item.get("evidence", {})), "gaps": listed(item.get("gaps", {}))}
    return {
        "id": item["id"],
        "awardID": item["id"],
        "title": item.get("title"),
        "value": value(item.get("value")),
        "items": list(items(item)),
        "factSheet": {"address": item["url"]} | fields | proofs,
    }


def value(money: Mapping[str, Any] | None) -> OcdsObject | None:
    """Return an amount and its currency ("Value"); None where a number in JSON or the codelist cannot hold it."""
    if not money or money["currency"] in UNLISTED_CURRENCIES:
        return None
    amount, number = Decimal(money["amount"]), float(money["amount"])
    if Decimal(repr(number)) != amount:
        return None
    return {"amount": int(amount) if number.is_integer() else number, "currency": money["currency"]}


def items(item: Mapping[str, Any]) -> Iterator[OcdsObject]:
    """Yield what a contract is for, counted where the number is exact ("Item")."""
    quantity = item.get("quantity") or {}
    exact: Mapping[str, Any] = quantity if quantity.get("operator") == "=" else {}
    if item.get("system"):
        yield {"id": item["system"], "quantity": exact.get("value"), "unit": {"name": exact.get("unit")}}


def milestones(item: Mapping[str, Any]) -> Iterator[OcdsObject]:
    """Yield the advance and the delivery of a contract, met or scheduled ("Milestone", codelist milestoneType)."""
    payment, delivery = item.get("payment") or {}, item.get("delivery") or {}
    if payment.get("advance_share"):
        yield milestone("advance", "Advance payment", "financing", {"status": payment.get("status")})
    told = {"status": delivery.get("status")}
    if started := delivery.get("started"):
        yield milestone("delivery-start", "Start of delivery", "delivery", told | {"when": started})
    if any(delivery.values()):
        told |= {"when": delivery.get("when")}
        yield milestone("delivery", "Delivery", "delivery", told) | {"description": delivery.get("what")}


def milestone(name: str, title: str, kind: str, told: Mapping[str, Any]) -> OcdsObject:
    """Return a milestone with its status, as far as the codelist has it ("Milestone", codelist milestoneStatus)."""
    return {"id": name, "title": title, "type": kind, "status": STATUS.get(told["status"]), "factSheet": told}


def listed(found: Mapping[str, Mapping[str, Any]]) -> list[OcdsObject]:
    """Return receipts or gaps as a list, each with the property that it is for."""
    return [{"property": path, **held} for path, held in found.items()]


def drop_empty(value: Any) -> Any:
    """Return a value without what is empty ("Empty fields"), its names in lowerCamelCase ("Naming conventions")."""
    if isinstance(value, Mapping):
        held = ((camel(name), drop_empty(inner)) for name, inner in value.items())
        return {name: inner for name, inner in held if inner not in (None, [], {})}
    return [drop_empty(inner) for inner in value] if isinstance(value, list) else value


def camel(name: str) -> str:
    """Return a name in lowerCamelCase."""
    return re.sub("_(.)", lambda match: match[1].upper(), name)


def extension(origin: str) -> Mapping[str, bytes]:
    """Return the files of the extension by name, to be served at PLACE of `origin` ("Conformance and extensions")."""
    english = {"name": "Fact sheet", "description": ABOUT, "documentationUrl": f"{origin}/docs"}
    about: OcdsObject = {name: {"en": text} for name, text in english.items()}
    about |= {"contactPoint": {"name": PUBLISHER}, "compatibility": ["1.1"], "schemas": ["release-schema.json"]}
    return {"extension.json": to_json(about), "release-schema.json": to_json({"definitions": definitions()})}


def definitions() -> OcdsObject:
    """Return what the extension defines, from our models, and the property that it adds to the standard's objects."""
    models = [(model, "serialization") for model in (Contract, ContractDerived, Receipt, Gap)]
    _, schema = models_json_schema(models, ref_template=LINK)  # type: ignore[arg-type]
    made: OcdsObject = {}
    for name, model in (schema["$defs"] | {"Milestone": {"type": "object", "properties": {}}}).items():
        fields = {field: found for field, found in model["properties"].items() if field not in HELD}
        made[f"Fact{name}"] = described(name, model) | properties(fields | ADDED.get(name, {}))
    del made["FactDelivery"]  # its fields are those of milestones
    hosts = ("Contract", "Milestone")
    return made | {name: properties({"fact_sheet": {"$ref": LINK.format(model=name)}}) for name in hosts}


def properties(fields: Mapping[str, OcdsObject]) -> OcdsObject:
    """Return the properties of an object ("New fields")."""
    return {"properties": {camel(name): described(name, schema) for name, schema in fields.items()}}


def described(name: str, schema: OcdsObject) -> OcdsObject:
    """Return the title, description and type of a property or an object ("New fields")."""
    return {"title": name.replace("_", " "), "description": schema.get("description", ABOUT)} | typed(schema)


def typed(schema: OcdsObject) -> OcdsObject:
    """Return the type of a property where it is filled; a list without ids is merged as a whole ("New fields")."""
    if "anyOf" in schema:
        return typed([option for option in schema["anyOf"] if option.get("type") != "null"][-1])
    if "items" in schema:
        return {"type": "array", "items": typed(schema["items"]), "wholeListMerge": True}
    return {"$ref": schema["$ref"]} if "$ref" in schema else {"type": schema["type"]}
