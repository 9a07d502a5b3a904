"""Crawl the application from its home page, and write each response as a file."""

import html
from collections import deque
from collections.abc import Callable
from posixpath import basename

from starlette.types import ASGIApp

from api.formats import API_FORMATS
from api.paths import ASSETS_PATH, DOCS_PATH, FEED_PATH, OPENAPI_PATH, SHEET_SCHEMA_PATH
from api.routers.docs import ASSETS
from api.site.client import fetch
from api.site.directory import SiteDirectory
from api.site.documents import describe_site
from api.site.links import HOME, LinkRewriter, SiteAddress, neighbours_of
from facts.archive import Archive
from facts.formats import ocds
from facts.urls import API_PREFIX
from facts.views import COLLECTIONS

STUB = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Fact sheets</title>
<meta http-equiv="refresh" content="0; url={url}">
<link rel="canonical" href="{url}">
<p><a href="{url}">This page</a>
</html>
"""
"""The page at a URL without a suffix, which redirects to the page with one."""

Progress = Callable[[int, int], None]
"""Called with the number of files, and of URLs that are still to be requested."""


class SiteError(Exception):
    """Raised for a URL that a page links to and that cannot be served."""


def first_addresses(archive: Archive) -> list[SiteAddress]:
    """Return the addresses to start from: pages that are no lists, and all lists and sheets in every format."""
    paths = [HOME, DOCS_PATH, SHEET_SCHEMA_PATH, FEED_PATH]
    paths += (f"{ASSETS_PATH}/{name}" for name in ASSETS)
    paths += (f"{ocds.EXTENSION_PATH}/{name}" for name in ocds.extension(""))
    sheets = [f"{API_PREFIX}/sheets/{sheet}" for sheet in archive.sheets]
    for format_ in API_FORMATS.values():
        for name, collection in COLLECTIONS.items():
            if format_.supports("list", collection):
                bases = [API_PREFIX, *(sheets if name != "sheets" else ())]
                paths += (f"{base}/{name}.{format_.extension}" for base in bases)
        if format_.supports("sheet", COLLECTIONS["sheets"]):
            paths += (f"{sheet}.{format_.extension}" for sheet in sheets)
    return [SiteAddress(path) for path in paths]


async def write_site(
    app: ASGIApp, archive: Archive, base_url: str | None, directory: SiteDirectory, progress: Progress
) -> None:
    """Write the response of every URL of an application into a directory; raise SiteError if one fails."""
    described = describe_site((await fetch(app, OPENAPI_PATH)).body, base_url)
    for file, content in described.items():
        directory.write(file, content)
    pending = deque(first_addresses(archive))
    seen = {*described, *(address.file for address in pending)}
    while pending:
        address = pending.popleft()
        response = await fetch(app, address.target)
        if response.status != 200:
            raise SiteError(f"GET {address.target} returned {response.status}")
        neighbours = neighbours_of(address, response.header(b"link"), base_url)
        rewriter = LinkRewriter(address, neighbours, base_url)
        directory.write(address.file, rewriter.rewrite(response.body))
        if address.file.endswith(".html") and not address.params and address.number == 1 and address.path != HOME:
            write_stub(directory, address.file)
        for target in rewriter.addresses:
            if target.file not in seen:
                seen.add(target.file)
                pending.append(target)
        progress(len(directory.files), len(pending))
    directory.write(f"{API_PREFIX.strip('/')}/index.html", stub("../index.html"))


def write_stub(directory: SiteDirectory, file: str) -> None:
    """Write the page that redirects from the URL of a page without its suffix."""
    directory.write(f"{file.removesuffix('.html')}/index.html", stub(f"../{basename(file)}"))


def stub(url: str) -> bytes:
    """Return a page that leads to another."""
    return STUB.format(url=html.escape(url)).encode()
