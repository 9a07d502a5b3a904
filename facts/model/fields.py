"""Fields: iterate over the fields of a record, and read the metadata in their annotations."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, ClassVar, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field

from facts.model.cached_property import cached_property
from facts.model.receipt import Gap, Receipt
from facts.model.values import (
    ArticleLabel,
    Beginning,
    CompositeValue,
    EdtfDate,
    FieldGroup,
    FrozenModel,
    OwnWords,
    Standard,
    UnitPrice,
    Verbatim,
    iter_annotations,
)

Role = Literal["buyer", "supplier", "lender", "maker", "participant", "speaker"]
"""The roles that a country can have in a record that refers to it."""


class Reference:
    """Annotates the id of a record of one of `kinds` (any kind if empty) that has the `role`, if any.

    With `or_words`, the article's words may stand in place of an id, for what has no record.
    """

    def __init__(self, *kinds: str, role: Role | None = None, or_words: bool = False) -> None:
        self.kinds = kinds
        self.role = role
        self.or_words = or_words


class DraftDefault:
    """Annotates a field with its value in drafts that do not mention it.

    The value is `text`, or `spoken` if the record's own words are in quotation marks, or `state`, `act` or `promise`
    if they say how something stands, tell an act, or what somebody will do; or the name of the record that the field
    `name_of` refers to, in that field's words; or the record that the words of the field `named_in` name; or the
    first words of the field `begins`, a title. If `when` is a field, only drafts that mention it have it.
    """

    def __init__(
        self,
        text: str | None = None,
        *,
        spoken: str | None = None,
        state: str | None = None,
        act: str | None = None,
        promise: str | None = None,
        name_of: str | None = None,
        named_in: str | None = None,
        begins: str | None = None,
        when: str | None = None,
    ) -> None:
        self.text = text
        self.spoken = spoken
        self.by_content = {"state": state, "act": act, "promise": promise}
        self.name_of = name_of
        self.named_in = named_in
        self.begins = begins
        self.when = when

    def text_for(self, *, is_spoken: bool, content: str | None) -> str | None:
        """Return the text that is the value of a record, by whether its own words are spoken, and what they say."""
        spoken = self.spoken if is_spoken and self.spoken else self.text
        return self.by_content.get(content or "") or spoken


class ReferenceValue(CompositeValue):
    """A composite value that refers to another record."""

    id_field: ClassVar[str]
    """The field that holds the id of the other record."""

    @property
    def target(self) -> str:
        """The id of the other record."""
        return str(getattr(self, self.id_field))

    @property
    def filter_terms(self) -> tuple[str, ...]:
        """The terms that filters match."""
        return (self.target,)


@dataclass(frozen=True, slots=True)
class FieldMetadata:
    """The metadata in a field's annotation."""

    is_group: bool = False
    is_date: bool = False
    reference: Reference | None = None
    standard: Standard | None = None
    is_verbatim: bool = False
    is_own_words: bool = False
    is_label: bool = False
    is_unit_price: bool = False
    is_beginning: bool = False


@lru_cache(maxsize=1024)
def field_metadata(model: type[BaseModel], name: str) -> FieldMetadata:
    """Return the metadata of the field `name` of `model`."""
    field = model.model_fields[name]
    markers = [*field.metadata, *iter_annotations(field.annotation)]
    return FieldMetadata(
        is_group=any(isinstance(marker, type) and issubclass(marker, FieldGroup) for marker in markers),
        is_date=EdtfDate in markers,
        reference=next((marker for marker in markers if isinstance(marker, Reference)), None),
        standard=next((marker for marker in markers if isinstance(marker, Standard)), None),
        is_verbatim=any(isinstance(marker, Verbatim) for marker in markers),
        is_own_words=any(isinstance(marker, OwnWords) for marker in markers),
        is_label=any(isinstance(marker, ArticleLabel) for marker in markers),
        is_unit_price=any(isinstance(marker, UnitPrice) for marker in markers),
        is_beginning=any(isinstance(marker, Beginning) for marker in markers),
    )


class WithEvidence(FrozenModel):
    """A model in which each field has a receipt or a gap."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    INTERNAL_FIELDS: ClassVar[frozenset[str]] = frozenset({"id", "evidence", "gaps"})
    """The fields that need no receipt because they do not come from the article."""

    evidence: dict[str, Receipt] = Field(default={}, description="the receipt of each filled field, by its path")
    gaps: dict[str, Gap] = Field(default={}, description="why a field is empty, by its path")

    def fields_without_evidence(self) -> frozenset[str]:
        """Return the names of the fields that need neither a receipt nor a gap."""
        return self.INTERNAL_FIELDS

    @cached_property
    def fields(self) -> "Sequence[RecordField]":
        """The fields in order, with those of a field group in its place."""
        return list(iter_fields(self, self.fields_without_evidence()))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values of some fields."""
        copied = super().model_copy(update=update, deep=deep)
        copied.__dict__.pop("fields", None)
        return copied


class RecordField(NamedTuple):
    """A field of a record, which has a receipt or a gap of its own."""

    path: str
    value: Any
    metadata: FieldMetadata

    @property
    def is_filled(self) -> bool:
        """Whether the field has a value."""
        return self.value is not None and self.value != ()

    def is_unquoted(self, receipt: Receipt | None) -> bool:
        """Return whether only the spans of the receipt hold the article's words, which are too many to be quoted."""
        spans = receipt.spans if receipt else ()
        return (
            self.value is None
            and self.metadata.is_verbatim
            and bool(spans)
            and all(span.exact is None for span in spans)
        )

    @property
    def references(self) -> tuple[str, ...]:
        """The ids of the records that the field refers to, and the words in place of ids."""
        if self.metadata.reference is None or not self.is_filled:
            return ()
        items = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple([item if isinstance(item, str) else item.target for item in items])


@cache
def metadata_by_name(model: type[BaseModel]) -> Mapping[str, FieldMetadata]:
    """Return the metadata of each field of `model`, in order."""
    return {name: field_metadata(model, name) for name in model.model_fields}


def iter_fields(model: BaseModel, internal: Collection[str] = (), prefix: str = "") -> Iterator[RecordField]:
    """Yield the fields of `model` in order, but for internal ones, with those of a field group in its place."""
    values = model.__dict__
    for name, metadata in metadata_by_name(type(model)).items():
        if name in internal:
            continue
        value, path = values[name], prefix + name
        if metadata.is_group and isinstance(value, tuple) and value:
            for number, group in enumerate(value):
                yield from iter_fields(group, prefix=f"{path}.{number}.")
        elif metadata.is_group and value:
            yield from iter_fields(value, prefix=f"{path}.")
        else:
            yield RecordField(path, value, metadata)
            if metadata.is_date and value and value.within:
                yield RecordField(f"{path}.within", value.within, FieldMetadata())
