"""What a draft may write into the fields of records and of the source, read from their models."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from facts.model.fields import DraftDefault, FieldMetadata, ReferenceValue, WithEvidence, field_metadata
from facts.model.receipt import GapStatus, Receipt
from facts.model.record import Record
from facts.model.values import CompositeValue, FieldGroup, iter_annotations
from facts.verify.values import KINDS as VALUE_KINDS
from facts.verify.values import ReadableValue

RECEIPT_KEYS = tuple(name for name in Receipt.model_fields if name not in {"spans", "formula", "inputs"})
"""The fields of a receipt that a draft writes as they are."""
QUOTE_KEYS = ("quote", "passage", "passages", "prefix", "suffix", "start", "end")
CLAIM_KEYS = frozenset(("value", "stated", "within", "gap", *QUOTE_KEYS, *RECEIPT_KEYS))
"""The keys of the mapping that a draft may write for a field."""
WORDED_CHOICES = ("status", "advance_status", "form")
"""The fields whose choice is read from words: a status from their verb, a form from their quotation marks."""
RELATION_TYPE = "type"
"""The field of a relation that says of which type it is."""
GAPS: tuple[str, ...] = get_args(GapStatus)
"""What may be written in place of a value, for why there is none."""
GAP_KEYS = ("not_stated", "not_applicable")
"""The keys of a record that list the fields without a value, by why there is none."""
RECORD_KEYS = frozenset(("passage", "passages", "quote", *GAP_KEYS))
"""The keys of a record in a draft besides its fields."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field holds."""

    name: str
    info: FieldInfo
    metadata: FieldMetadata
    is_list: bool
    composites: tuple[type[CompositeValue], ...]
    group: type[FieldGroup] | None
    choices: tuple[str, ...]
    default: DraftDefault | None

    @property
    def readings(self) -> Mapping[str, type[CompositeValue]]:
        """The types of value by the kind of reading that they are read as; none for other fields."""
        return {VALUE_KINDS[model]: model for model in self.composites if issubclass(model, ReadableValue)}

    @property
    def relation(self) -> type[ReferenceValue] | None:
        """The type of a reference that says more than an id."""
        return next((model for model in self.composites if issubclass(model, ReferenceValue)), None)

    @property
    def has_words(self) -> bool:
        """Whether the article's words may stand in place of an id."""
        return self.metadata.reference is not None and self.metadata.reference.or_words

    @property
    def is_read(self) -> bool:
        """Whether the article's words alone tell the value: they name a record, or say one of the choices."""
        is_named = self.metadata.reference is not None and not self.has_words
        return not self.relation and (is_named or self.name in WORDED_CHOICES)

    @property
    def is_quoted(self) -> bool:
        """Whether a text in a draft is the article's words, which the value is or is read from."""
        return self.metadata.is_verbatim or bool(self.readings)

    def is_gap(self, text: str) -> bool:
        """Return whether a text says why the field has no value; one that the field may have is a value."""
        return text in GAPS and text not in self.choices


@lru_cache(maxsize=1024)
def field_spec(model: type[BaseModel], name: str) -> FieldSpec:
    """Return what the field `name` of `model` holds."""
    info = model.model_fields[name]
    parts = [*info.metadata, *iter_annotations(info.annotation)]
    classes = [part for part in parts if isinstance(part, type)]
    literals = [part for part in parts if get_origin(part) is Literal]
    metadata = field_metadata(model, name)
    composites = tuple(dict.fromkeys(part for part in classes if issubclass(part, CompositeValue)))
    return FieldSpec(
        name=name,
        info=info,
        metadata=metadata,
        is_list=tuple in classes,
        composites=composites,
        group=next((part for part in classes if issubclass(part, FieldGroup)), None),
        choices=tuple(str(choice) for literal in literals for choice in get_args(literal)),
        default=next((part for part in parts if isinstance(part, DraftDefault)), None),
    )


@cache
def field_specs(model: type[BaseModel]) -> Mapping[str, FieldSpec]:
    """Return what each field of a model holds that a draft may write, by name."""
    internal = model.INTERNAL_FIELDS if issubclass(model, WithEvidence) else frozenset[str]()
    return {name: field_spec(model, name) for name in model.model_fields if name not in internal}


@cache
def relation_keys(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the field that each key stands for that is the type of a relation, such as `disputes`."""
    keys: dict[str, str] = {}
    for name, spec in field_specs(model).items():
        if spec.relation and RELATION_TYPE in spec.relation.model_fields:
            keys |= dict.fromkeys(field_spec(spec.relation, RELATION_TYPE).choices, name)
    return {key: name for key, name in keys.items() if key not in model.model_fields}


@cache
def name_fields(model: type[Record]) -> frozenset[str]:
    """Return the fields of a record whose texts are names of its subject: those that its aliases have."""
    return frozenset(name for name, spec in field_specs(model).items() if is_name(model, spec))


def other_names(model: type[Record]) -> str | None:
    """Return the field that lists the other names of a record's subject; None if its kind has none."""
    specs = field_specs(model)
    return next((name for name in specs if name in name_fields(model) and specs[name].is_list), None)


def is_name(model: type[Record], spec: FieldSpec) -> bool:
    """Return whether a record's aliases have the text of a field."""
    words = field_spec(spec.group, first_field(spec.group)) if spec.group else spec
    if not words.metadata.is_verbatim or words.readings:
        return False
    text: Any = spec.name
    if spec.group:
        group: dict[str, Any] = {words.name: text}
        text = spec.group.model_construct(None, **group)
    values: dict[str, Any] = {model.title_field: "-"} | {spec.name: (text,) if spec.is_list else text}
    return spec.name in model.model_construct(None, **values).aliases()


def first_field(model: type[BaseModel]) -> str:
    """Return the field of a group that a text in its place stands for."""
    return next(iter(model.model_fields))


def is_named(model: type[Record]) -> bool:
    """Return whether records of a model have a name in the article's words."""
    return model.title_field in name_fields(model)


def find_spec(model: type[BaseModel], path: str) -> FieldSpec | None:
    """Return what the field at a dotted path holds, the numbers of items left out; None if there is no such field."""
    spec: FieldSpec | None = None
    for name in (step for step in path.split(".") if not step.isdecimal()):
        owner = model if spec is None else spec.group or spec.relation
        if owner is None or name not in owner.model_fields:
            return None
        spec = field_spec(owner, name)
    return spec
