"""The service itself: its home and its health."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.cache.store import ResponseCache
from api.dependencies import archive_of, format_of
from api.http.problems import RESPONSES
from api.pages.home import render_home
from api.pagination import header
from api.routers.discovery import CATALOG, RELATIONS, SCHEMA
from api.routers.docs import PAGE
from facts.archive import COLLECTIONS
from facts.urls import API_PREFIX

HTML = {"description": "Where to go next.", "content": {"text/html": {"schema": {"type": "string"}}}}


class Served(BaseModel):
    """A sheet that is served."""

    id: str = Field(description="its id", examples=["s400-turkey"])
    digest: str = Field(description="SHA-256 of the sheet's JSON with sorted names and no spaces")
    source_digest: str = Field(description="SHA-256 of the article's text")


class Store(BaseModel):
    """The finished answers that are kept."""

    answers: int = Field(description="how many are kept")
    bytes: int = Field(description="how many bytes they take, about")
    limit: int = Field(description="how many bytes they may take")
    hits: int = Field(description="how often an answer was there")
    misses: int = Field(description="how often there was none")
    evictions: int = Field(description="how many were forgotten for want of room")


class Health(BaseModel):
    """That the server is alive, and what it serves."""

    status: str = Field(description="`ok`", examples=["ok"])
    generation: str = Field(description="names this set of sheets; another set has another")
    sheets: list[Served] = Field(description="the sheets that are served")
    kept: Store = Field(description="the finished answers that this process keeps")


class Home(BaseModel):
    """Where to go."""

    title: str = Field(description="what this is")
    links: dict[str, str] = Field(description="addresses by what they lead to")


def service(kept: ResponseCache) -> APIRouter:
    """Return the routes of the service, which keeps answers in `kept`."""
    router = APIRouter(tags=["service"], responses=RESPONSES)
    links = {"openapi": "/openapi.json", "docs": "/docs", "health": "/healthz"}
    links |= {"catalog": CATALOG, "schema": SCHEMA, "llms": "/llms.txt"}
    links |= {name: f"{API_PREFIX}/{name}" for name in COLLECTIONS}
    home = Home(title="Fact sheet API: a news article's facts as data", links=links)

    @router.get(API_PREFIX, include_in_schema=False)
    @router.get("/", name="get_home", summary="Get home", response_model=Home, responses={200: HTML})
    async def get_home(request: Request) -> Response:
        """Where to go next: as JSON, or for a browser as a page."""
        linked = {"Link": header(RELATIONS)}
        if format_of(request) == "html":
            return Response(render_home(archive_of(request)), media_type="text/html", headers=PAGE | linked)
        return Response(home.model_dump_json(), media_type="application/json", headers=linked)

    @router.get("/healthz", name="get_health", summary="Get health")
    async def get_health(request: Request, response: Response) -> Health:
        """Whether the server is alive, and which sheets it serves."""
        archive = archive_of(request)
        response.headers["Cache-Control"] = "no-store"
        served = [Served.model_validate(sheet, from_attributes=True) for sheet in archive.sheets.values()]
        store = Store.model_validate(kept, from_attributes=True)
        return Health(status="ok", generation=archive.generation, sheets=served, kept=store)

    return router
