"""Routes of the collections: lists, sheets and records, and each of them in every format."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.params import Path
from fastapi.responses import StreamingResponse
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException

from api.dependencies import get_archive, get_threads, negotiate_format, run_query
from api.http.problems import InvalidParam, ParameterError
from api.http.query_string import parse_query
from api.http.rejections import ARCHIVE_UNAVAILABLE, ContentChanged, rejected
from api.pages.format import PAGE_LIMITS, PageDocument, PageFormat
from api.pagination import link_header, page_links
from api.parameters import ItemParams, ListParams, QueryParams, item_params, list_params
from api.routers.direct_route import DirectRoute, Endpoint
from api.routers.operations import Operation, document_operation, list_operations
from facts.archive import Archive, ArchiveChanged, Query, Unavailable
from facts.formats import Document, Format
from facts.formats.document import DocumentType
from facts.formats.publication import Publication
from facts.formats.selection import select_fields, top_level
from facts.model.collection import Collection
from facts.model.item import EXAMPLE_SHEET
from facts.model.kind import Kind
from facts.urls import API_PREFIX, record_url
from facts.views import SHEETS


class IdConvertor(Convertor[str]):
    """The id of a sheet or a record in a path: it has no dot, so a suffix never belongs to it."""

    regex = "[^/.]+"

    def convert(self, value: str) -> str:
        """Return the id in a path."""
        return value

    def to_string(self, value: str) -> str:
        """Return an id for a path."""
        return value


register_url_convertor("id", IdConvertor())

SHEET_ID: Any = Path(description="id of the sheet", examples=[EXAMPLE_SHEET])


class CollectionRouter:
    """The routes of all collections, which it adds to `router`.

    A resource has a URL without a suffix, where the Accept header chooses the format, and one with a suffix for each
    format. `publication` has the public URL of the API, if there is one, and the license of the data. Routes are
    `documented` only for the OpenAPI document: the models of their responses take longer to build than the routes.
    """

    def __init__(self, router: APIRouter, publication: Publication, documented: bool = False) -> None:
        self.router = router
        self.documented = documented
        self.publication = publication
        self.base_url = publication.base_url or ""

    def add_all(self) -> None:
        """Add the route of every operation."""
        for operation in list_operations():
            self.add(operation)

    def add(self, operation: Operation) -> None:
        """Add the route of one operation."""
        url = API_PREFIX + operation.path.replace("{sheet}", "{sheet:id}").replace("{id}", "{id:id}")
        endpoint = self.endpoint_of(operation)
        if self.documented:
            description = document_operation(operation)
            self.router.add_api_route(url, endpoint, name=operation.name, methods=["GET"], **description)
            return
        document_type, collection = operation.document_type, operation.collection
        prepare = negotiate_format(document_type, collection) if operation.format is None else None
        self.router.routes.append(DirectRoute(url, endpoint, operation.name, prepare))

    def endpoint_of(self, operation: Operation) -> Endpoint:
        """Return the endpoint of an operation."""
        collection, format_ = operation.collection, operation.format
        if operation.document_type == "sheet":
            return self.sheet_endpoint(format_)
        if operation.document_type == "record" and isinstance(collection, Kind):
            return self.record_endpoint(collection, format_)
        return self.list_endpoint(collection, format_, operation.in_sheet)

    def list_endpoint(self, collection: Collection, format_: Format | None, in_sheet: bool) -> Endpoint:
        """Return the endpoint of a list: of all sheets, or of one."""

        async def list_all(request: Request) -> Response:
            return await run_query(request, self.list_response, request, collection, format_, None)

        async def list_in_sheet(request: Request, sheet: str = SHEET_ID) -> Response:
            return await run_query(request, self.list_response, request, collection, format_, sheet)

        return list_in_sheet if in_sheet else list_all

    def sheet_endpoint(self, format_: Format | None) -> Endpoint:
        """Return the endpoint of a complete sheet."""

        async def get_sheet(request: Request, sheet: str = SHEET_ID) -> Response:
            return await run_query(request, self.sheet_response, request, format_, sheet)

        return get_sheet

    def record_endpoint(self, kind: Kind, format_: Format | None) -> Endpoint:
        """Return the endpoint of each record of a kind."""
        id_param: Any = Path(alias="id", description=f"id of the {kind.singular}", examples=[kind.example_id])

        async def get_record(request: Request, sheet: str = SHEET_ID, record_id: str = id_param) -> Response:
            return await run_query(request, self.record_response, request, kind, format_, sheet, record_id)

        return get_record

    def list_response(
        self,
        request: Request,
        collection: Collection,
        format_: Format | None,
        sheet: str | None,
    ) -> Response:
        """Return a list: a page of it, or all of it if the format has no pages."""
        params_model = list_params(collection, format_ is not None and format_.has_bom)
        archive, query_params = get_archive(request), query_of(request, params_model)
        requested = format_of(request, format_)
        query_params = drop_empty(query_params) if isinstance(requested, PageFormat) else query_params
        params = params_model.from_query(query_params)
        query = limit_page(params.to_query(sheet), params, collection, requested)
        if sheet is not None and sheet not in archive.sheets:
            raise not_found("sheet", "sheets")
        check_facets(query, collection, requested)
        complete = requested.unpaged and not params.is_paged
        first = query.model_copy(update={"limit": 1, "facets": ()}) if complete else query
        page = archive.find(collection.name, first)
        links = page_links(self.base_url + request.scope["path"], query_params, page)
        document = PageDocument(
            collection=collection,
            type="list",
            items=page.items,
            total=page.total,
            total_relation=page.total_relation,
            next=links["next"],
            facets=page.facets,
            hint=page.hint,
            query=query,
            links=links,
            modified=archive.modified if sheet is None else {sheet: archive.modified[sheet]},
            **self.document_context(request, params, format_, query_params),
        )
        if complete:
            items = archive.iterate(collection.name, query)
            document = replace(document, items=items, next=None, complete=True)
            links = {"self": links["self"]}
        return render(request, document, format_, links)

    def sheet_response(self, request: Request, format_: Format | None, sheet: str) -> Response:
        """Return a complete sheet."""
        params_model = item_params(SHEETS)
        query_params = query_of(request, params_model)
        params = params_model.from_query(query_params)
        archive, is_page = get_archive(request), isinstance(format_of(request, format_), PageFormat)
        item = sheet_head(archive, sheet) if is_page else archive.get_sheet(sheet, params.derived)
        if item is None:
            raise not_found("sheet", "sheets")
        return self.item_response(request, SHEETS, item, params, format_, query_params)

    def record_response(
        self, request: Request, collection: Collection, format_: Format | None, sheet: str, record_id: str
    ) -> Response:
        """Return one record."""
        params_model = item_params(collection)
        query_params = query_of(request, params_model)
        params = params_model.from_query(query_params)
        archive = get_archive(request)
        if sheet not in archive.sheets:
            raise not_found("sheet", "sheets")
        item = archive.get(collection.name, sheet, record_id, params.derived)
        if item is None:
            raise not_found(collection.singular, f"sheets/{sheet}/{collection.name}")
        return self.item_response(request, collection, item, params, format_, query_params)

    def item_response(
        self,
        request: Request,
        collection: Collection,
        item: Mapping[str, Any],
        params: ItemParams,
        format_: Format | None,
        query_params: list[tuple[str, str]],
    ) -> Response:
        """Return one record, or one complete sheet."""
        document_type: DocumentType = "sheet" if collection is SHEETS else "record"
        context = self.document_context(request, params, format_, query_params)
        document = PageDocument(collection=collection, type=document_type, items=[item], **context)
        links = {"self": item["url"], "collection": f"{API_PREFIX}/{collection.name}"}
        links = {relation: self.base_url + url for relation, url in links.items()}
        return render(request, document, format_, links)

    def document_context(
        self, request: Request, params: ItemParams, format_: Format | None, query_params: list[tuple[str, str]]
    ) -> dict[str, Any]:
        """Return what every document takes from the request, its parameters and the archive."""
        archive, suffix = get_archive(request), f".{format_.extension}" if format_ else ""
        return {
            "archive": archive,
            "path": request.scope["path"].removesuffix(suffix),
            "suffix": suffix,
            "params": tuple(query_params),
            "fields": params.requested_fields,
            "derived": params.derived,
            "bom": getattr(params, "bom", False),
            "titles": archive.titles,
            "include_references": params.includes_references,
            "article_digests": archive.article_digests,
            "publication": self.publication,
        }


def sheet_head(archive: Archive, sheet: str) -> Mapping[str, Any] | None:
    """Return what the page of a sheet needs of it besides its index; None if there is no such sheet."""
    info = archive.sheets.get(sheet)
    return None if info is None else {"id": sheet, "title": info.title, "url": record_url(sheet)}


def query_of(request: Request, params_model: type[QueryParams]) -> list[tuple[str, str]]:
    """Return the query parameters of a request, in order of name so that equal requests have equal links."""
    return sorted(parse_query(request.scope["query_string"], params_model.list_names()))


def limit_page(query: Query, params: ListParams, collection: Collection, format_: Format) -> Query:
    """Return a query with at most as many items as an HTML page shows, unless a limit is requested."""
    if not isinstance(format_, PageFormat) or "limit" in params.model_fields_set:
        return query
    return query.model_copy(update={"limit": min(query.limit, PAGE_LIMITS.get(collection.name, query.limit))})


def drop_empty(query: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return parameters without those that are empty, as a browser sends the empty fields of a form."""
    return [(name, value) for name, value in query if value]


