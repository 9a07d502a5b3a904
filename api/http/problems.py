"""Problem details (RFC 9457): the body of every error response."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    408: "Request Timeout",
    411: "Length Required",
    412: "Precondition Failed",
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    421: "Misdirected Request",
    422: "Unprocessable Content",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
"""Reason phrases of RFC 9110 and RFC 6585; those of the standard library differ between Python versions."""
MAX_ERRORS = 4
"""Invalid parameters that a problem lists at most."""
PLAIN_NAME = re.compile(r"[a-z_]{1,32}")

DESCRIPTIONS = {
    404: "There is no such resource, or the cursor is unknown or from before the archive changed.",
    406: "No acceptable media type or content coding; `detail` lists the available ones.",
    412: "Precondition Failed",
    413: "The request has a body.",
    414: "The request target is too long.",
    421: "The Host is not allowed.",
    422: "A parameter is invalid; `errors` lists each with the accepted values.",
    431: "The request has too many headers, or too large ones.",
    500: "Internal server error.",
    503: "The server is busy, or the archive unavailable; Retry-After tells when to retry.",
}
SCHEMA = {"schema": {"$ref": "#/components/schemas/Problem"}}
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {MEDIA_TYPE: SCHEMA}} for status, text in DESCRIPTIONS.items()
}
"""The error responses that every operation shares, for the OpenAPI document."""

NOT_FOUND_DETAIL = "Not found. See / for the available resources."
INSTANCE_EXAMPLE = "5f0c2a9e-1b"
ERROR_EXAMPLE = {
    "parameter": "limit",
    "message": "must be a whole number from 1 to 100",
    "accepted": "Page size, from 1 to 100",
}
EXAMPLES = [
    {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": NOT_FOUND_DETAIL,
        "instance": INSTANCE_EXAMPLE,
    },
    {
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": "Invalid parameters: limit. Each error lists the accepted values.",
        "instance": INSTANCE_EXAMPLE,
        "errors": [ERROR_EXAMPLE],
    },
]


def drop_default(schema: dict[str, Any]) -> None:
    """Remove the default from a schema: an empty member is omitted, not null."""
    del schema["default"]


class InvalidParam(BaseModel):
    """An invalid query parameter."""

    parameter: str = Field(description="Name of the parameter", examples=[ERROR_EXAMPLE["parameter"]])
    message: str = Field(description="Why it is invalid", examples=[ERROR_EXAMPLE["message"]])
    accepted: str = Field(description="What is accepted", examples=[ERROR_EXAMPLE["accepted"]])


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    model_config = ConfigDict(json_schema_extra={"examples": cast("list[Any]", EXAMPLES)})

    type: str = Field(description="`about:blank`: the title describes the problem", examples=["about:blank"])
    title: str = Field(description="Reason phrase of the status", examples=["Not Found"])
    status: int = Field(description="HTTP status code", examples=[404])
    detail: str = Field(description="What is wrong, and what to do", examples=[NOT_FOUND_DETAIL])
    instance: str = Field(
        description="Request id, as in the X-Request-ID header and the server's log",
        examples=[INSTANCE_EXAMPLE],
        json_schema_extra={"format": "uri-reference"},
    )
    errors: list[InvalidParam] | SkipJsonSchema[None] = Field(
        None,
        description="The invalid parameters, if the problem is about parameters",
        json_schema_extra=drop_default,
    )


class ParameterError(Exception):
    """Raised for invalid parameters."""

    def __init__(self, *errors: InvalidParam) -> None:
        self.errors = errors


def problem_response(
    status: int,
    detail: str,
    errors: Sequence[InvalidParam] = (),
    headers: Mapping[str, str] | None = None,
    instance: str = "",
) -> Response:
    """Return a response with problem details.

    `instance` is the request id: a relative URI reference (section 3.1.5) that leads to the line in the server's log.
    """
    problem = Problem(
        type="about:blank",
        title=TITLES.get(status, "Error"),
        status=status,
        detail=detail,
        instance=instance,
        errors=list(errors) or None,
    )
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, status, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store", **(headers or {})})


def invalid_params_response(errors: Sequence[InvalidParam], instance: str = "") -> Response:
    """Return the problem details of invalid parameters; of the first few, where there are many."""
    listed = errors[:MAX_ERRORS]
    names = ", ".join(dict.fromkeys(error.parameter for error in listed))
    more = f" and {len(errors) - len(listed)} more" if len(errors) > len(listed) else ""
    detail = f"Invalid parameters: {names}{more}. Each error lists the accepted values."
    return problem_response(422, detail, listed, instance=instance)


def unknown_param(name: str, accepted: str = "none") -> InvalidParam:
    """Return the error for a parameter that the path does not have."""
    return InvalidParam(parameter=safe_name(name), message="unknown parameter", accepted=accepted)


def safe_name(name: str) -> str:
    """Return a parameter's name if it is safe to repeat, and `?` for any other."""
    return name if PLAIN_NAME.fullmatch(name) else "?"
