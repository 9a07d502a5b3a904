"""A page as its reader takes it: the tree is checked, and links, headings and visible text are collected."""

import re
from html import unescape

ATTRIBUTE = re.compile(r'([A-Za-z][A-Za-z0-9:-]*)(?:="([^"<]*)")?')
PIECE = re.compile(
    rf"<(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:\s+{ATTRIBUTE.pattern})*)\s*(?P<empty>/?)>"
    r"|</(?P<end>[A-Za-z][A-Za-z0-9]*)>|(?P<text>[^<]+)|<!doctype html>"
)
"""A tag, as the templates write it, or text; `<` is no part of either."""
VOID = frozenset({"meta", "link", "br", "input"})
UNSEEN = frozenset({"title", "script", "style"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
Attributes = list[tuple[str, str]]

BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"
}
"""What Chromium accepts when a person follows a link."""


class Page:
    """The content of a page; raises AssertionError for markup that is not plain, or elements that are not nested."""

    def __init__(self, html: str) -> None:
        self.open: list[str] = []
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.headings: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.meta: dict[str, str] = {}
        self.relations: dict[str, str] = {}
        self.strings: list[str] = []
        self.title = ""
        self.linked_data = ""
        self.read(html)
        assert self.open == []

    @property
    def targets(self) -> set[str]:
        """The targets of all links, without fragments; those within the page are left out."""
        return {target.partition("#")[0] for target, _ in self.links if not target.startswith("#")}

    @property
    def fragments(self) -> set[str]:
        """The fragments of links within the page."""
        return {target[1:] for target, _ in self.links if target.startswith("#")}

    @property
    def text(self) -> str:
        """The visible text."""
        return " ".join(" ".join(self.strings).split())

    def read(self, html: str) -> None:
        """Add each tag and each text."""
        end = 0
        for piece in PIECE.finditer(html):
            assert piece.start() == end, f"no plain markup: {html[end : end + 100]}"
            end = piece.end()
            if (text := piece["text"]) is not None:
                self.add_text(text if self.open[-1:] == ["script"] else unescape(text))
            elif tag := (piece["end"] or "").lower():
                assert self.open.pop() == tag, f"{tag} closes another element"
            elif tag := (piece["tag"] or "").lower():
                pairs = ATTRIBUTE.findall(piece["attributes"])
                self.add_element(tag, [(name.lower(), unescape(value)) for name, value in pairs])
                if not piece["empty"] and tag not in VOID:
                    self.open.append(tag)
        assert end == len(html), f"no plain markup: {html[end : end + 100]}"

    def add_element(self, tag: str, attrs: Attributes) -> None:
        """Add an element and what it refers to."""
        values = dict(attrs)
        assert len(values) == len(attrs), f"an attribute twice: {attrs}"
        self.elements.append(tag)
        self.attributes += [(tag, name, value) for name, value in values.items()]
        if tag == "a":
            self.links.append((values["href"], ""))
        elif tag in HEADINGS:
            self.headings.append((tag, ""))
        elif tag == "meta":
            self.meta[values.get("name") or values.get("property") or "charset"] = values.get("content", "")
        elif tag == "link":
            self.relations.setdefault(values["rel"], values["href"])
        if "id" in values:
            self.ids.append(values["id"])

    def add_text(self, data: str) -> None:
        """Add text to the elements around it."""
        around = set(self.open)
        if "title" in around:
            self.title += data
        if "script" in around:
            self.linked_data += data
        if UNSEEN.isdisjoint(around):
            self.strings.append(data)
        if "a" in around:
            target, text = self.links[-1]
            self.links[-1] = target, text + data
        if not HEADINGS.isdisjoint(around):
            tag, text = self.headings[-1]
            self.headings[-1] = tag, text + data
