"""Routes: for every collection a list, in all sheets and within one, and an address for every record."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi.params import Path
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.dependencies import archive_of, format_of
from api.http.problems import RESPONSES
from api.pagination import header, page
from api.parameters import Asked, item_parameters, list_parameters
from api.schemas import SHEET, ReleasePackage, item_shape, list_shape, whole_shape
from facts.archive import COLLECTIONS, Archive, Page
from facts.formats import FORMATS, Document, Format, formats_for
from facts.formats.document import Scope
from facts.kinds import KINDS, Kind
from facts.model.collection import Collection
from facts.urls import API_PREFIX
from facts.views import SHEETS, View

SheetId = Annotated[str, Path(description="the sheet's id", examples=[SHEET])]
HEADERS = {
    "ETag": "Names these bytes: with it in `If-None-Match`, the answer is 304 for as long as nothing has changed.",
    "Last-Modified": "When the archive last changed, for `If-Modified-Since`.",
    "Link": "Where to go on: `self`, and of a list `first`, `next` and `prev`, of what is in one `collection`.",
}
"""The header fields of every success, and what they tell."""
ALWAYS = frozenset({"id", "sheet", "url", "subject", "property", "match"})


class Endpoints:
    """The endpoints, each a route of `router`; and the parameters of each operation by its name."""

    def __init__(self, router: APIRouter, origin: str | None = None) -> None:
        self.router = router
        self.origin = origin
        self.parameters: dict[str, type[Asked]] = {}
        shapes = {name: item_shape(collection) for name, collection in COLLECTIONS.items()}
        for name, collection in COLLECTIONS.items():
            self.lists(collection, shapes[name])
        self.sheet(whole_shape())
        for kind in KINDS.values():
            self.record(kind, shapes[kind.name])

    def lists(self, collection: Collection, shape: type[BaseModel]) -> None:
        """Add the list of a collection in all sheets, and but for the sheets themselves, within one."""
        name = collection.name.title()
        asked = list_parameters(f"{name}Query", collection, shape)
        answer: Any = list_shape(f"{name}List", shape, collection)
        if FORMATS["ocds"].supports("list", collection):
            answer = answer | ReleasePackage

        async def everywhere(request: Request) -> Response:
            return self.page(request, collection, asked.read(request), None)

        async def within(request: Request, sheet: SheetId) -> Response:
            return self.page(request, collection, asked.read(request), sheet)

        self.add(f"/{collection.name}", everywhere, asked, answer, f"list_{collection.name}", collection)
        if collection is not SHEETS:
            path = f"/sheets/{{sheet}}/{collection.name}"
            self.add(path, within, asked, answer, f"list_sheet_{collection.name}", collection)

    def sheet(self, shape: type[BaseModel]) -> None:
        """Add the address of a whole sheet."""
        parameters = item_parameters("SheetQuery", formats_for("sheet", SHEETS), shape)

        async def whole(request: Request, sheet: SheetId) -> Response:
            asked = parameters.read(request)
            found = archive_of(request).whole(sheet, asked.derived)
            if found is None:
                raise missing("sheet", "sheets")
            return self.one(request, SHEETS, found, asked)

        self.add("/sheets/{sheet}", whole, parameters, shape, "get_sheet", SHEETS)

    def record(self, kind: Kind, shape: type[BaseModel]) -> None:
        """Add the address of each record of a kind."""
        identifier = Annotated[str, Path(description=f"the {kind.singular}'s id", examples=[kind.example_id])]
        parameters = item_parameters(f"{shape.__name__}Query", formats_for("record", kind), shape)

        async def one(request: Request, sheet: SheetId, id: str) -> Response:  # noqa: A002 - the name in the path
            asked = parameters.read(request)
            found = archive_of(request).get(kind.name, sheet, id, asked.derived)
            if found is None:
                raise missing(kind.singular, f"sheets/{{sheet}}/{kind.name}")
            return self.one(request, kind, found, asked)

        one.__annotations__["id"] = identifier
        self.add(f"/sheets/{{sheet}}/{kind.name}/{{id}}", one, parameters, shape, f"get_{kind.singular}", kind)

    def add(
        self,
        path: str,
        endpoint: Callable[..., Any],
        asked: type[Asked],
        answer: Any,
        name: str,
        collection: Collection,
    ) -> None:
        """Add a route that takes the parameters `asked` and answers with the shape `answer`."""
        self.parameters[name] = asked
        self.router.add_api_route(
            API_PREFIX + path,
            endpoint,
            name=name,
            methods=["GET"],
            response_model=answer,
            responses=RESPONSES | {200: success(path, collection)},
            tags=[collection.name],
            **told(path, collection),
        )

    def page(self, request: Request, collection: Collection, asked: Asked, sheet: str | None) -> Response:
        """Return a list, in all sheets or in one: a page of it, or the whole where the format has no pages."""
        archive = archive_of(request)
        if sheet is not None and sheet not in archive.sheets:
            raise missing("sheet", "sheets")
        written = FORMATS[chosen(request, asked)]
        query = asked.query(collection, sheet)
        whole = written.unpaged and not asked.paged()
        found = archive.find(collection.name, replace(query, limit=1, facets=()) if whole else query)
        links = page_links(request, found)
        document = Document(
            collection=collection,
            scope="list",
            items=found.items,
            total=found.total,
            next=links["next"],
            facets=found.facets,
            **self.common(archive, asked),
        )
        if whole:
            items = archive.walk(collection.name, query)
            document = replace(document, items=items, next=None, complete=True)
            links = {"self": links["self"]}
        return self.answer(document, written, links)

    def one(self, request: Request, collection: Collection, found: Mapping[str, Any], asked: Asked) -> Response:
        """Return one record, or one whole sheet."""
        scope: Scope = "sheet" if collection is SHEETS else "record"
        document = Document(
            collection=collection, scope=scope, items=[found], **self.common(archive_of(request), asked)
        )
        links = {"self": found["url"], "collection": f"{API_PREFIX}/{collection.name}"}
        return self.answer(document, FORMATS[chosen(request, asked)], links)

    def common(self, archive: Archive, asked: Asked) -> dict[str, Any]:
        """Return what every document is told of what was asked, and of the archive."""
        return {
            "fields": asked.chosen(),
            "derived": asked.derived,
            "kind_of": archive.kind_of,
            "article_digests": archive.articles,
            "modified": archive.changed,
            "base_url": self.origin,
        }

    def answer(self, document: Document, written: Format, links: Mapping[str, str | None]) -> Response:
        """Return a document in a format, streamed where it is without bounds."""
        headers = {"Link": header(links)}
        if written.extension:
            headers["Content-Disposition"] = f'attachment; filename="{document.collection.name}.{written.extension}"'
        chunks = written.write(shown(document))
        if document.complete:
            return StreamingResponse(chunks, media_type=written.media_type, headers=headers)
        return Response(b"".join(chunks), media_type=written.media_type, headers=headers)


def scope_of(path: str) -> Scope:
    """Return what a document at `path` is of."""
    return "record" if path.endswith("{id}") else "sheet" if path.endswith("{sheet}") else "list"


def told(path: str, collection: Collection) -> dict[str, Any]:
    """Return the summary and the description of the operation at `path`."""
    scope, about = scope_of(path), collection.description
    if scope == "list":
        where = "one sheet" if path.startswith("/sheets/") else "all sheets"
        known = "" if collection is SHEETS else f" of {where}"
        return {
            "summary": f"List the {collection.name}{known}",
            "description": f"{about}\n\nA page of those{known} that match all that is asked for; `next` leads on.",
        }
    if scope == "sheet":
        return {"summary": "Get one sheet", "description": "A sheet with all its records, by kind."}
    what = collection.model.__doc__ if isinstance(collection, Kind) else about
    known = "With the receipt of each filled field, and the reason for each empty one."
    return {"summary": f"Get one {collection.singular}", "description": f"{what}\n\n{known}"}


def success(path: str, collection: Collection) -> dict[str, Any]:
    """Return what the OpenAPI document tells of success at `path`: the other formats, and where items lead."""
    scope = scope_of(path)
    text = {"schema": {"type": "string"}}
    anything: dict[str, Any] = {"schema": {"type": "object"}}
    types = [found.media_type for found in formats_for(scope, collection) if found.media_type != "application/json"]
    told: dict[str, Any] = {
        "description": {"list": "A page of the list.", "sheet": "The sheet.", "record": "The record."}[scope],
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS},
        "content": {name: anything if name.endswith("+json") else text for name in types},
    }
    if scope == "list" and not isinstance(collection, View):
        sheet = "$response.body#/items/0/" + ("id" if collection is SHEETS else "sheet")
        parameters = {"sheet": sheet} | ({} if collection is SHEETS else {"id": "$response.body#/items/0/id"})
        operation = f"get_{collection.singular}"
        told["links"] = {operation: {"operationId": operation, "parameters": parameters}}
    return told


def chosen(request: Request, asked: Asked) -> str:
    """Return the name of the format that was asked for, by name or by Accept."""
    named: str | None = getattr(asked, "format", None)
    return named or format_of(request) or "json"


def shown(document: Document) -> Document:
    """Return a document whose items have the fields that were asked for, and those that are always there."""
    if document.fields is None:
        return document
    wanted = document.fields | ALWAYS
    items = ({name: value for name, value in item.items() if name in wanted} for item in document.items)
    return replace(document, items=items)


def page_links(request: Request, found: Page) -> dict[str, str | None]:
    """Return where a page stands among the others (RFC 8288)."""
    path, asked = request.scope["path"], request.query_params
    given, cursor = asked.multi_items(), asked.get("cursor")
    first = page(path, given, None)
    return {
        "self": page(path, given, cursor) if cursor else first,
        "first": first,
        "next": page(path, given, found.next) if found.next else None,
        "prev": page(path, given, found.prev) if found.prev else None,
    }


def missing(what: str, where: str) -> HTTPException:
    """Return the error for a record that does not exist, saying where those that do are listed."""
    return HTTPException(404, f"There is no such {what}. {API_PREFIX}/{where} lists what there is.")
