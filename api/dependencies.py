"""What endpoints need of a request: the archive, threads for queries, and the format of the response."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi import Request
from starlette.exceptions import HTTPException

from api.formats import api_formats_for
from api.http.negotiation import negotiate_media_type
from api.http.problems import ParameterError, unknown_param
from api.http.query_string import parse_query
from api.http.threads import RequestThreads
from api.replacement import call_with_archive
from facts.archive import Archive
from facts.formats.document import DocumentType
from facts.model.collection import Collection

T = TypeVar("T")


async def run_query(request: Request, function: Callable[..., T], *args: object) -> T:
    """Return the result of a function that queries the archive or renders a body.

    It runs outside the event loop, unless the archive is small and requests like this one are fast.
    If the archive changes meanwhile, the function is run again with the one that takes its place, so that a response
    is that of one archive. Raises as RequestThreads.query does, and ArchiveChanged if the archive keeps changing.
    """
    state = request.app.state

    async def call(archive: Archive) -> T:
        request.state.archive = archive
        threads, inline = get_threads(request), archive.is_small
        return await threads.query(request.scope, request.receive, function, *args, inline=inline)

    return await call_with_archive(call, lambda: state.archive, state.replacement.wait)


def get_threads(request: Request) -> RequestThreads:
    """Return the threads in which requests are handled."""
    threads: RequestThreads = request.app.state.threads
    return threads


def get_archive(request: Request) -> Archive:
    """Return the archive of a request: the one that was in service when its query began."""
    archive: Archive = getattr(request.state, "archive", None) or request.app.state.archive
    return archive


async def reject_params(request: Request) -> None:
    """Raise ParameterError for any query parameter: the operation has none."""
    if query := parse_query(request.scope["query_string"]):
        raise ParameterError(*(unknown_param(name) for name, _ in query))


def accepted_media_type(request: Request, available: tuple[str, ...]) -> str:
    """Return the available media type that a request accepts best; raise HTTPException (406) if it accepts none."""
    accept = ", ".join(request.headers.getlist("accept"))
    media_type = negotiate_media_type(accept, available)
    if media_type is None:
        raise HTTPException(406, f"Available media types: {', '.join(available)}.", headers={"Vary": "Accept"})
    return media_type


def negotiate_format(document_type: DocumentType, collection: Collection) -> Callable[[Request], Awaitable[None]]:
    """Return a dependency that stores the negotiated format of a document in `request.state.format`."""
    by_media_type = {
        format_.media_type: format_
        for format_ in api_formats_for(document_type, collection)
        if not format_.explicit_only
    }
    available = tuple(by_media_type)

    async def set_format(request: Request) -> None:
        """Store the format that the Accept header prefers."""
        request.state.format = by_media_type[accepted_media_type(request, available)]

    return set_format
