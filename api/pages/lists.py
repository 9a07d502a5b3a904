"""The page of a list: its items, its filters with counts, its sort order and the links to other pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from api.pages.context import PageContext, PageLink
from api.pages.facets import FacetView, name_of_value, view_facets
from api.pages.format import PageDocument
from api.pages.items import ItemGroups, view_items
from api.pages.markup import with_code
from api.pages.words import describe_field
from facts.archive import Query
from facts.kinds import KINDS
from facts.model.collection import AnyOf, Collection, During
from facts.model.plurals import count_noun
from facts.urls import record_url

UNFILTERS = frozenset({"sort", "limit", "cursor", "fields", "facets", "derived", "include", "sum"})
"""The parameters that do not filter."""
HEADINGS: Mapping[str, str] = {
    "facts": "Every fact and what it rests on",
    "gaps": "What is not said",
    "timeline": "What happened, what is planned, what is threatened",
}
DECKS: Mapping[str, str] = {
    "contracts": "Bought by whom, from whom, for how much, and what is not said of each.",
    "timeline": "In the order of the earliest day. A mark is as wide as the time is uncertain, and the wider, the "
    "lower: what is known to the month stands tall, a decade lies flat.",
}
ORDER_WORDS: Mapping[str, str] = {"delivered": "date of delivery", "signed": "date of signature"}
FIRST_ORDERS: Mapping[str, str] = {"sheets": "as loaded"}
"""What the order that is not sorted is called, if not after the article."""
COUNTED_WORDS: Mapping[str, str] = {"timeline": "entries"}
LIST_NAMES: Mapping[str, str] = {"gaps": "What is not said"}
"""The names of lists in breadcrumbs, if not those in their URLs."""


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A filter that is set: what it says, and the list without it."""

    title: str
    value: str
    url: str
    count: str = ""
    """Number of items without it, if there are none with it."""


@dataclass(frozen=True, slots=True)
class DateField:
    """A form field for a filter by date."""

    name: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class SortLink:
    """An order of the list; `url` is None for the one that it has."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """The page of a list."""

    name: str
    heading: str
    deck: str
    total: int
    total_words: str
    shown: int
    chips: Sequence[FilterChip]
    sorts: Sequence[SortLink]
    facets: Sequence[FacetView]
    dates: Sequence[DateField]
    hidden: Sequence[tuple[str, str]]
    action: str
    search_words: str
    groups: ItemGroups
    next: str | None
    previous: str | None
    first: str | None
    all_items: str
    has_filters: bool
    """Whether there is a server to filter, sort and search the list."""
    hint: Markup | None
    undated_url: str | None
    """The list with the entries without a date; None where they are in it, or there are none."""


def view_list(context: PageContext, document: PageDocument) -> ListView:
    """Return the page of a list."""
    collection, params = document.collection, dict(context.params)
    items, total = list(document.items), document.total or 0
    chips = [chip for name, value in context.params if (chip := view_chip(context, document, name, value))]
    least = "more than " if document.total_relation == "gte" else ""
    words = least + count_words(collection, total)
    has_filters = not context.publication.is_static
    dates = [name for name, lookup in collection.filters.lookups().items() if isinstance(lookup, During)]
    return ListView(
        name=collection.name,
        heading=HEADINGS.get(collection.name, words),
        deck=DECKS.get(collection.name, collection.description),
        total=total,
        total_words=words,
        shown=len(items),
        chips=chips,
        sorts=view_sorts(context, collection, params.get("sort", "")) if has_filters else [],
        facets=list(view_facets(context, document)) if items and has_filters else [],
        dates=[DateField(name, describe_field(name), params.get(name, "")) for name in dates],
        hidden=[pair for pair in context.params if pair[0] not in {"q", "cursor", *dates}],
        action=context.url(context.path),
        search_words=params.get("q", ""),
        groups=view_items(context, document, items),
        next=suffixed(context, document.links.get("next")),
        previous=suffixed(context, document.links.get("prev")),
        first=suffixed(context, document.links.get("first")) if "cursor" in params else None,
        all_items=context.url(context.path),
        has_filters=has_filters,
        hint=with_code(document.hint) if document.hint else None,
        undated_url=context.with_param("undated", "true")
        if "undated" in collection.filters.model_fields and params.get("undated") != "true"
        else None,
    )


def suffixed(context: PageContext, address: str | None) -> str | None:
    """Return the URL of another page of the list with the suffix of this one."""
    if address is None:
        return None
    path, mark, query = address.removeprefix(context.base_url or "").partition("?")
    return f"{path.removesuffix(context.suffix)}{context.suffix}{mark}{query}"


def count_words(collection: Collection, total: int) -> str:
    """Return how many items there are, in words."""
    if collection.name in COUNTED_WORDS:
        return count_noun(total, collection.singular, COUNTED_WORDS[collection.name])
    plural = collection.name
    return count_noun(total, KINDS[plural].singular if plural in KINDS else collection.singular, plural)


def view_chip(context: PageContext, document: PageDocument, name: str, value: str) -> FilterChip | None:
    """Return a filter that is set; None for a parameter that does not filter."""
    if name in UNFILTERS:
        return None
    lookup = document.collection.filters.lookups().get(name)
    values = value.split(",") if isinstance(lookup, AnyOf) else [value]
    names = " or ".join(name_of_value(context, document, name, one) for one in values)
    chip = FilterChip(describe_field(name), names, context.with_param(name, None))
    return chip if document.total else replace(chip, count=count_without(context, document, name))


def count_without(context: PageContext, document: PageDocument, name: str) -> str:
    """Return how many items a list has without one of its filters."""
    query = document.query
    if query is None or query.filters is None:
        return ""
    changes: dict[str, Any] = {"cursor": None, "limit": 1, "facets": (), "sum": None}
    if name in Query.model_fields:
        changes[name] = None
    else:
        default = type(query.filters).model_fields[name].default
        changes["filters"] = query.filters.model_copy(update={name: default})
    page = context.archive.find(document.collection.name, query.model_copy(update=changes))
    return f"{'more than ' * (page.total_relation == 'gte')}{page.total:,}"


def view_sorts(context: PageContext, collection: Collection, current: str) -> list[SortLink]:
    """Return the orders of a list: that of the article, and each sort key in the direction that it does not have."""
    current = current or ",".join(collection.default_sort)
    links = []
    if not collection.default_sort and collection.sorts:
        words = FIRST_ORDERS.get(collection.name, "as in the article")
        links.append(SortLink(words, context.with_param("sort", None) if current else None))
    for name in collection.sorts:
        if current.removeprefix("-") == name:
            links.append(SortLink(describe_order(current), None))
        order = f"-{name}" if current == name else name
        links.append(SortLink(describe_order(order), context.with_param("sort", order)))
    return links


def describe_order(order: str) -> str:
    """Return what an order is called: "by date", "by date, last first"."""
    name = order.removeprefix("-")
    return f"by {ORDER_WORDS.get(name) or describe_field(name)}" + (", last first" if order[0] == "-" else "")


def list_crumbs(context: PageContext, collection: Collection, sheet: str | None) -> list[PageLink]:
    """Return where a list is: in its sheet, or at the top."""
    here = PageLink(LIST_NAMES.get(collection.name, collection.name.capitalize()))
    if sheet is None:
        return [here]
    return [PageLink(context.archive.sheets[sheet].title, context.url(record_url(sheet))), here]
