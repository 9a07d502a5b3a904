"""The application: an archive over HTTP."""

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from api.cache.middleware import CacheMiddleware
from api.cache.store import ResponseCache
from api.errors import add_exception_handlers, error_page
from api.http.access_log import AccessLogger
from api.http.limits import Limits
from api.http.threads import RequestThreads
from api.openapi import install_openapi
from api.outages import OutageLog
from api.replacement import ArchiveReplacement
from api.routers.collections import CollectionRouter
from api.routers.discovery import discovery_router
from api.routers.docs import docs_router
from api.routers.feed import feed_router
from api.routers.route_index import RouteIndex
from api.routers.service import service_router
from facts.archive import Archive
from facts.formats.publication import Publication
from facts.views import COLLECTIONS

TITLE = "Fact sheet API"
VERSION = "0.1.0"
"""The version of the package, which pyproject.toml reads here."""
DESCRIPTION = """The facts of a news article as data: who says what, what it is worth, and when it happened.

Every filled field has a receipt under `evidence`, every empty one a reason under `gaps`.
Dates are EDTF expressions (ISO 8601-2); filtering by a date matches whatever may lie in it.

A filter by a value takes several with commas between; codes and ids may be in any case.

Every field of a record, a row or a page is in the response, null where it is empty. With `fields` or `derived=false`
items are partial objects; with `include=references` a record has the field `references`, as pages have.

At a URL without a suffix the Accept header chooses the format, JSON by default; the operations under `exports`
are the same resources in other formats.
"""
NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""FastAPI would count only the requests that the response cache does not serve; `/metrics` counts all."""


class FactSheetApp(CacheMiddleware):
    """The ASGI application: a FastAPI application of an archive behind the response cache."""

    def __init__(
        self, api: FastAPI, archive: Archive, cache: ResponseCache, limits: Limits, logger: AccessLogger | None
    ) -> None:
        super().__init__(api, cache, limits, archive.last_modified, logger, error_page(api))
        self.api = api
        api.state.archive = archive
        api.state.cache = cache
        api.state.threads = self.threads

    @property
    def archive(self) -> Archive:
        """The archive that is served."""
        archive: Archive = self.api.state.archive
        return archive

    def set_archive(self, archive: Archive) -> None:
        """Serve another archive from now on, and clear the cache."""
        self.api.state.archive = archive
        self.reset(archive.last_modified)
        self.api.state.replacement.announce()


def create_app(
    archive: Archive,
    limits: Limits = Limits(),  # noqa: B008 - limits are immutable
    logger: AccessLogger | None = None,
    publication: Publication = Publication(),  # noqa: B008 - a publication is immutable
) -> FactSheetApp:
    """Return the ASGI application that serves `archive`, read-only, within `limits`.

    `publication` has the public URL, for links and documents that contain their own URL, the license of the data,
    and whom to ask.
    """
    return FactSheetApp(build_api(publication), archive, ResponseCache(limits.cache_bytes), limits, logger)


def build_api(publication: Publication, documented: bool = False) -> FastAPI:
    """Return the FastAPI application, which serves the archive in `state.archive`.

    Its OpenAPI document is built on the first request for it, from a second application with the `documented` routes.
    """
    api = FastAPI(
        title=TITLE,
        version=VERSION,
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        openapi_tags=[
            {"name": name, "description": collection.description} for name, collection in COLLECTIONS.items()
        ],
        generate_unique_id_function=lambda route: route.name,
        telemetry=NO_TELEMETRY,
    )
    api.state.publication = publication
    api.state.threads = RequestThreads(Limits())
    api.state.replacement = ArchiveReplacement()
    api.state.outages = OutageLog()
    CollectionRouter(api.router, publication, documented).add_all()
    if not documented:
        api.router.routes[:] = [RouteIndex(api.router.routes)]
    for router in (service_router, docs_router, discovery_router, feed_router):
        api.include_router(router)
    add_exception_handlers(api)
    install_openapi(api, build_api)
    return api
