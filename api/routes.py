"""Routes: for every collection a list, in all sheets and within one, and an address for every record."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.params import Path
from pydantic import BaseModel
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from api.links import header, page
from api.parameters import Asked, item_parameters, list_parameters
from api.problems import MEDIA_TYPE
from api.shapes import item_shape, list_shape, whole_shape
from facts.address import ROOT
from facts.archive import COLLECTIONS, Archive
from facts.collection import Collection
from facts.kinds import KINDS, Kind
from facts.views import SHEETS

SheetId = Annotated[str, Path(description="the sheet's id", examples=["s400-turkey"])]
ALWAYS = frozenset({"id", "sheet", "url", "subject", "property", "match"})
PROBLEMS: Mapping[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status, text in {
        404: "There is nothing at this address.",
        422: "A parameter was refused; `errors` says which and what would be accepted.",
        500: "The server failed.",
    }.items()
}


class Endpoints:
    """The endpoints of an archive."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.router = APIRouter(prefix=ROOT, responses=dict(PROBLEMS))
        shapes = {name: item_shape(collection) for name, collection in COLLECTIONS.items()}
        for name, collection in COLLECTIONS.items():
            self.lists(collection, shapes[name])
        self.sheet(whole_shape({name: shapes[name] for name in KINDS}))
        for kind in KINDS.values():
            self.record(kind, shapes[kind.name])

    def lists(self, collection: Collection, shape: type[BaseModel]) -> None:
        """Add the list of a collection in all sheets, and but for the sheets themselves, within one."""
        name = collection.name.title()
        asked = list_parameters(f"{name}Query", collection, shape)
        answer = list_shape(f"{name}List", shape, collection)

        async def everywhere(request: Request, asked: Annotated[Asked, Query()]) -> Response:
            return self.page(request, collection, asked, None)

        async def within(request: Request, sheet: SheetId, asked: Annotated[Asked, Query()]) -> Response:
            return self.page(request, collection, asked, sheet)

        self.add(f"/{collection.name}", everywhere, asked, answer, f"list_{collection.name}", collection)
        if collection is not SHEETS:
            path = f"/sheets/{{sheet}}/{collection.name}"
            self.add(path, within, asked, answer, f"list_sheet_{collection.name}", collection)

    def sheet(self, shape: type[BaseModel]) -> None:
        """Add the address of a whole sheet."""

        async def whole(sheet: SheetId, asked: Annotated[Asked, Query()]) -> Response:
            found = self.archive.whole(sheet, asked.derived)
            if found is None:
                raise missing("sheet", "sheets")
            return self.one(SHEETS, found, asked)

        self.add("/sheets/{sheet}", whole, item_parameters("SheetQuery", shape), shape, "get_sheet", SHEETS)

    def record(self, kind: Kind, shape: type[BaseModel]) -> None:
        """Add the address of each record of a kind."""
        identifier = Annotated[str, Path(description=f"the {kind.singular}'s id")]

        async def one(sheet: SheetId, id: str, asked: Annotated[Asked, Query()]) -> Response:  # noqa: A002
            found = self.archive.get(kind.name, sheet, id, asked.derived)
            if found is None:
                raise missing(kind.singular, f"sheets/{{sheet}}/{kind.name}")
            return self.one(kind, found, asked)

        one.__annotations__["id"] = identifier
        parameters = item_parameters(f"{shape.__name__}Query", shape)
        self.add(f"/sheets/{{sheet}}/{kind.name}/{{id}}", one, parameters, shape, f"get_{kind.singular}", kind)

    def add(
        self,
        path: str,
        endpoint: Callable[..., Any],
        asked: type[Asked],
        answer: type[BaseModel],
        name: str,
        collection: Collection,
    ) -> None:
        """Add a route that takes the parameters `asked` and answers with the shape `answer`."""
        endpoint.__annotations__["asked"] = Annotated[asked, Query()]
        self.router.add_api_route(
            path,
            endpoint,
            name=name,
            methods=["GET"],
            response_model=answer,
            tags=[collection.name],
            summary=name.replace("_", " ").capitalize(),
            description=collection.about,
        )

    def page(self, request: Request, collection: Collection, asked: Asked, sheet: str | None) -> Response:
        """Return a page of a collection, in all sheets or in one."""
        if sheet is not None and sheet not in self.archive.sheets:
            raise missing("sheet", "sheets")
        found = self.archive.find(collection.name, asked.query(collection, sheet))
        path, given = request.url.path, request.query_params.multi_items()
        following = page(path, given, found.next) if found.next else None
        links = {
            "self": page(path, given, request.query_params.get("cursor")),
            "first": page(path, given, None),
            "next": following,
            "prev": page(path, given, found.prev) if found.prev else None,
        }
        body = {"items": asked.kept(found.items, ALWAYS), "total": found.total, "next": following}
        if found.facets is not None:
            body["facets"] = found.facets
        return answer(body, header(links))

    def one(self, collection: Collection, found: dict[str, Any], asked: Asked) -> Response:
        """Return one record with the fields that were asked for."""
        [body] = asked.kept([found], ALWAYS)
        return answer(body, header({"self": body["url"], "collection": f"{ROOT}/{collection.name}"}))


def answer(body: Mapping[str, Any], link: str) -> Response:
    """Return `body` as JSON."""
    return Response(to_json(body), media_type="application/json", headers={"Link": link})


def missing(what: str, where: str) -> HTTPException:
    """Return the error for a record that does not exist, saying where those that do are listed."""
    return HTTPException(404, f"There is no such {what}. {ROOT}/{where} lists what there is.")
