"""The operations of the API on collections, and how the OpenAPI document describes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import Response
from fastapi.responses import JSONResponse

from api.formats import API_FORMATS
from api.http.problems import RESPONSES
from api.pages.format import PageFormat
from api.parameters import item_params, list_params
from api.schemas import ReleasePackage, page_schema, sheet_schema
from facts.formats import Format
from facts.formats.document import DocumentType
from facts.kinds import KINDS
from facts.model.collection import Collection
from facts.model.kind import Kind
from facts.views import COLLECTIONS, SHEETS, TIMELINE, View

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


@dataclass(frozen=True)
class Operation:
    """The GET of a list of a collection, a sheet or a record.

    `format` is that of the path's suffix; without one the Accept header chooses the format.
    """

    document_type: DocumentType
    collection: Collection
    format: Format | None
    in_sheet: bool = False
    """Whether a list is that of one sheet."""

    @property
    def path(self) -> str:
        """The path after `/v1` as OpenAPI writes it, such as `/sheets/{sheet}/contracts.csv`."""
        if self.document_type == "list":
            path = f"/sheets/{{sheet}}/{self.collection.name}" if self.in_sheet else f"/{self.collection.name}"
        else:
            path = "/sheets/{sheet}" + (f"/{self.collection.name}/{{id}}" if self.document_type == "record" else "")
        return f"{path}.{self.format.extension}" if self.format else path

    @property
    def name(self) -> str:
        """The operation id: `list_contracts`, `list_sheet_contracts`, `get_contract`, `export_contracts_csv`."""
        is_list = self.document_type == "list"
        subject = self.collection.name if is_list else self.collection.singular
        if self.in_sheet:
            subject = f"sheet_{subject}"
        if self.format is None:
            return f"{'list' if is_list else 'get'}_{subject}"
        return f"export_{subject}_{self.format.name}"


def list_operations() -> Iterator[Operation]:
    """Yield the operations without a suffix, then those of each format."""
    for format_ in (None, *API_FORMATS.values()):
        for collection in COLLECTIONS.values():
            if format_ is None or format_.supports("list", collection):
                yield Operation("list", collection, format_)
                if collection is not SHEETS:
                    yield Operation("list", collection, format_, in_sheet=True)
        if format_ is None or format_.supports("sheet", SHEETS):
            yield Operation("sheet", SHEETS, format_)
        for kind in KINDS.values():
            if format_ is None or format_.supports("record", kind):
                yield Operation("record", kind, format_)


def document_operation(operation: Operation) -> dict[str, Any]:
    """Return how the OpenAPI document describes an operation, as arguments of `add_api_route`.

    OpenAPI omits `.json`, which equals the URL without a suffix.
    """
    format_ = operation.format
    is_json = format_ is None or format_.media_type == JSONResponse.media_type
    summary, description = describe(operation)
    return {
        "response_class": JSONResponse if is_json else Response,
        "response_model": response_model(operation),
        "responses": RESPONSES | {200: success_response(operation)},
        "tags": ["exports" if format_ else operation.collection.name],
        "include_in_schema": format_ is None or is_documented(format_),
        "openapi_extra": {"parameters": openapi_parameters(operation)},
        "summary": summary,
        "description": description,
    }


def openapi_parameters(operation: Operation) -> list[dict[str, Any]]:
    """Return the query parameters of an operation as OpenAPI describes them."""
    format_ = operation.format
    if operation.document_type != "list":
        return item_params(operation.collection).openapi_parameters()
    params = list_params(operation.collection, format_ is not None and format_.has_bom)
    is_unpaged = format_ is not None and format_.unpaged
    return params.unpaged_parameters() if is_unpaged else params.openapi_parameters()


def is_documented(format_: Format) -> bool:
    """Return whether OpenAPI describes the operations of a format: JSON is described once, pages not at all."""
    return format_.name != "json" and not isinstance(format_, PageFormat)


def response_model(operation: Operation) -> Any:
    """Return the model of a JSON response; None for other formats."""
    if operation.format is not None:
        return ReleasePackage if operation.format.name == "ocds" else None
    if operation.document_type == "list":
        return page_schema(operation.collection)
    return sheet_schema() if operation.document_type == "sheet" else operation.collection.item


def describe(operation: Operation) -> tuple[str, str]:
    """Return the summary and the description of an operation."""
    document_type, collection, format_ = operation.document_type, operation.collection, operation.format
    origin = " in one sheet" if operation.in_sheet else "" if collection is SHEETS else " in all sheets"
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


def success_response(operation: Operation) -> dict[str, Any]:
    """Return how the OpenAPI document describes success: the headers, and where items lead."""
    document_type, collection, format_ = operation.document_type, operation.collection, operation.format
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
        target = Operation("sheet" if collection is SHEETS else "record", collection, None).name
        response["links"] = {target: {"operationId": target, "parameters": parameters}}
    return response
