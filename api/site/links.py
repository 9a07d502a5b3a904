"""Links of the site: the file of each address, and the links of a file as they lead from it to others."""

import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from posixpath import basename, dirname, relpath
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

PAGE_LINK = re.compile(r'(?<= )(href|src)="(/[^"]*)"')
MARKDOWN_LINK = re.compile(r"(?<!\\)\]\((/[^)\s]*)\)")
HOME = "/index.html"
FILES = {"/": "index.html", "/docs": "docs.html"}
"""The files of addresses without a suffix."""
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
        """Return the address at a URL of the API, as the first page of its list unless it has a cursor."""
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
        """The path of its file: parameters and the number of a page stand before the suffix, `facts.2.html`."""
        path = FILES.get(self.path, self.path.lstrip("/"))
        directory, name = dirname(path), basename(path)
        stem, _, suffix = name.partition(".") if not name.startswith(".") else (name, "", "")
        words = "&".join(f"{escape(key)}={escape(value)}" for key, value in self.params)
        if len(words) > MAX_NAME:
            words = sha256(words.encode()).hexdigest()
        parts = [stem, *([words] if words else []), *([str(self.number)] if self.number > 1 else []), suffix]
        return "/".join(filter(None, (directory, ".".join(filter(None, parts)))))


def escape(text: str) -> str:
    """Return a text as a part of a file's name, in which `~` stands before the digits of other characters."""
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
        }.get(suffix)
        return rewrite(body.decode()).encode() if rewrite else body

    def rewrite_page(self, text: str) -> str:
        """Return a page with relative links in its attributes; texts have no quotation mark as it is."""
        return PAGE_LINK.sub(lambda match: f'{match[1]}="{html.escape(self.resolve(html.unescape(match[2])))}"', text)

    def rewrite_markdown(self, text: str) -> str:
        """Return Markdown whose links to the API lead to pages, or to the same format where they lead to it."""
        return MARKDOWN_LINK.sub(lambda match: f"]({self.resolve(with_suffix(match[1]))})", text)

    def rewrite_json(self, text: str) -> str:
        """Return a list in JSON whose `next` leads to the file of the next page; other JSON as it is."""
        if not self.neighbours:
            return text
        following = json.loads(text)["next"]
        if following is None:
            return text
        link = self.resolve(following.removeprefix(self.base_url))
        if self.base_url:
            link = f"{self.base_url}/{self.neighbours[following.removeprefix(self.base_url)].file}"
        head, old, tail = text.rpartition(f'"next":{json.dumps(following)}')
        return f'{head}"next":{json.dumps(link)}{tail}' if old else text


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
