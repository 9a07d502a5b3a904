"""The JSON Schema of a draft, for editors and for the structured output of language models."""

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from facts.drafts.specs import FieldSpec, field_specs, first_field, is_named, name_fields, relation_keys
from facts.drafts.values import EXAMPLES
from facts.kinds import KINDS
from facts.model.kind import Kind
from facts.model.receipt import AttributionScope, Basis, GapStatus
from facts.model.record import Attribution, Record
from facts.model.source import Source
from facts.model.values import SLUG, FieldGroup

JsonSchema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: JsonSchema = {"type": "string"}


def refer(name: str) -> JsonSchema:
    """Return the reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


GROUP_KEYS: JsonSchema = {
    "value": {},
    "quote": refer("Quote"),
    "passage": refer("Passages"),
    "note": TEXT,
    "gap": refer("Gap"),
}
"""What may be said of a group of fields: why there is none, or what is its first field."""
SHARED: JsonSchema = {
    "Passages": {
        "description": "where quotations are looked for: 34, 34-36 or a list",
        "type": ["integer", "string", "array"],
    },
    "Quote": {
        "description": "1 to 12 words of one passage, letter for letter, that occur once; "
        "or its first and last words with … between; or a list",
        "type": ["string", "number", "array"],
        "items": refer("Claim"),
    },
    "Gap": {"description": "why there is no value, with a note", "enum": [*get_args(GapStatus)]},
    "Claim": {
        "type": ["string", "number", "array", "object"],
        "properties": {
            "value": {"description": "left out where the quotation says it"},
            "quote": refer("Quote"),
            "passage": refer("Passages"),
            "prefix": {"description": "the words directly before the quotation"},
            "suffix": {"description": "the words directly after it"},
            "note": TEXT | {"description": "why the value is read so: marks it as inferred, not stated"},
            "stated": {"description": "the words of the quotation that state the value"},
            "gap": refer("Gap"),
            "attributed_to": {"description": "id of who says it, if not the voice of the record"},
            "attribution_scope": {"enum": [*get_args(AttributionScope)]},
            "basis": {"enum": [basis for basis in get_args(Basis) if basis != "derived"]},
            "within": {"description": "limits of a date that an editor infers", **refer("Claim")},
            "start": {"type": "integer"},
            "end": {"type": "integer"},
        },
        "additionalProperties": False,
    },
}
"""The definitions that all fields use."""


@cache
def draft_json_schema() -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of a draft, generated from the models."""
    builder = SchemaBuilder()
    kinds = {kind.name: builder.kind(kind) for kind in KINDS.values()}
    source = builder.properties(Source) | {
        "language": TEXT | {"description": "BCP 47 tag, by default en"},
        "factless": {
            "type": "object",
            "additionalProperties": TEXT,
            "description": "number of each passage without facts, with the reason",
        },
    }
    properties = {
        "id": {"type": "string", "pattern": f"^{SLUG}$", "description": "by default the name of the file"},
        "title": TEXT | {"description": "what the article is about, in our own words"},
        "source": {"type": "object", "properties": source, "additionalProperties": False},
    }
    return {
        "$schema": DIALECT,
        "title": "Draft of a fact sheet",
        "type": "object",
        "properties": properties | kinds | {"$schema": TEXT},
        "required": ["title"],
        "additionalProperties": False,
        "$defs": builder.definitions,
    }


class SchemaBuilder:
    """Builds the schemas of fields, and collects the definitions that they share."""

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = dict(SHARED)

    def kind(self, kind: Kind) -> JsonSchema:
        """Return the schema of the records of a kind, by their ids."""
        model = kind.model
        required = [
            name
            for name, spec in field_specs(model).items()
            if spec.info.is_required() and not (spec.default or (name == model.title_field and is_named(model)))
        ]
        record: JsonSchema = {
            "type": "object",
            "properties": {"passages": refer("Passages"), "quote": refer("Quote")} | self.properties(model),
            "additionalProperties": False,
        }
        if required:
            record["required"] = required
        if is_named(model):
            record |= {"type": ["object", "string", "array", "null"], "description": "a text or list is its names"}
        self.definitions[kind.singular.title()] = record
        return {
            "type": "object",
            "description": kind.description,
            "additionalProperties": refer(kind.singular.title()),
        }

    def properties(self, model: type[BaseModel]) -> JsonSchema:
        """Return the schemas of a model's fields; a field inside a group has a dotted name."""
        properties: JsonSchema = {}
        for name, spec in field_specs(model).items():
            description = {} if is_plain(model, spec) else {"description": spec.info.description}
            if spec.metadata.standard:
                continue
            if spec.group and spec.is_list:
                properties[name] = self.groups(spec.group) | description
            elif spec.group:
                properties[name] = description | {"type": "object"}
                properties |= {f"{name}.{key}": part for key, part in self.properties(spec.group).items()}
            else:
                properties[name] = self.field(spec) | description
        for key, name in relation_keys(model).items():
            properties[key] = refer(properties[name]["$ref"].rpartition("/")[2])
        return properties

    def groups(self, group: type[FieldGroup]) -> JsonSchema:
        """Return the reference to the schema of a group of fields, or of a list of them."""
        name = group.__name__
        self.definitions[name] = {
            "description": f"a text is its {first_field(group)}; or a list",
            "type": ["array", "object", "string"],
            "items": refer(name),
            "properties": self.properties(group) | GROUP_KEYS,
            "additionalProperties": False,
        }
        return refer(name)

    def field(self, spec: FieldSpec) -> JsonSchema:
        """Return the reference to the schema of a field, which fields that hold the same share."""
        name, description = describe_value(spec)
        schema: JsonSchema = {"description": description, **refer("Claim")}
        if spec.choices and not spec.composites:
            claim = {"type": "object", "properties": {"value": refer(name)}, **refer("Claim")}
            schema = {"anyOf": [{"enum": list(spec.choices)}, claim]}
        self.definitions.setdefault(name, schema)
        return refer(name)


def is_plain(model: type[BaseModel], spec: FieldSpec) -> bool:
    """Return whether a field needs no description: its name, or its choices, say what it is."""
    is_name = issubclass(model, Record) and spec.name in {model.title_field, *name_fields(model)}
    is_choice = bool(spec.choices) and not spec.composites
    return is_name or is_choice or spec.name in Attribution._fields or not spec.info.description


def describe_value(spec: FieldSpec) -> tuple[str, str]:
    """Return the name of what a field holds, and how it is written."""
    examples = "; or ".join(EXAMPLES[kind] for kind in spec.readings)
    descriptions = {
        spec.relation.__name__ if spec.relation else "": "`value` is the id of the other record; with a note",
        "".join(map(str.title, spec.readings)): f"a text is the article's words; as `value` {examples}",
        "Words" if spec.metadata.is_verbatim else "": "a text, or a list, is the article's words",
        "".join(choice.title() for choice in spec.choices[:1]): "one of these",
        "IdOrWords" if spec.has_words else "": "id, or the article's words; or a list",
        "Id" if spec.metadata.reference else "": "id of a record; or a list",
        "Label" if spec.metadata.is_label else "": "in lower case, in the article's words or with a note",
        "OwnWords": "our own words, never more than 12 of the article's in a row; or a list",
    }
    return next((name, description) for name, description in descriptions.items() if name)