def format_of(request: Request, format_: Format | None) -> Format:
    """Return the format of the suffix, else the negotiated one."""
    negotiated: Format = format_ or request.state.format
    return negotiated


def render(
    request: Request, document: Document, suffix_format: Format | None, links: Mapping[str, str | None]
) -> Response:
    """Return a document in its format, streamed if it holds all items."""
    format_, headers = format_of(request, suffix_format), {"Link": link_header(links)}
    if suffix_format is None:
        headers["Vary"] = "Accept"
    if format_.attachment:
        headers["Content-Disposition"] = f'attachment; filename="{document.collection.name}.{format_.extension}"'
    if isinstance(format_, PageFormat):
        headers |= format_.headers
    chunks = format_.write(document if isinstance(format_, PageFormat) else with_selected_fields(document, format_))
    if document.complete:
        stream = get_threads(request).stream(request.scope, check_available(request, chunks))
        return StreamingResponse(stream, media_type=format_.media_type, headers=headers)
    return Response(b"".join(chunks), media_type=format_.media_type, headers=headers)


def check_available(request: Request, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks of a stream; raise HTTPException (503) once the archive cannot be read, or has changed.

    Why it cannot be read is logged.
    """
    try:
        yield from chunks
    except ArchiveChanged:
        raise ContentChanged from None
    except Unavailable as error:
        request.app.state.outages.log(error, request.state.request_id)
        raise rejected(ARCHIVE_UNAVAILABLE) from None


def with_selected_fields(document: Document, format_: Format) -> Document:
    """Return a document whose items have the requested fields, as far as the format can select."""
    if document.fields is None:
        return document
    fields = document.fields if format_.has_nested_fields else top_level(document.fields)
    kept = document.collection.identifying
    return replace(document, fields=fields, items=(select_fields(item, fields, kept) for item in document.items))


def check_facets(query: Query, collection: Collection, format_: Format) -> None:
    """Raise ParameterError if a query has facets or a sum in a format without pages, or a sum without facets."""
    for name in ("facets", "sum") if format_.unpaged else ():
        if getattr(query, name):
            accepted, message = f"{name} of lists in JSON, Markdown or HTML", "not available in this format"
            raise ParameterError(InvalidParam(parameter=name, message=message, accepted=accepted))
    if query.sum and not query.facets:
        accepted = f"with facets, such as facets={collection.facets[0]}&sum={query.sum}"
        raise ParameterError(InvalidParam(parameter="sum", message="requires facets", accepted=accepted))


def not_found(singular: str, path: str) -> HTTPException:
    """Return the error for a record that does not exist, with the list of those that do."""
    return HTTPException(404, f"No such {singular}. {API_PREFIX}/{path} lists the existing ones.")
