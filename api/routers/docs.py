"""Documentation: pages and files of our own that need no other origin, and the OCDS extension."""

from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException

from facts.formats import ocds

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
PAGE = {"Content-Security-Policy": POLICY}
ASSETS = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "docs.js": "text/javascript",
    "page.css": "text/css",
}


def documentation(origin: str | None) -> APIRouter:
    """Return the routes of what is read by people, and by those who read OCDS, at the public address `origin`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def get_docs() -> Response:
        return Response(asset("docs.html"), media_type="text/html", headers=PAGE)

    @router.get(f"{ocds.EXTENSION_PATH}/{{name}}")
    async def get_extension(name: str) -> Response:
        found = ocds.extension(origin or "").get(name)
        if found is None:
            raise HTTPException(404)
        return Response(found, media_type="application/json")

    @router.get("/assets/{name}")
    async def get_asset(name: str) -> Response:
        if name not in ASSETS:
            raise HTTPException(404)
        return Response(asset(name), media_type=ASSETS[name], headers=PAGE)

    return router


@cache
def asset(name: str) -> bytes:
    """Return a file of our pages, or of Swagger UI."""
    if name.startswith("swagger-ui"):
        return (files("fastapi_swagger") / "resources" / name).read_bytes()
    folder = files("api") / "pages" / ("templates" if name.endswith(".html") else "static")
    return (folder / name).read_bytes()
