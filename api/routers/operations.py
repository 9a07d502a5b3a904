"""The OpenAPI operations of the routes of collections."""

from typing import Any

from fastapi import Response
from fastapi.responses import JSONResponse

from api.http.problems import RESPONSES
from api.pages.format import PageFormat
from api.parameters import item_params, list_params
from api.schemas import ReleasePackage, page_schema, sheet_schema
from facts.formats import Format
from facts.formats.document import DocumentType
from facts.model.collection import Collection
from facts.model.kind import Kind
from facts.views import SHEETS, TIMELINE, View

RESPONSE_HEADERS = {
    "ETag": "Entity tag: with it in `If-None-Match`, the response is 304 for as long as nothing changed; "
    "in `If-Match`, 412 after a change.",
    "Last-Modified": "When the sheets last changed, for `If-Modified-Since`.",
    "Link": "Links: `self`; of a list also `first`, `next` and `prev`; of an item its `collection`.",
}
"""The headers of every successful response, with their descriptions."""

DESCRIPTIONS: dict[DocumentType, str] = {
    "list": "A page of the list.",
    "sheet": "The sheet.",
    "record": "The record.",
}


def document_type_of(path: str) -> DocumentType:
    """Return the type of the documents at `path`."""
    return "record" if path.endswith("{id}") else "sheet" if path.endswith("{sheet}") else "list"


def operation_name(path: str, collection: Collection, format_: Format | None = None) -> str:
    """Return the operation id: `list_contracts`, `list_sheet_contracts`, `get_contract`, `export_contracts_csv`."""
    document_type = document_type_of(path)
    subject = collection.name if document_type == "list" else collection.singular
    if document_type == "list" and path.startswith("/sheets/"):
        subject = f"sheet_{subject}"
    if format_ is None:
        return f"{'list' if document_type == 'list' else 'get'}_{subject}"
    return f"export_{subject}_{format_.name}"


def document_operation(path: str, collection: Collection, format_: Format | None) -> dict[str, Any]:
    """Return how the OpenAPI document describes the operation at `path`, as arguments of `add_api_route`.

    OpenAPI omits `.json`, which equals the URL without a suffix.
    """
    is_json = format_ is None or format_.media_type == JSONResponse.media_type
    summary, description = describe(path, collection, format_)
    return {
        "response_class": JSONResponse if is_json else Response,
        "response_model": response_model(document_type_of(path), collection, format_),
        "responses": RESPONSES | {200: success_response(path, collection, format_)},
        "tags": ["exports" if format_ else collection.name],
        "include_in_schema": format_ is None or is_documented(format_),
        "openapi_extra": {"parameters": openapi_parameters(document_type_of(path), collection, format_)},
        "summary": summary,
        "description": description,
    }


def openapi_parameters(
    document_type: DocumentType, collection: Collection, format_: Format | None
) -> list[dict[str, Any]]:
    """Return the query parameters of an operation as OpenAPI describes them."""
    if document_type != "list":
        return item_params(collection).openapi_parameters()
    params = list_params(collection, format_ is not None and format_.has_bom)
    is_unpaged = format_ is not None and format_.unpaged
    return params.unpaged_parameters() if is_unpaged else params.openapi_parameters()


def is_documented(format_: Format) -> bool:
    """Return whether OpenAPI describes the operations of a format: JSON is described once, pages not at all."""
    return format_.name != "json" and not isinstance(format_, PageFormat)


def response_model(document_type: DocumentType, collection: Collection, format_: Format | None) -> Any:
    """Return the model of a JSON response; None for other formats."""
    if format_ is not None:
        return ReleasePackage if format_.name == "ocds" else None
    if document_type == "list":
        return page_schema(collection)
    return sheet_schema() if document_type == "sheet" else collection.item


def describe(path: str, collection: Collection, format_: Format | None = None) -> tuple[str, str]:
    """Return the summary and the description of the operation at `path`."""
    document_type, origin = document_type_of(path), ""
    if document_type == "list" and collection is not SHEETS:
        origin = " in one sheet" if path.startswith("/sheets/") else " in all sheets"
    plural = "timeline entries" if collection is TIMELINE else collection.name
    subject = f"{plural}{origin}" if document_type == "list" else f"one {collection.singular}"
    if format_ is not None:
        extent = " All items are returned, unless `limit` is given." if format_.unpaged else ""
        return f"Export {subject} as {format_.title}", f"{subject.capitalize()} as {format_.description}.{extent}"
    if document_type == "list":
        page = "Returns one page of the items that match every filter; follow `next` for more."
        return f"List {subject}", f"{collection.description}\n\n{page}"
    if document_type == "sheet":
        return "Get one sheet", "A sheet with all its records, by kind."
    description = collection.model.__doc__ if isinstance(collection, Kind) else collection.description
    details = "With the receipt of each filled field, and the reason for each empty one."
    return f"Get one {collection.singular}", f"{description}\n\n{details}"


def success_response(path: str, collection: Collection, format_: Format | None = None) -> dict[str, Any]:
    """Return how the OpenAPI document describes success at `path`: its headers, and where its items lead."""
    document_type = document_type_of(path)
    response: dict[str, Any] = {
        "description": f"The export as {format_.title}." if format_ else DESCRIPTIONS[document_type],
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in RESPONSE_HEADERS},
    }
    if format_ is not None and format_.media_type != "application/json":
        schema = {"type": "object"} if format_.media_type.endswith("+json") else {"type": "string"}
        response["content"] = {format_.media_type: {"schema": schema}}
    elif format_ is None and document_type == "list" and not isinstance(collection, View):
        sheet = "$response.body#/items/0/" + ("id" if collection is SHEETS else "sheet")
        parameters = {"sheet": sheet} | ({} if collection is SHEETS else {"id": "$response.body#/items/0/id"})
        operation = f"get_{collection.singular}"
        response["links"] = {operation: {"operationId": operation, "parameters": parameters}}
    return response
