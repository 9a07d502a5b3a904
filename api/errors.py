"""Exception handlers: errors as problem details (RFC 9457); unexpected ones are left to CacheMiddleware."""

from typing import cast

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from api.http.problems import (
    NOT_FOUND_DETAIL,
    InvalidParam,
    ParameterError,
    invalid_params_response,
    problem_response,
)
from api.http.rejections import METHOD_NOT_ALLOWED
from facts.archive import CursorError, QueryError


def request_id(request: Request) -> str:
    """Return the id of a request, by which the log can be searched."""
    identifier: str = getattr(request.state, "request_id", "")
    return identifier


async def handle_http_exception(request: Request, error: Exception) -> Response:
    """Return the response to an error of the routing or of an endpoint."""
    exception = cast("HTTPException", error)
    detail = exception.detail
    if exception.status_code == METHOD_NOT_ALLOWED.status:
        detail = METHOD_NOT_ALLOWED.detail
    elif detail == "Not Found":
        detail = NOT_FOUND_DETAIL
    return problem_response(exception.status_code, detail, headers=exception.headers, instance=request_id(request))


async def handle_parameter_error(request: Request, error: Exception) -> Response:
    """Return the response to query parameters that are not accepted."""
    return invalid_params_response(cast("ParameterError", error).errors, instance=request_id(request))


async def handle_query_error(request: Request, error: Exception) -> Response:
    """Return the response to a query that the archive cannot answer."""
    exception = cast("QueryError", error)
    invalid = InvalidParam(parameter=exception.parameter, message=exception.message, accepted=exception.accepted)
    if isinstance(error, CursorError):
        detail = "Unknown cursor: it was not issued for this query."
        return problem_response(404, detail, [invalid], instance=request_id(request))
    return invalid_params_response([invalid], instance=request_id(request))


def add_exception_handlers(app: FastAPI) -> None:
    """Make `app` return problem details for every error."""
    app.add_exception_handler(HTTPException, handle_http_exception)
    app.add_exception_handler(ParameterError, handle_parameter_error)
    app.add_exception_handler(QueryError, handle_query_error)
