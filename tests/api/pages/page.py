"""A page as its reader takes it: the tree is checked, and links, headings and visible text are collected."""

from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "br", "input"})
UNSEEN = frozenset({"title", "script", "style"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
Attributes = list[tuple[str, str | None]]

BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"
}
"""What Chromium accepts when a person follows a link."""


class Page(HTMLParser):
    """The content of a page; raises AssertionError for elements that are not nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
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
        self.feed(html)
        self.close()
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

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Open an element."""
        self.add_element(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Add an element of SVG that has no content."""
        self.add_element(tag, attrs)

    def add_element(self, tag: str, attrs: Attributes) -> None:
        """Add an element and what it refers to."""
        values = {name: value or "" for name, value in attrs}
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

    def handle_endtag(self, tag: str) -> None:
        """Close an element, which must be the one opened last."""
        assert self.open.pop() == tag, f"{tag} closes another element"

    def handle_data(self, data: str) -> None:
        """Add text to the elements around it."""
        if "title" in self.open:
            self.title += data
        if "script" in self.open:
            self.linked_data += data
        if not UNSEEN & set(self.open):
            self.strings.append(data)
        if "a" in self.open:
            target, text = self.links[-1]
            self.links[-1] = target, text + data
        if HEADINGS & set(self.open):
            tag, text = self.headings[-1]
            self.headings[-1] = tag, text + data
