"""Footnotes: the passages of the article that a Markdown document cites."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facts.formats.markdown.inline import quote_words

Span = Mapping[str, Any]


class Footnotes:
    """The footnotes of a document, one per span: `p34` is the first span in passage 34, `p34-2` the second.

    In a document of several sheets, the labels of all sheets but the first start with the id of the sheet.
    """

    def __init__(self) -> None:
        self.notes: dict[str, str] = {}
        """The text of each footnote, by its label."""
        self.labels: dict[tuple[str, int, int], str] = {}
        """The label of a span, by its sheet, start and end."""
        self.first_sheet: str | None = None
        self.counts: dict[str, int] = {}
        """Number of footnotes of each passage, by the label of its first."""

    def references(self, sheet: str, spans: Sequence[Span]) -> str:
        """Return the references to the footnotes for `spans` of the article of `sheet`, and add those footnotes."""
        labels = [self.add(sheet, span) for span in spans]
        return "".join(f"[^{label}]" for label in dict.fromkeys(labels))

    def add(self, sheet: str, span: Span) -> str:
        """Add the footnote for a span, unless it exists, and return its label."""
        self.first_sheet = self.first_sheet or sheet
        key = (sheet, span["start"], span["end"])
        label = self.labels.get(key) or self.new_label(sheet, span["passage"])
        article = "the article" if sheet == self.first_sheet else f"the article of {sheet}"
        text = f"passage {span['passage']} of {article}, characters {span['start']} to {span['end']}"
        if span["exact"] is not None:
            self.notes[label] = f"{text}: {quote_words(span['exact'])}"
        self.notes.setdefault(label, text)
        self.labels[key] = label
        return label

    def new_label(self, sheet: str, passage: int) -> str:
        """Return an unused label."""
        label = f"p{passage}" if sheet == self.first_sheet else f"{sheet}-p{passage}"
        self.counts[label] = self.counts.get(label, 0) + 1
        return label if self.counts[label] == 1 else f"{label}-{self.counts[label]}"

    def lines(self) -> Iterator[str]:
        """Yield the footnotes in the order of their first reference."""
        for label, text in self.notes.items():
            yield f"[^{label}]: {text}"
