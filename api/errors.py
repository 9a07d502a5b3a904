"""Exception handlers: errors as problem details (RFC 9457) or error pages. Unexpected ones reach CacheMiddleware."""

import json
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Scope

from api.cache.middleware import ErrorPage
from api.http.guards import rejection_response
from api.http.logs import log_exception
from api.http.negotiation import negotiate_media_type
from api.http.problems import MEDIA_TYPE as PROBLEM_TYPE
from api.http.problems import (
    NOT_FOUND_DETAIL,
    InvalidParam,
    ParameterError,
    invalid_params_response,
    problem_response,
)
from api.http.query_string import parse_query
from api.http.rejections import ARCHIVE_UNAVAILABLE, METHOD_NOT_ALLOWED
from api.pages.format import MEDIA_TYPE as HTML_TYPE
from api.pages.format import PAGE_HEADERS
from facts.archive import CursorError, QueryError, StaleCursorError, Unavailable

CURSOR_DETAILS = {
    CursorError: "Unknown cursor: it was not issued for this query.",
    StaleCursorError: "The archive has changed since this page was issued. Start again at the first page.",
}


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
    """Return the response to an invalid query."""
    exception = cast("QueryError", error)
    invalid = InvalidParam(parameter=exception.parameter, message=exception.message, accepted=exception.accepted)
    if isinstance(error, CursorError):
        detail = CURSOR_DETAILS[type(error)]
        return problem_response(404, detail, [invalid], instance=request_id(request))
    return invalid_params_response([invalid], instance=request_id(request))


async def handle_unavailable(request: Request, error: Exception) -> Response:
    """Return the response to a request for which the archive cannot be read, and log why."""
    request.app.state.outages.log(cast("Unavailable", error), request_id(request))
    return rejection_response(ARCHIVE_UNAVAILABLE, request_id(request))


def error_page(api: FastAPI) -> ErrorPage:
    """Return the function that renders problem details as a page for clients of `api` that prefer HTML."""

    async def render(scope: Scope, body: bytes) -> Response | None:
        """Return the page of a problem; None if the client prefers JSON, or if rendering fails or has to wait."""
        accept = ", ".join(Headers(scope=scope).getlist("accept"))
        if not accept or negotiate_media_type(accept, (PROBLEM_TYPE, "application/json", HTML_TYPE)) != HTML_TYPE:
            return None
        problem = json.loads(body)
        try:
            page = await api.state.threads.query(scope, None, render_problem, api, scope, problem)
        except HTTPException:
            return None
        except Exception as error:
            log_exception(error, problem["instance"])
            return None
        return Response(page, media_type=HTML_TYPE, headers={**PAGE_HEADERS, "Vary": "Accept"})

    return render


def render_problem(api: FastAPI, scope: Scope, problem: Mapping[str, Any]) -> str:
    """Return the page of a problem, with links to pages near the path of the request."""
    from api.pages.documents import render_error  # noqa: PLC0415 - the first page imports Jinja

    try:
        params = tuple(parse_query(scope["query_string"]))
    except ParameterError:
        params = ()
    return render_error(api.state.archive, quote(scope["path"]), params, problem, api.state.publication)


def add_exception_handlers(app: FastAPI) -> None:
    """Make `app` return problem details for every error."""
    app.add_exception_handler(HTTPException, handle_http_exception)
    app.add_exception_handler(ParameterError, handle_parameter_error)
    app.add_exception_handler(QueryError, handle_query_error)
    app.add_exception_handler(Unavailable, handle_unavailable)
