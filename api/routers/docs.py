"""Routes of the documentation: the OpenAPI document, Swagger UI, and the OCDS extension."""

from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.dependencies import reject_params, run_query
from api.paths import ASSETS_PATH, DOCS_PATH, OPENAPI_PATH
from facts.formats import ocds

DOCS_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
DOCS_HEADERS = {"Content-Security-Policy": DOCS_SECURITY_POLICY}
ASSETS = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "docs.js": "text/javascript",
    "page.css": "text/css",
    "icon.svg": "image/svg+xml",
}

docs_router = APIRouter(include_in_schema=False, dependencies=[Depends(reject_params)])


@docs_router.get(OPENAPI_PATH)
async def get_openapi_document(request: Request) -> Response:
    """The OpenAPI document."""
    return await run_query(request, lambda: JSONResponse(request.app.openapi()))


@docs_router.get(f"{DOCS_PATH}.html")
@docs_router.get(DOCS_PATH)
async def get_docs() -> Response:
    """The documentation as a page."""
    return Response(read_file("templates/docs.html"), media_type="text/html", headers=DOCS_HEADERS)


@docs_router.get(f"{ASSETS_PATH}/{{name}}")
async def get_asset(name: str) -> Response:
    """A style sheet or a script of the pages."""
    if name not in ASSETS:
        raise HTTPException(404)
    return Response(read_asset(name), media_type=ASSETS[name], headers=DOCS_HEADERS)


@docs_router.get(f"{ocds.EXTENSION_PATH}/{{name}}")
async def get_ocds_extension(request: Request, name: str) -> Response:
    """A file of the OCDS extension that release packages declare."""
    file = ocds.extension(request.app.state.publication.base_url or "").get(name)
    if file is None:
        raise HTTPException(404)
    return Response(file, media_type="application/json")


@cache
def read_asset(name: str) -> bytes:
    """Return an asset of our pages, or of Swagger UI."""
    if name.startswith("swagger-ui"):
        return (files("fastapi_swagger") / "resources" / name).read_bytes()
    return read_file(f"static/{name}")


@cache
def read_file(path: str) -> bytes:
    """Return a file of `api/pages`."""
    return (files("api") / "pages" / path).read_bytes()
