"""Linked data in pages (JSON-LD, schema.org) for search engines: breadcrumbs, and the subject of the page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.sheet_index import SheetIndex
from facts.formats import FORMATS
from facts.urls import record_url

Node = dict[str, Any]
AGENTS: Mapping[str, str] = {"people": "Person", "organizations": "Organization"}
"""The types of those who can be the author of a claim."""
MAX_ITEMS = 50


def breadcrumbs(context: PageContext, crumbs: Sequence[PageLink]) -> Node:
    """Return where a page is, from the home page on."""
    items = []
    for position, crumb in enumerate(crumbs, 1):
        target = {"item": context.absolute(crumb.url)} if crumb.url else {}
        items.append({"@type": "ListItem", "position": position, "name": crumb.text, **target})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def catalog_node(context: PageContext, description: str, sheets: Iterable[PageLink]) -> Node:
    """Return the home page: a catalog of data sets, one for each sheet."""
    datasets = [
        {"@type": "Dataset", "name": sheet.text, "url": context.absolute(sheet.url or "")} for sheet in sheets
    ]
    head = {"@type": "DataCatalog", "name": "Fact sheets", "url": context.absolute("/"), **license_of(context)}
    return {**head, "description": description, "dataset": datasets}


def dataset_node(context: PageContext, index: SheetIndex, description: str) -> Node:
    """Return a sheet: a data set that can be downloaded in each of its formats."""
    path = record_url(index.id)
    downloads = [
        {
            "@type": "DataDownload",
            "encodingFormat": format_.media_type.partition(";")[0],
            "contentUrl": context.absolute(f"{path}.{format_.extension}"),
        }
        for format_ in FORMATS.values()
        if "sheet" in format_.document_types
    ]
    head = {"@type": "Dataset", "name": index.title, "url": context.absolute(path), **license_of(context)}
    return {**head, "description": description, "distribution": downloads}


def license_of(context: PageContext) -> Node:
    """Return the license of the data, if there is one."""
    license_ = context.publication.license
    return {"license": license_.url} if license_ else {}


def record_nodes(context: PageContext, kind: str, item: Mapping[str, Any], index: SheetIndex) -> list[Node]:
    """Return a person as the subject of a profile, a statement as a claim without a verdict; nothing for others."""
    url = context.absolute(item["url"])
    if kind == "people":
        person: Node = {"@type": "Person", "name": item["name"], "url": url}
        if titles := [office["title"] for office in item["offices"]]:
            person["jobTitle"] = titles
        employers = filter(None, [office["organization"] for office in item["offices"]])
        if names := [context.link(index.id, employer).text for employer in employers]:
            person["affiliation"] = [{"@type": "Organization", "name": name} for name in names]
        return [{"@type": "ProfilePage", "url": url, "mainEntity": person}]
    if kind == "statements":
        claim: Node = {"@type": "Claim", "url": url, "text": item["summary"]}
        speaker = index.records.get(item["speaker"]) if item["speaker"] else None
        if speaker and speaker.kind in AGENTS:
            claim["author"] = {"@type": AGENTS[speaker.kind], "name": speaker.title}
        return [claim]
    return []


def list_node(context: PageContext, total: int, links: Sequence[PageLink]) -> Node:
    """Return a list with the items of this page."""
    items = [
        {"@type": "ListItem", "position": position, "name": link.text, "url": context.absolute(link.url or "")}
        for position, link in enumerate(links[:MAX_ITEMS], 1)
    ]
    return {"@type": "ItemList", "numberOfItems": total, "itemListElement": items}


def linked_data(nodes: Iterable[Node]) -> Node:
    """Return nodes as one document."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}
