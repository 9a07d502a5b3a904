"""Links of the site: map URLs to files, and rewrite the links in a file to be relative."""

import csv
import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from io import StringIO
from posixpath import basename, dirname, relpath
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from api.paths import DOCS_PATH, HOME_PATH
from facts.urls import API_PREFIX

PAGE_LINK = re.compile(r'(?<= )(href|src)="(/[^"]*)"')
RECORD_URL = re.compile(rf'(?<=[{{,]"url":)"({API_PREFIX}/[^"\\]*)"')
"""The URL of a record or a sheet in JSON on one line; in a text, its quotation marks would be escaped."""
IDENTIFIER = re.compile(rf'(?<=[:\[,])"({API_PREFIX}/[^"\\]*)"')
"""An identifier in JSON-LD on one line."""
MARKDOWN_LINK = re.compile(r"(?<!\\)\]\((/[^)\s]*)\)")
HOME = "/index.html"
FILES = {HOME_PATH: "index.html", DOCS_PATH: "docs.html"}
"""The files of URLs without a suffix."""
MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """An address of the API; `number` is that of a page of a list, which is reached by its `cursor`."""

    path: str
    params: tuple[tuple[str, str], ...] = ()
    cursor: str = ""
    number: int = 1

    @classmethod
    def parse(cls, url: str) -> "SiteAddress":
        """Return the address of a URL of the API, as the first page of its list unless it has a cursor."""
        parts = urlsplit(url)
        params = dict(parse_qsl(parts.query, keep_blank_values=True))
        cursor = params.pop("cursor", "")
        return cls(parts.path, tuple(sorted(params.items())), cursor)

    @property
    def target(self) -> str:
        """The path and the query to request it by."""
        params = [*self.params, *([("cursor", self.cursor)] if self.cursor else [])]
        return f"{self.path}?{urlencode(params)}" if params else self.path

    @property
    def file(self) -> str:
        """The path of its file: parameters and the number of a page come before the suffix, `facts.2.html`."""
        path = FILES.get(self.path, self.path.lstrip("/"))
        directory, name = dirname(path), basename(path)
        stem, _, suffix = name.partition(".") if not name.startswith(".") else (name, "", "")
        words = "&".join(f"{escape(key)}={escape(value)}" for key, value in self.params)
        if len(words) > MAX_NAME:
            words = sha256(words.encode()).hexdigest()
        parts = [stem, *([words] if words else []), *([str(self.number)] if self.number > 1 else []), suffix]
        return "/".join(filter(None, (directory, ".".join(filter(None, parts)))))


def escape(text: str) -> str:
    """Return a text as a part of a file's name, in which `~` precedes the digits of other characters."""
    return quote(text, safe="").replace(".", "%2E").replace("~", "%7E").replace("%", "~")


class LinkRewriter:
    """Makes the links of one file relative, and collects the addresses that they lead to.

    `neighbours` are the other pages of the same list by their URL.
    """

    def __init__(self, address: SiteAddress, neighbours: dict[str, SiteAddress], base_url: str | None) -> None:
        self.address = address
        self.neighbours = neighbours
        self.base_url = base_url or ""
        self.addresses: list[SiteAddress] = []

    def resolve(self, url: str) -> str:
        """Return the relative URL of the file at a URL of the API, with its fragment."""
        url, _, fragment = url.partition("#")
        address = self.neighbours.get(url) or SiteAddress.parse(url)
        self.addresses.append(address)
        link = relpath(address.file, dirname(self.address.file) or ".")
        return f"{quote(link, safe='/&=~')}{'#' * bool(fragment)}{fragment}"

    def rewrite(self, body: bytes) -> bytes:
        """Return a file with relative links."""
        suffix = self.address.file.rpartition(".")[2]
        rewrite: Callable[[str], str] | None = {
            "html": self.rewrite_page,
            "md": self.rewrite_markdown,
            "json": self.rewrite_json,
            "jsonld": self.rewrite_identifiers,
            "ndjson": self.rewrite_urls,
            "csv": self.rewrite_csv,
        }.get(suffix)
        return rewrite(body.decode()).encode() if rewrite else body

    def rewrite_page(self, text: str) -> str:
        """Return a page with relative links in its attributes; in texts, quotation marks are escaped."""
        return PAGE_LINK.sub(lambda match: f'{match[1]}="{html.escape(self.resolve(html.unescape(match[2])))}"', text)

    def rewrite_markdown(self, text: str) -> str:
        """Return Markdown whose links to the API lead to pages, or to the same format where they lead to it."""
        return MARKDOWN_LINK.sub(lambda match: f"]({self.resolve(with_suffix(match[1]))})", text)

    def rewrite_json(self, text: str) -> str:
        """Return JSON whose `url` and, of a list, `next` lead to files."""
        text = self.rewrite_urls(text)
        following = json.loads(text)["next"] if self.neighbours else None
        if following is None:
            return text
        link = self.link_to(self.neighbours[following.removeprefix(self.base_url)])
        head, old, tail = text.rpartition(f'"next":{json.dumps(following)}')
        return f'{head}"next":{json.dumps(link)}{tail}' if old else text

    def rewrite_urls(self, text: str) -> str:
        """Return JSON in which the URL of each record and each sheet leads to its file in JSON."""
        return RECORD_URL.sub(lambda match: json.dumps(self.record_link(match[1])), text)

    def rewrite_csv(self, text: str) -> str:
        """Return CSV in whose column `url` each record or sheet has the link to its file in JSON."""
        head, *rows = csv.reader(StringIO(text, newline=""))
        output = StringIO(newline="")
        writer = csv.writer(output)
        writer.writerow(head)
        for row in rows:
            writer.writerow(
                self.record_link(cell) if name == "url" and cell.startswith("/") else cell
                for name, cell in zip(head, row, strict=True)
            )
        return output.getvalue()

    def rewrite_identifiers(self, text: str) -> str:
        """Return JSON-LD whose identifiers begin with the base URL, if there is one; `@base` would lose its path."""
        return IDENTIFIER.sub(lambda match: json.dumps(f"{self.base_url}{match[1]}"), text)

    def record_link(self, url: str) -> str:
        """Return the link to the file in JSON of a record or a sheet."""
        return self.link_to(SiteAddress.parse(f"{url}.json"))

    def link_to(self, address: SiteAddress) -> str:
        """Return the link from data to a file: absolute with a base URL, else relative."""
        self.addresses.append(address)
        if self.base_url:
            return f"{self.base_url}/{quote(address.file, safe='/&=~')}"
        return quote(relpath(address.file, dirname(self.address.file) or "."), safe="/&=~")


def with_suffix(url: str) -> str:
    """Return the URL of the page of a record or a sheet; one that has a suffix as it is."""
    path, mark, query = url.partition("?")
    return url if "." in basename(path) else f"{path}.html{mark}{query}"


def neighbours_of(address: SiteAddress, link_header: str, base_url: str | None) -> dict[str, SiteAddress]:
    """Return the other pages of a list by the URLs in the Link header of one of them (RFC 8288)."""
    targets = {relation: target for target, relation in re.findall(r'<([^<>]*)>; rel="(\w+)"', link_header)}
    numbers = {"first": 1, "prev": address.number - 1, "next": address.number + 1}
    neighbours = {}
    for relation, number in numbers.items():
        if target := targets.get(relation):
            url = target.removeprefix(base_url or "")
            cursor = SiteAddress.parse(url).cursor
            neighbours[url] = replace(address, number=number, cursor=cursor if number > 1 else "")
    return neighbours
