"""Problems: every error as RFC 9457 problem details."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from starlette.exceptions import HTTPException

from facts.archive import CursorError, QueryError
from facts.urls import API_PREFIX

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    408: "Request Timeout",
    413: "Content Too Large",
    414: "URI Too Long",
    421: "Misdirected Request",
    422: "Unprocessable Content",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
}
"""The words for a status, as RFC 9110 and RFC 6585 have them: those of Python's library differ by version."""
MAX_ERRORS = 4
NAME = re.compile(r"[a-z_]{1,32}")


DESCRIBED = {
    404: "There is nothing at this address, or no such page of the list.",
    406: "Nothing that is offered here is accepted; `detail` says what is offered.",
    413: "The request has a body.",
    414: "The request target is too long.",
    421: "The server does not answer to this name.",
    422: "A parameter was refused; `errors` says which and what would be accepted.",
    431: "The header fields are too many or too long.",
    500: "The server failed.",
}
SCHEMA = {"schema": {"$ref": "#/components/schemas/Problem"}}
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {MEDIA_TYPE: SCHEMA}} for status, text in DESCRIBED.items()
}
"""What the OpenAPI document tells of the problems that any address may answer."""


NOTHING = "There is nothing at this address. The root, /, links to what there is."
INSTANCE = "urn:uuid:4139e230-51f1-4529-b9ca-6c7f50ed12b6"
FAULT = {
    "parameter": "limit",
    "message": "is no whole number from 1 to 100",
    "accepted": "how many items to a page, from 1 to 100",
}
EXAMPLES = [
    {"type": "about:blank", "title": "Not Found", "status": 404, "detail": NOTHING, "instance": INSTANCE},
    {
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": "Refused: limit. Each error says what would be accepted.",
        "instance": INSTANCE,
        "errors": [FAULT],
    },
]


def left_out(schema: dict[str, Any]) -> None:
    """Have a schema say that what is empty is left out, not null."""
    del schema["default"]


class InvalidParam(BaseModel):
    """One parameter that was refused."""

    parameter: str = Field(description="its name", examples=[FAULT["parameter"]])
    message: str = Field(description="why", examples=[FAULT["message"]])
    accepted: str = Field(description="what would be accepted", examples=[FAULT["accepted"]])


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    model_config = ConfigDict(json_schema_extra={"examples": cast("list[Any]", EXAMPLES)})

    type: str = Field(description="`about:blank`: the title says it", examples=["about:blank"])
    title: str = Field(description="the status in words", examples=["Not Found"])
    status: int = Field(description="the HTTP status", examples=[404])
    detail: str = Field(description="what is wrong, and what to do", examples=[NOTHING])
    instance: str = Field(
        description="names this occurrence of the problem", examples=[INSTANCE], json_schema_extra={"format": "uri"}
    )
    errors: list[InvalidParam] | SkipJsonSchema[None] = Field(
        None,
        description="the parameters that were refused, where it is for them",
        json_schema_extra=left_out,
    )


class ParameterError(Exception):
    """Raised for parameters that cannot be answered."""

    def __init__(self, *faults: InvalidParam) -> None:
        self.faults = faults


def problem_response(
    status: int,
    detail: str,
    faults: Sequence[InvalidParam] = (),
    headers: Mapping[str, str] | None = None,
    instance: str = "",
) -> Response:
    """Return a problem document."""
    found = Problem(
        type="about:blank",
        title=TITLES.get(status, "Error"),
        status=status,
        detail=detail,
        instance=instance,
        errors=list(faults) or None,
    )
    body = found.model_dump_json(exclude_none=True)
    return Response(body, status, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store", **(headers or {})})


def invalid_params_response(faults: Sequence[InvalidParam], instance: str = "") -> Response:
    """Return the problem of parameters that were refused; of the first few, where they are many."""
    told = faults[:MAX_ERRORS]
    names = ", ".join(dict.fromkeys(fault.parameter for fault in told))
    more = f" and {len(faults) - len(told)} more" if len(faults) > len(told) else ""
    return problem_response(
        422, f"Refused: {names}{more}. Each error says what would be accepted.", told, instance=instance
    )


async def http(request: Request, error: Exception) -> Response:
    """Answer an error of the routing: no such address, or no such method there."""
    found = cast("HTTPException", error)
    detail = f"There is nothing at this address. {hint(request.url.path)}"
    if found.status_code != 404:
        detail = "This server is read-only."
    elif found.detail != "Not Found":
        detail = found.detail
    return problem_response(found.status_code, detail, headers=found.headers)


def hint(path: str) -> str:
    """Return where to look for what is not at `path`; nothing of the path is repeated."""
    if path.endswith("/"):
        return "Addresses here have no slash at the end."
    if re.fullmatch(f"{API_PREFIX}/[a-z]+/[^/]+", path):
        return f"A record is at {API_PREFIX}/sheets/{{sheet}}/{{kind}}/{{id}}: its `url` in a list says where."
    return "The root, /, links to what there is."


async def refused(request: Request, error: Exception) -> Response:
    """Answer parameters that cannot be answered."""
    return invalid_params_response(cast("ParameterError", error).faults)


async def query(request: Request, error: Exception) -> Response:
    """Answer a query that the archive refuses."""
    cause = cast("QueryError", error)
    found = InvalidParam(parameter=cause.parameter, message=cause.message, accepted=cause.accepted)
    if isinstance(error, CursorError):
        return problem_response(
            404, "There is no such page: the cursor is none that was given out for this query.", [found]
        )
    return invalid_params_response([found])


async def unexpected(request: Request, error: Exception) -> Response:
    """Answer a fault of the server without a word of it; the server's log has it."""
    return problem_response(500, "The server failed. Its log says why.")


def unknown_param(name: str, accepted: str = "none") -> InvalidParam:
    """Return the fault of a parameter that is none at the address."""
    return InvalidParam(parameter=safe_name(name), message="is no parameter here", accepted=accepted)


def safe_name(name: str) -> str:
    """Return the name of a parameter if it is a plain one, and `?` for any other."""
    return name if NAME.fullmatch(name) else "?"


def install(app: FastAPI) -> None:
    """Have `app` answer every error with problem details."""
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(ParameterError, refused)
    app.add_exception_handler(QueryError, query)
    app.add_exception_handler(Exception, unexpected)
