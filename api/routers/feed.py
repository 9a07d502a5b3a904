"""Route of the feed: new and changed sheets (Atom, RFC 4287)."""

from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from fastapi import APIRouter, Depends, Request, Response

from api.dependencies import get_archive, reject_params, run_query
from api.paths import FEED_PATH
from facts.archive import Archive, SheetInfo
from facts.formats.document import format_utc
from facts.formats.publication import NO_CONTACT, NO_LICENSE, Publication
from facts.urls import record_url

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
IDS = UUID("8b0d7a5e-6f0c-5d4e-9a58-0a4b7c2f6d11")
"""The namespace of the ids of feeds and sheets, which stay the same wherever they are served."""
DIGEST_SCHEME = "urn:fact-sheet:digest"
MAX_ENTRIES = 100

feed_router = APIRouter(include_in_schema=False, dependencies=[Depends(reject_params)])


@feed_router.get(FEED_PATH)
async def get_feed(request: Request) -> Response:
    """The sheets that were changed last, each with its digest and when it was changed."""
    return await run_query(request, feed_response, request)


def feed_response(request: Request) -> Response:
    """Return the feed of the archive that the request is answered from."""
    feed = build_feed(get_archive(request), request.app.state.publication)
    return Response(ET.tostring(feed, "utf-8", xml_declaration=True), media_type=MEDIA_TYPE)


def build_feed(archive: Archive, publication: Publication) -> ET.Element:
    """Return the feed of an archive, its newest sheets first; its id is that of its public URL."""
    sheets = sorted(archive.sheets.values(), key=lambda sheet: sheet.modified, reverse=True)[:MAX_ENTRIES]
    base_url = publication.base_url or ""
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    add_text(feed, "id", uuid5(IDS, base_url).urn)
    add_text(feed, "title", "Fact sheets")
    add_text(feed, "updated", format_utc(max((sheet.modified for sheet in sheets), default=archive.built)))
    add_link(feed, "self", MEDIA_TYPE, f"{base_url}{FEED_PATH}")
    add_link(feed, "alternate", "text/html", f"{base_url}/")
    author = ET.SubElement(feed, "author")
    add_text(author, "name", publication.contact.text if publication.contact else NO_CONTACT)
    if publication.contact:
        is_email = publication.contact.is_email
        add_text(author, "email" if is_email else "uri", publication.contact.text)
    if publication.license:
        add_link(feed, "license", None, publication.license.url)
    add_text(feed, "rights", publication.license.name if publication.license else f"{NO_LICENSE}.")
    feed.extend(build_entry(sheet, base_url) for sheet in sheets)
    return feed


def build_entry(sheet: SheetInfo, base_url: str) -> ET.Element:
    """Return the entry of a sheet; its category is its digest, which changes with its content."""
    entry, url = ET.Element("entry"), f"{base_url}{record_url(sheet.id)}"
    add_text(entry, "id", uuid5(IDS, f"{sheet.id} {sheet.source_digest}").urn)
    add_text(entry, "title", sheet.title)
    add_text(entry, "updated", format_utc(sheet.modified))
    add_link(entry, "alternate", "text/html", f"{url}.html")
    add_link(entry, "alternate", "application/json", f"{url}.json")
    ET.SubElement(entry, "category", {"scheme": DIGEST_SCHEME, "term": sheet.digest, "label": "SHA-256 of the sheet"})
    add_text(entry, "summary", f"The facts of one article as data. SHA-256 of the sheet: {sheet.digest}")
    return entry


def add_text(parent: ET.Element, name: str, text: str) -> None:
    """Add an element with a text."""
    ET.SubElement(parent, name).text = text


def add_link(parent: ET.Element, relation: str, media_type: str | None, url: str) -> None:
    """Add a link."""
    ET.SubElement(parent, "link", {"rel": relation, **({"type": media_type} if media_type else {}), "href": url})
