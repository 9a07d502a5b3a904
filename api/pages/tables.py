"""Items as rows of tables: facts, gaps, and the fields that were requested of any items."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.format import PageDocument
from api.pages.receipts import describe_formula, exact_words, gap_at, passage_links
from api.pages.values import ValueView, view_value
from api.pages.voices import VoiceView, view_voice
from api.pages.words import describe_code, describe_field
from facts.formats.references import values_at
from facts.kinds import KINDS


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact, or a gap, as a row of a table."""

    label: str
    value: ValueView
    basis: str = ""
    voice: VoiceView = VoiceView()  # noqa: RUF009 - voices are immutable
    words: tuple[str, ...] = ()
    passages: tuple[PageLink, ...] = ()
    gap: str = ""
    note: str = ""
    formula: str = ""
    match: str | None = None


@dataclass(frozen=True, slots=True)
class SubjectGroup:
    """Facts, or gaps, of one subject that follow each other."""

    subject: PageLink
    rows: Sequence[FactRow]


@dataclass(frozen=True, slots=True)
class ItemTable:
    """Items as rows of the fields that were requested."""

    headings: Sequence[str]
    rows: Sequence[Sequence[ValueView]]


def kind_of(subject: str) -> str:
    """Return the kind of a subject, `sheet/kind/id`; nothing for a sheet."""
    return subject.split("/")[1] if "/" in subject else ""


def group_by_subject(
    context: PageContext,
    items: Iterable[Mapping[str, Any]],
    view_row: Callable[[PageContext, Mapping[str, Any]], FactRow],
) -> list[SubjectGroup]:
    """Return facts or gaps in groups of one subject, in their order."""
    return [
        SubjectGroup(PageLink(title, context.url(url)), [view_row(context, item) for item in group])
        for (title, url), group in groupby(items, lambda item: (item["title"], item["url"]))
    ]


def fact_row(context: PageContext, item: Mapping[str, Any]) -> FactRow:
    """Return the row of a fact."""
    return FactRow(
        label=describe_field(item["property"]),
        value=view_value(context, item["sheet"], kind_of(item["subject"]), item["property"], item["value"]),
        basis=item["basis"],
        voice=view_voice(context, item),
        words=exact_words(item["spans"]),
        passages=passage_links(context, item["sheet"], item["spans"]),
        note=item["note"] or "",
        formula=describe_formula(item["formula"]),
        match=item.get("match"),
    )


def gap_entry(context: PageContext, item: Mapping[str, Any]) -> FactRow:
    """Return the row of a gap."""
    label, status = describe_field(item["property"]), describe_code(item["status"])
    return FactRow(label, ValueView(()), gap=status, note=item["note"])


def view_table(context: PageContext, document: PageDocument, items: Iterable[Mapping[str, Any]]) -> ItemTable:
    """Return items as rows of the fields that were requested, each with a link to its page."""
    name = document.collection.name
    hidden = {*document.collection.identifying, "evidence", "gaps", "match", "spans"} - {"property"}
    order = [field for field in document.collection.item.model_fields if field not in hidden]
    fields = [path for path in document.fields or () if path.partition(".")[0] in order]
    fields.sort(key=lambda path: (order.index(path.partition(".")[0]), path))
    rows = []
    for item in items:
        link = PageLink(document.collection.title_of(item), context.url(item["url"]))
        kind = name if name in KINDS else kind_of(item.get("subject", ""))
        values = [view_field(context, item, kind, path) for path in fields if path not in {"title", "name"}]
        rows.append((ValueView((link,)), *values))
    headings = [describe_field(path) for path in fields if path not in {"title", "name"}]
    return ItemTable((document.collection.singular, *headings), rows)


def view_field(context: PageContext, item: Mapping[str, Any], kind: str, path: str) -> ValueView:
    """Return the value of a field of an item, or what its gap is called."""
    value = inner_value(item, path) if "." in path else item.get(path)
    if value in (None, [], {}):
        gap = describe_code(gap_at(item["gaps"], path)["status"]) if "gaps" in item else "no value"
        return ValueView((PageLink(gap),))
    if path == "value" and "property" in item:
        path = item["property"]
    if isinstance(value, Mapping) and not {"edtf", "currency", "stated"} & value.keys():
        return view_group(context, item, kind, path, value)
    return view_value(context, item.get("sheet", ""), kind, path, value)


def inner_value(item: Mapping[str, Any], path: str) -> Any:
    """Return the value of a field inside another; a list of those inside each element of a list."""
    values = [value for value in values_at(item, tuple(path.split("."))) if value is not None]
    return values[0] if len(values) == 1 else values


def view_group(
    context: PageContext, item: Mapping[str, Any], kind: str, path: str, group: Mapping[str, Any]
) -> ValueView:
    """Return the fields of a group, each after what it is called."""
    parts: list[PageLink] = []
    for name, part in group.items():
        if part not in (None, [], {}):
            label = describe_field(f"{path}.{name}")
            parts += [PageLink(f"{label}:"), *view_value(context, item["sheet"], kind, f"{path}.{name}", part).parts]
    return ValueView(tuple(parts))
