"""Routes of the service itself: its index, its health and its metrics."""

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import Literal

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from api.dependencies import accepted_media_type, get_archive, reject_params, run_query
from api.http.problems import RESPONSES
from api.pages.format import MEDIA_TYPE, PAGE_HEADERS
from api.pagination import link_header
from api.paths import (
    API_CATALOG_PATH,
    DOCS_PATH,
    FEED_PATH,
    HEALTH_PATH,
    LLMS_TXT_PATH,
    METRICS_PATH,
    OPENAPI_PATH,
    SHEET_SCHEMA_PATH,
)
from api.routers.discovery import LINK_RELATIONS
from facts.urls import API_PREFIX
from facts.views import COLLECTIONS

MAX_SHEETS = 100
"""The number of sheets that the health lists: it is requested every few seconds."""
MEDIA_TYPES = ("application/json", MEDIA_TYPE)


class LoadedSheet(BaseModel):
    """A sheet that is served."""

    id: str = Field(description="id of the sheet", examples=["s400-turkey"])
    digest: str = Field(description="SHA-256 of the sheet's JSON with sorted names and no spaces")
    source_digest: str = Field(description="SHA-256 of the article's text")


class CacheStats(BaseModel):
    """The response cache of the process."""

    entries: int = Field(description="number of cached responses")
    bytes: int = Field(description="approximate bytes that they take")
    limit: int = Field(description="bytes that they may take")
    hits: int = Field(description="number of requests served from the cache")
    misses: int = Field(description="number of requests that were not")
    evictions: int = Field(description="number of responses evicted for want of space")


class Health(BaseModel):
    """The health of the server, and what it serves."""

    status: Literal["ok"] = Field(description="`ok`")
    generation: str = Field(description="identifies the loaded sheets; it changes when they do")
    loaded: datetime = Field(description="when this process loaded the sheets")
    sheet_count: int = Field(description="number of sheets that are served")
    sheets: list[LoadedSheet] = Field(description=f"the first {MAX_SHEETS} sheets; `/v1/sheets` lists all of them")
    cache: CacheStats = Field(description="the response cache of this process")


class ServiceIndex(BaseModel):
    """Where everything is."""

    title: str = Field(description="name of the service")
    links: dict[str, str] = Field(description="URLs by what they lead to")


LINKS = {
    "openapi": OPENAPI_PATH,
    "docs": DOCS_PATH,
    "health": HEALTH_PATH,
    "catalog": API_CATALOG_PATH,
    "schema": SHEET_SCHEMA_PATH,
    "llms": LLMS_TXT_PATH,
    "feed": FEED_PATH,
    **{name: f"{API_PREFIX}/{name}" for name in COLLECTIONS},
}
INDEX = ServiceIndex(title="Fact sheet API: a news article's facts as data", links=LINKS)

service_router = APIRouter(tags=["service"], dependencies=[Depends(reject_params)], responses=RESPONSES)


@service_router.get(API_PREFIX, include_in_schema=False)
@service_router.get("/", name="get_index", summary="Get the service index", response_model=ServiceIndex)
async def get_index(request: Request) -> Response:
    """Links to every resource: as JSON, or for a browser as a page."""
    headers = {"Link": link_header(LINK_RELATIONS), "Vary": "Accept"}
    if accepted_media_type(request, MEDIA_TYPES) == MEDIA_TYPE:
        return await run_query(request, home_response, request, "", headers)
    return Response(INDEX.model_dump_json(), media_type="application/json", headers=headers)


@service_router.get("/index.html", include_in_schema=False)
async def get_home(request: Request) -> Response:
    """The index as a page."""
    return await run_query(request, home_response, request, ".html", {"Link": link_header(LINK_RELATIONS)})


def home_response(request: Request, suffix: str, headers: Mapping[str, str]) -> Response:
    """Return the home page, whose links lead to pages with `suffix`."""
    from api.pages.documents import render_home  # noqa: PLC0415 - the first page imports Jinja

    page = render_home(get_archive(request), suffix, request.app.state.publication)
    return Response(page, media_type=MEDIA_TYPE, headers={**PAGE_HEADERS, **headers})


@service_router.get(METRICS_PATH, include_in_schema=False)
async def get_metrics(request: Request) -> Response:
    """The metrics of the server, if it is configured to have them."""
    metrics = getattr(request.app.state, "metrics", None)
    if metrics is None:
        raise HTTPException(404)
    metrics.update()
    body = await run_in_threadpool(metrics.render)
    return Response(body, headers={"Content-Type": metrics.media_type, "Cache-Control": "no-store"})


@service_router.get(HEALTH_PATH, name="get_health", summary="Get the health of the server")
async def get_health(request: Request, response: Response) -> Health:
    """Whether the server is alive (liveness), and which sheets it serves: this does not read the database."""
    archive = get_archive(request)
    response.headers["Cache-Control"] = "no-store"
    return Health(
        status="ok",
        generation=archive.generation,
        loaded=archive.built.replace(microsecond=0),
        sheet_count=len(archive.sheets),
        sheets=[
            LoadedSheet.model_validate(sheet, from_attributes=True)
            for sheet in islice(archive.sheets.values(), MAX_SHEETS)
        ],
        cache=CacheStats.model_validate(request.app.state.cache, from_attributes=True),
    )
