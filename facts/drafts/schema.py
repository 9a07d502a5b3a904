"""The JSON Schema of a draft, for editors and for the structured output of language models."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from facts.drafts.reading.specs import (
    GAP_KEYS,
    GAPS,
    FieldSpec,
    field_specs,
    first_field,
    is_named,
    name_fields,
    relation_keys,
)
from facts.drafts.reading.values import EXAMPLES
from facts.kinds import KINDS
from facts.model.kind import Kind
from facts.model.receipt import Basis, FieldScope
from facts.model.record import Attribution, Record
from facts.model.source import Source
from facts.model.values import SLUG, FieldGroup

JsonSchema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MAX_PLAIN_WORDS = 4
"""Words of a description that says no more than the name of its field."""
TEXT: JsonSchema = {"type": "string"}


def refer(name: str) -> JsonSchema:
    """Return the reference to a definition."""
    return {"$ref": f"#/$defs/{name}"}


WRITTEN_GAPS = tuple(status for status in GAPS if status != "unexamined")
"""What is written for a field without a value; fields that nobody has examined are left out."""
GROUP_KEYS: JsonSchema = {"value": {}, "quote": {}, "passage": {}, "note": {}, "gap": refer("Gap")} | {
    status: {} for status in WRITTEN_GAPS
}
"""What may be said of a group of fields: why there is none, or what is its first field."""
SHARED: JsonSchema = {
    "Passages": {"description": "34, 34-36 or a list", "type": ["integer", "string", "array"]},
    "Quote": {
        "description": "1 to 12 words of one passage, letter for letter, that occur once; "
        "or the first, \u2026 and the last; or a list",
        "type": ["string", "number", "array"],
        "items": refer("Claim"),
    },
    "Gap": {"description": "why there is no value", "enum": [*GAPS]},
    "Claim": {
        "type": ["string", "number", "array", "object"],
        "properties": {
            "value": {"description": "left out if the quote says it"},
            "quote": refer("Quote"),
            "passage": refer("Passages"),
            "prefix": {},
            "suffix": {},
            "note": TEXT | {"description": "why the value is inferred"},
            "stated": {"description": "the words that state the value"},
            "gap": refer("Gap"),
            "attributed_to": {"description": "who says it: id, name or words"},
            "attribution_scope": {"enum": [*get_args(FieldScope)]},
            "basis": {"enum": [basis for basis in get_args(Basis) if basis != "derived"]},
            "within": {"description": "inferred limits of a date, or `published`", **refer("Pair")},
            "start": {},
            "end": {},
            **dict.fromkeys(WRITTEN_GAPS, TEXT),
        },
        "additionalProperties": False,
    },
    "Pair": {
        "description": "or {value: its words}",
        "anyOf": [refer("Claim"), {"type": "object", "additionalProperties": refer("Claim")}],
    },
    "Wording": {"anyOf": [{"type": "string", "pattern": "[ _]"}, {"type": "object", **refer("Pair")}]},
}
"""The definitions that all fields use."""
RECORD: JsonSchema = {
    "id": {},
    "passages": {},
    "quote": refer("Quote"),
    **{status: {} for status in GAP_KEYS},
}
"""What may be said of a record as a whole."""


@cache
def draft_json_schema() -> Mapping[str, Any]:
    """Return the JSON Schema (2020-12) of a draft, generated from the models."""
    builder = SchemaBuilder()
    kinds = {kind.name: builder.kind(kind) for kind in KINDS.values()}
    source = builder.properties(Source) | {
        "language": TEXT | {"description": "BCP 47 tag, else en"},
        "factless": {
            "type": "object",
            "additionalProperties": TEXT,
            "description": "each passage without facts, and why",
        },
        **{status: {} for status in GAP_KEYS},
    }
    properties = {
        "id": {"type": "string", "pattern": f"^{SLUG}$"},
        "title": TEXT | {"description": "what the article is about"},
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
        """Return the schema of the records of a kind, by their ids, or their titles, which are not repeated."""
        model, name = kind.model, kind.singular.title()
        record: JsonSchema = {"properties": RECORD | self.properties(model), "additionalProperties": False}
        self.definitions[name] = record
        if is_named(model):
            return {"type": "object", "description": kind.description, "additionalProperties": refer(name)}
        record["type"] = "object"
        titled = {"required": [model.title_field], **refer(name)}
        patterns = {"patternProperties": {"^[^-]+$| ": refer(name)}, "additionalProperties": titled}
        return {"type": "object", "description": kind.description, **patterns}

    def properties(self, model: type[BaseModel]) -> JsonSchema:
        """Return the schemas of a model's fields; a field inside a group has a dotted name."""
        properties: JsonSchema = {}
        for name, spec in field_specs(model).items():
            description = {} if is_plain(model, spec) else {"description": shorten(spec)}
            if (standard := spec.metadata.standard) and not standard.is_optional:
                continue
            if spec.group and spec.is_list:
                properties[name] = self.groups(spec.group) | description
            elif spec.group:
                properties[name] = {}
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
        schema: JsonSchema = {"description": description, **refer("Claim" if spec.metadata.is_verbatim else "Pair")}
        if spec.choices and not spec.composites:
            value = {"properties": {"value": refer(name)}}
            schema = {"anyOf": [{"enum": [*spec.choices]}, refer("Wording")], **value}
        self.definitions.setdefault(name, schema)
        return refer(name)


def shorten(spec: FieldSpec) -> str:
    """Return the description of a field without what its type says, and without its last remark."""
    return re.sub("^ids? of (?:the )?", "", spec.info.description or "").partition(";")[0]


def is_plain(model: type[BaseModel], spec: FieldSpec) -> bool:
    """Return whether a field needs no description: its name or its choices say what it is."""
    is_name = issubclass(model, Record) and spec.name in {model.title_field, *name_fields(model)}
    is_choice = bool(spec.choices) and not spec.composites
    words = shorten(spec).split()
    is_short = len(words) <= MAX_PLAIN_WORDS or spec.name in words[:MAX_PLAIN_WORDS]
    return is_name or is_choice or is_short or spec.name in Attribution._fields


def describe_value(spec: FieldSpec) -> tuple[str, str]:
    """Return the name of what a field holds, and how it is written."""
    kinds = [*spec.readings]
    examples = EXAMPLES[kinds[0]] if len(kinds) == 1 else "as of Money, Share or Quantity"
    descriptions = {
        spec.relation.__name__ if spec.relation else "": "id of the other record, and words; with a note",
        "Figure"
        if len(kinds) > 1
        else "".join(map(str.title, kinds)): f"the article's words; or a value: {examples}",
        "Words" if spec.metadata.is_verbatim else "": "the article's words; or a list",
        "".join(choice.title() for choice in spec.choices[:1]): "one of these",
        "IdOrWords" if spec.has_words else "": "id, or the article's words; or a list",
        "Id" if spec.metadata.reference and not spec.is_list else "": "id, or words that name one record",
        "Ids" if spec.metadata.reference else "": "as Id; or a list",
        "Label" if spec.metadata.is_label else "": "in lower case, in the article's words or with a note",
        "OwnWords": "our own words, at most 12 of the article's in a row; or a list",
    }
    return next((name, description) for name, description in descriptions.items() if name)
