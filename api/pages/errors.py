"""Error pages: what is wrong, what would be accepted, and links to pages nearby."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.pages.context import PageContext, PageLink
from facts.archive import Query
from facts.kinds import KINDS
from facts.urls import API_PREFIX, record_url
from facts.views import COLLECTIONS

MAX_NEARBY = 10
HEADINGS: Mapping[int, str] = {
    400: "This request cannot be read",
    404: "There is no such page",
    405: "Nothing can be written here",
    406: "Not available in such a form",
    414: "This address is too long",
    422: "This cannot be answered as it is asked",
    500: "Something went wrong here",
}
HINTS: Mapping[int, str] = {
    404: "Nothing is at this address, or nothing any more.",
    422: "Nothing was searched: what cannot be read is refused, never guessed.",
    500: "The fault is the server's, not yours; its log has the details.",
}


@dataclass(frozen=True, slots=True)
class ErrorView:
    """The page of an error."""

    status: int
    reason: str
    heading: str
    hint: str
    detail: str
    errors: Sequence[Mapping[str, str]]
    nearby_title: str
    nearby: Sequence[PageLink]
    request_id: str


def view_error(context: PageContext, problem: Mapping[str, Any]) -> ErrorView:
    """Return the page of a problem; the context has the path and the parameters of the request."""
    status, errors = problem["status"], problem.get("errors", [])
    title, nearby = find_nearby(context, [error["parameter"] for error in errors])
    return ErrorView(
        status=status,
        reason=problem["title"],
        heading=heading_of_error(context, status, errors),
        hint=HINTS.get(status, ""),
        detail=problem["detail"],
        errors=errors,
        nearby_title=title,
        nearby=nearby,
        request_id=problem["instance"],
    )


def heading_of_error(context: PageContext, status: int, errors: Sequence[Mapping[str, str]]) -> str:
    """Return an error in words, with the record or the parameter that it is about."""
    parts = split_path(context.path)
    if status == 422 and len(errors) == 1:
        name = errors[0]["parameter"]
        value = dict(context.params).get(name)
        return f"{name}={value} cannot be read" if value and len(value) <= 60 else f"{name} cannot be read"
    if status == 404 and len(parts) == 4 and parts[2] in KINDS:
        return f"No {KINDS[parts[2]].singular} \u201c{parts[3]}\u201d"
    if status == 404 and parts[:1] == ["sheets"] and len(parts) > 1 and parts[1] not in context.archive.sheets:
        return f"No sheet \u201c{parts[1]}\u201d"
    return HEADINGS.get(status, "This cannot be answered")


def split_path(path: str) -> list[str]:
    """Return the parts of a path after the prefix of the API."""
    return [part for part in path.removeprefix(API_PREFIX).split("/") if part]


def find_nearby(context: PageContext, rejected: Sequence[str]) -> tuple[str, list[PageLink]]:
    """Return the list that is nearest to the URL of an error: without what was rejected, or the records there."""
    parts = split_path(context.path)
    sheet = parts[1] if parts[:1] == ["sheets"] and len(parts) > 1 else None
    name = parts[2] if sheet and len(parts) > 2 else parts[0] if parts else "sheets"
    if sheet not in context.archive.sheets:
        name, sheet = (name, None) if sheet is None else ("sheets", None)
    if name not in COLLECTIONS:
        name = "sheets"
    if rejected:
        params = [pair for pair in context.params if pair[0] not in {*rejected, "cursor"}]
        words = "The same without it" if params else f"All {name}"
        return f"What there is of {name}", [PageLink(words, context.url(context.path, tuple(params)))]
    query = Query(sheet=sheet, limit=MAX_NEARBY)
    items = context.archive.find(name, query).items
    links = [PageLink(COLLECTIONS[name].title_of(item), context.url(url_of_item(name, item))) for item in items]
    return f"{name.capitalize()} that there are", [*links, PageLink(f"All {name}", context.list_url(name, sheet))]


def url_of_item(name: str, item: Mapping[str, Any]) -> str:
    """Return the path of an item of a list."""
    return record_url(item["id"]) if name == "sheets" else str(item["url"])
