"""The home page for a browser: what the sheets hold, at a glance."""

from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from facts.archive import Archive, Query
from facts.kinds import KINDS, count_phrase
from facts.urls import API_PREFIX, record_url

SHOWN = 20
QUESTIONS = {
    "What was signed in 2017 or 2018?": "contracts?signed=2017/2018",
    "What happened in December 2019?": "timeline?date=2019-12&certainty=definite",
    "What is planned?": "events?status=planned",
    "What is only threatened?": "events?status=threatened",
    "Who says what?": "statements?facets=speaker",
    "Who disputes whom?": "statements?relation=disputes",
    "Whose value is not told?": "gaps?status=not_stated&property=value",
    "Which facts does somebody else vouch for?": "facts?voice=attributed",
}


def page(archive: Archive) -> str:
    """Return the home page of `archive` as HTML."""
    template = Template((files("api") / "pages" / "templates" / "home.html").read_text(encoding="utf-8"))
    sheets = archive.find("sheets", Query(limit=SHOWN)).items
    questions = (item(text, f"{API_PREFIX}/{path}") for text, path in QUESTIONS.items())
    return template.substitute(
        sheets="".join(section(archive, sheet) for sheet in sheets),
        questions="".join(questions),
    )


def section(archive: Archive, sheet: Mapping[str, Any]) -> str:
    """Return the part of the page about one sheet: its kinds, its contracts, its timeline."""
    url = record_url(sheet["id"])
    counts = sheet["counts"].items()
    kinds = "".join(item(count_phrase(count, KINDS[kind]), f"{url}/{kind}") for kind, count in counts)
    contracts = archive.find("contracts", Query(sheet=sheet["id"], limit=SHOWN)).items
    entries = archive.find("timeline", Query(sheet=sheet["id"], limit=SHOWN)).items
    return (
        f"<section><h2>{link(sheet['title'], url)}</h2><ul class='row'>{kinds}</ul>"
        + table(("contract", "buyer", "signed", "worth", "delivery"), map(contract, contracts))
        + table(("when", "what", "status", "according to"), map(entry, entries))
        + f"<p>{link('The whole timeline', f'{url}/timeline')}</p></section>"
    )


def contract(found: Mapping[str, Any]) -> Iterable[str]:
    """Return a contract as the cells of a row."""
    url = record_url(f"{found['sheet']}/contracts/{found['id']}")
    delivery = found["delivery"] or {}
    return (
        link(found["title"], url),
        text(found["buyer"]),
        text((found["signed"] or {}).get("stated")),
        text((found["value"] or {}).get("stated")),
        text(" ".join(filter(None, (delivery.get("status"), (delivery.get("when") or {}).get("stated"))))),
    )


def entry(found: Mapping[str, Any]) -> Iterable[str]:
    """Return an entry of the timeline as the cells of a row."""
    field = found["property"].removesuffix("when").strip(".")
    what = f"{found['title']} ({field})" if field else found["title"]
    when = found["when"]["stated"] if found["when"] else None
    voice = found["attributed_to"] or "the article"
    return text(when), link(what, record_url(found["subject"])), text(found["status"]), text(voice)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of escaped cells."""
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>" for cells in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def item(words: str, url: str) -> str:
    """Return a link as the item of a list."""
    return f"<li>{link(words, url)}</li>"


def link(words: str, url: str) -> str:
    """Return a link."""
    return f"<a href='{escape(url)}'>{escape(words)}</a>"


def text(words: str | None) -> str:
    """Return words, or what stands for a gap."""
    return escape(words) if words else "<i>not stated</i>"
