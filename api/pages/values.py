"""Values for display: the article's words, names instead of ids, and the precision of a date."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.references import is_reference, target_field
from api.pages.words import (
    ROLE_WORDS,
    describe_code,
    describe_precision,
    format_share,
    group_digits,
)
from facts.model.numeric import describe_bounds
from facts.model.plurals import count_noun

MAX_ROLE_RECORDS = 6
"""The number of records that are listed for a role of a country."""
MAX_ROLES = 8
"""The number of roles of a country that are listed, by what it has them through."""
CODED_FIELDS = frozenset({"voice", "attribution_scope", "form", "status"})
"""The fields whose values are codes of the model."""


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value: its parts, each text or a link, and what is said below it."""

    parts: tuple[PageLink, ...]
    note: str = ""

    @property
    def text(self) -> str:
        """The value as text."""
        return ", ".join(part.text for part in self.parts)


UNQUOTED = ValueView((PageLink("in the article"),), "too long to be quoted")
"""The value of a field that only its receipt holds."""


def view_text(text: str, note: str = "") -> ValueView:
    """Return a value that is text."""
    return ValueView((PageLink(text),), note)


def view_value(context: PageContext, sheet: str, kind: str, path: str, value: Any) -> ValueView:
    """Return the view of the value of the field at `path` of a record of a kind."""
    if is_reference(kind, path):
        return ValueView(tuple(view_references(context, sheet, target_field(kind, path), value)))
    if path in DERIVED_VIEWS:
        return ValueView(tuple(DERIVED_VIEWS[path](context, sheet, value)))
    if isinstance(value, Mapping):
        return view_composite(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ValueView(tuple(view_items(context, sheet, kind, path, value)))
    return view_text(format_scalar(path.rpartition(".")[2], str(value)))


def view_items(context: PageContext, sheet: str, kind: str, path: str, items: Sequence[Any]) -> Iterator[PageLink]:
    """Yield the items of a list; of groups of fields their values."""
    for item in items:
        if not isinstance(item, Mapping):
            yield PageLink(str(item))
            continue
        for name, part in item.items():
            if part is not None:
                yield from view_value(context, sheet, kind, f"{path}.{name}", part).parts


def view_related_by(context: PageContext, sheet: str, relations: Sequence[Mapping[str, Any]]) -> Iterator[PageLink]:
    """Yield the links to the statements that are related to one, each with its relation to it."""
    for relation in relations:
        link = context.link(sheet, relation["statement"])
        yield PageLink(f"{link.text} ({describe_code(relation['type'])} this)", link.url)


def format_scalar(name: str, value: str) -> str:
    """Return the value of a field as text: a share in per cent, a code by what it is called."""
    if name.endswith("share"):
        return format_share(value)
    return describe_code(value) if name in CODED_FIELDS else value


def view_references(context: PageContext, sheet: str, target: str | None, value: Any) -> list[PageLink]:
    """Return the links to the records that a field refers to, with what relates a statement to another."""
    links = []
    for entry in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
        if target and isinstance(entry, Mapping):
            link = context.link(sheet, entry[target])
            links.append(PageLink(f"{describe_code(entry['type'])} {link.text}", link.url))
        else:
            links.append(context.link(sheet, str(entry)))
    return links


def view_roles(context: PageContext, sheet: str, value: Sequence[Mapping[str, Any]]) -> list[PageLink]:
    """Return the roles of a country, each with links to the records that give it."""
    links = []
    for role in value[:MAX_ROLES]:
        words = ROLE_WORDS.get(role["role"], role["role"])
        if role["through"]:
            words += f" through {context.link(sheet, role['through'].rpartition('/')[2]).text}"
        links.append(PageLink(f"{words}:"))
        records = role["records"]
        links += [context.link(sheet, subject.rpartition("/")[2]) for subject in records[:MAX_ROLE_RECORDS]]
        if len(records) > MAX_ROLE_RECORDS:
            links.append(PageLink(f"and {len(records) - MAX_ROLE_RECORDS} more"))
    if len(value) > MAX_ROLES:
        links.append(PageLink(f"and {count_noun(len(value) - MAX_ROLES, 'more role')}"))
    return links


def view_composite(value: Mapping[str, Any]) -> ValueView:
    """Return the view of a date, money, a share or a quantity: the article's words, then what they mean."""
    if "edtf" in value:
        return view_text(value["stated"], describe_date(value))
    if "currency" in value:
        amount = describe_amount(value)
        return view_text(value["stated"], amount) if "stated" in value else view_text(amount)
    if isinstance(value.get("value"), str):
        return view_text(value["stated"], describe_share(value))
    return view_text(value["stated"], describe_quantity(value))


def describe_date(value: Mapping[str, Any]) -> str:
    """Return how precise a date is, and the days that it may mean."""
    days = " to ".join(dict.fromkeys((value["earliest"] or "open", value["latest"] or "open")))
    limits = f", within {value['within']}" if value.get("within") else ""
    return f"{describe_precision(value['edtf'])} · {days}{limits}"


def describe_amount(value: Mapping[str, Any]) -> str:
    """Return an amount of money in digits, with how it is meant: "up to 2 000 USD"."""
    to = group_digits(value["to"]) if value["to"] else None
    return f"{describe_bounds(value['operator'], group_digits(value['amount']), to)} {value['currency']}"


def describe_share(value: Mapping[str, Any]) -> str:
    """Return a share in per cent, with how it is meant: "up to 10%"."""
    to = format_share(value["to"]) if value["to"] else None
    return describe_bounds(value["operator"], format_share(value["value"]), to)


def describe_quantity(value: Mapping[str, Any]) -> str:
    """Return a quantity as a number with its unit; that there is no number where only a word is given."""
    if value["value"] is None:
        return "the word only; no number is given"
    bounds = describe_bounds(value["operator"], value["value"], value["to"])
    return f"{bounds} (unit: {value['unit']})" if value["unit"] else bounds


def view_countries(context: PageContext, sheet: str, value: Any) -> list[PageLink]:
    """Return the links to a country, or to several."""
    return view_references(context, sheet, None, value)


DERIVED_VIEWS: Mapping[str, Callable[[PageContext, str, Any], Iterable[PageLink]]] = {
    "derived.buyer_countries": view_countries,
    "derived.related_by": view_related_by,
    "derived.roles": view_roles,
    "derived.speaker_country": view_countries,
    "derived.supplier_countries": view_countries,
}
"""How the derived values that refer to records are shown."""
