"""Documents as pages: the template and the view of each document, in the common frame."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.environment import environment
from api.pages.errors import view_error
from api.pages.format import PageDocument
from api.pages.frame import SITE, Frame, crumbs_of, format_links, make_frame
from api.pages.home import view_home
from api.pages.linked import catalog_node, dataset_node, list_node, record_nodes
from api.pages.lists import ListView, list_crumbs, view_list
from api.pages.record import RecordView, view_record
from api.pages.sheet import view_sheet
from api.pages.sheet_index import get_index
from facts.archive import Archive
from facts.formats.publication import Publication
from facts.model.collection import Collection
from facts.model.json_item import parsed
from facts.model.plurals import count_noun
from facts.urls import record_url

HOME_DESCRIPTION = (
    "A fact sheet is a news article's facts as data. Every value has a receipt, every silence is named, every claim "
    "has a voice, and no date is more precise than its source."
)


def render_page(template: str, frame: Frame, view: object) -> str:
    """Return a page: a template with its frame and its view."""
    return environment.get_template(template).render(frame=frame, view=view)


def render_document(document: PageDocument) -> str:
    """Return the page of a list, a sheet or a record."""
    context = PageContext(document.archive, document.path, document.suffix, document.params, document.publication)
    if document.type == "list":
        return render_list(context, document)
    item = parsed(next(iter(document.items)))
    return (
        render_sheet(context, document, item) if document.type == "sheet" else render_record(context, document, item)
    )


def render_list(context: PageContext, document: PageDocument) -> str:
    """Return the page of a list."""
    items = [parsed(item) for item in document.items]
    view = view_list(context, replace(document, items=items))
    sheet = document.query.sheet if document.query else None
    title = title_of_list(context, view, sheet)
    frame = make_frame(
        context,
        title,
        f"{view.total_words}. {view.deck}",
        crumbs=crumbs_of(context, *list_crumbs(context, document.collection, sheet)),
        formats=format_links(context, "list", document.collection),
        query=view.search_words,
        og_type="website",
        nodes=[list_node(context, view.total, item_links(context, document.collection, items))],
    )
    return render_page("timeline.html" if view.groups.timeline else "list.html", frame, view)


def item_links(context: PageContext, collection: Collection, items: Iterable[Mapping[str, Any]]) -> list[PageLink]:
    """Return the links to the records of a list, each once."""
    links = (PageLink(collection.title_of(item), context.url(item["url"])) for item in items)
    return list(dict.fromkeys(links))


def title_of_list(context: PageContext, view: ListView, sheet: str | None) -> str:
    """Return the title of a list: its filters in words, and its sheet."""
    filters = ", ".join(f"{chip.title} {chip.value}" for chip in view.chips)
    name = view.heading if view.name in {"facts", "gaps", "timeline"} else view.name.capitalize()
    words = f"{name}: {filters}" if filters else name
    return f"{words} \u00b7 {context.archive.sheets[sheet].title}" if sheet else words


def render_sheet(context: PageContext, document: PageDocument, item: Mapping[str, Any]) -> str:
    """Return the page of a sheet."""
    index = get_index(context, item["id"])
    view = view_sheet(context, index)
    facts, passages = count_noun(view.fact_count, "fact"), count_noun(view.map.total, "passage")
    silences = count_noun(view.silence_count, "time")
    description = (
        f"{facts} from one article of {passages}, each with what it rests on. {silences} something was looked for "
        "that the article does not say."
    )
    frame = make_frame(
        context,
        item["title"],
        description,
        crumbs=crumbs_of(context, PageLink("Sheets", context.list_url("sheets")), PageLink(item["title"])),
        formats=format_links(context, "sheet", document.collection),
        nodes=[dataset_node(context, index, description)],
    )
    return render_page("sheet.html", frame, view)


def render_record(context: PageContext, document: PageDocument, item: Mapping[str, Any]) -> str:
    """Return the page of a record."""
    kind, sheet = document.collection.name, item["sheet"]
    index = get_index(context, sheet)
    view = view_record(context, kind, item, index, document.fields)
    title = index.records[item["id"]].title
    frame = make_frame(
        context,
        title,
        describe_record(view, title),
        crumbs=crumbs_of(
            context,
            PageLink(index.title, context.url(record_url(sheet))),
            PageLink(kind.capitalize(), context.list_url(kind, sheet)),
            PageLink(view.heading.text if kind != "statements" else f"{view.heading.text}, {view.kicker.lower()}"),
        ),
        formats=format_links(context, "record", document.collection),
        nodes=record_nodes(context, kind, item, index),
        og_type="profile" if kind == "people" else "article",
    )
    return render_page("record.html", frame, view)


def describe_record(view: RecordView, title: str) -> str:
    """Return a sentence about a record, with its values and its gaps."""
    parts = [f"{cell.label} {cell.value.text or cell.gap}" for cell in view.cells]
    return f"{title}: {', '.join(parts)}. Every field with its receipt." if parts else title


def render_home(
    archive: Archive,
    suffix: str = "",
    publication: Publication = Publication(),  # noqa: B008 - a publication is immutable
) -> str:
    """Return the home page of an archive."""
    context = PageContext(archive, "/", suffix, (), publication)
    view = view_home(context)
    catalog = catalog_node(context, HOME_DESCRIPTION, [sheet.link for sheet in view.sheets])
    return render_page("home.html", make_frame(context, SITE, HOME_DESCRIPTION, [catalog], og_type="website"), view)


def render_error(
    archive: Archive,
    path: str,
    params: tuple[tuple[str, str], ...],
    problem: Mapping[str, Any],
    publication: Publication,
) -> str:
    """Return the page of a problem at a path."""
    suffix = ".html" if path.endswith(".html") else ""
    context = PageContext(archive, path.removesuffix(".html"), suffix, params, publication)
    view = view_error(context, problem)
    crumbs = crumbs_of(context, PageLink(f"{view.status} {view.reason}"))
    frame = make_frame(context, view.heading, view.detail, crumbs=crumbs, is_indexed=False)
    return render_page("error.html", frame, view)
