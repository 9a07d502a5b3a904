"""Footnotes: the passages of an article that a Markdown document points to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facts.formats.inline import quoted

Span = Mapping[str, Any]


class Footnotes:
    """The footnotes of a document, one for each span: `p34` is the first span in passage 34, `p34-2` the second.

    Where a document tells of several sheets, all but the first have their name before it.
    """

    def __init__(self) -> None:
        self.texts: dict[tuple[str, int, int], tuple[str, str]] = {}
        """Label and text by sheet, start and end."""
        self.first: str | None = None
        self.used: dict[str, int] = {}
        """How many footnotes each passage has, by its first label."""

    def marks(self, sheet: str, spans: Sequence[Span]) -> str:
        """Return the marks of the footnotes for `spans` of the article of `sheet`, which are kept to be written."""
        found = (self.label(sheet, span) for span in spans)
        return "".join(f"[^{label}]" for label in dict.fromkeys(found))

    def label(self, sheet: str, span: Span) -> str:
        """Return the label of the footnote for a span."""
        key = (sheet, span["start"], span["end"])
        if key in self.texts:
            return self.texts[key][0]
        self.first = self.first or sheet
        label = f"p{span['passage']}" if sheet == self.first else f"{sheet}-p{span['passage']}"
        self.used[label] = self.used.get(label, 0) + 1
        if self.used[label] > 1:
            label = f"{label}-{self.used[label]}"
        where = "the article" if sheet == self.first else f"the article of {sheet}"
        text = f"passage {span['passage']} of {where}, characters {span['start']} to {span['end']}"
        self.texts[key] = label, f"{text}: {quoted(span['exact'])}" if "exact" in span else text
        return label

    def lines(self) -> Iterator[str]:
        """Yield the footnotes in the order in which they were first pointed to."""
        for label, text in self.texts.values():
            yield f"[^{label}]: {text}"
