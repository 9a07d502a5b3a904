"""Footnotes: the passages of an article that a Markdown document points to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facts.formats.markdown.inline import quote_words

Span = Mapping[str, Any]


class Footnotes:
    """The footnotes of a document, one for each span: `p34` is the first span in passage 34, `p34-2` the second.

    Where a document tells of several sheets, all but the first have their name before it.
    """

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        """What each footnote says, by its label."""
        self.labels: dict[tuple[str, int, int], str] = {}
        """The label of a span, by its sheet, start and end."""
        self.first: str | None = None
        self.used: dict[str, int] = {}
        """How many footnotes each passage has, by its first label."""

    def references(self, sheet: str, spans: Sequence[Span]) -> str:
        """Return the marks of the footnotes for `spans` of the article of `sheet`, which are kept to be written."""
        found = [self.label(sheet, span) for span in spans]
        return "".join(f"[^{label}]" for label in dict.fromkeys(found))

    def label(self, sheet: str, span: Span) -> str:
        """Return the label of the footnote for a span."""
        self.first = self.first or sheet
        key = (sheet, span["start"], span["end"])
        label = self.labels.get(key) or self.new_label(sheet, span["passage"])
        where = "the article" if sheet == self.first else f"the article of {sheet}"
        text = f"passage {span['passage']} of {where}, characters {span['start']} to {span['end']}"
        if span["exact"] is not None:
            self.texts[label] = f"{text}: {quote_words(span['exact'])}"
        self.texts.setdefault(label, text)
        self.labels[key] = label
        return label

    def new_label(self, sheet: str, passage: int) -> str:
        """Return a label that no footnote has yet."""
        label = f"p{passage}" if sheet == self.first else f"{sheet}-p{passage}"
        self.used[label] = self.used.get(label, 0) + 1
        return label if self.used[label] == 1 else f"{label}-{self.used[label]}"

    def lines(self) -> Iterator[str]:
        """Yield the footnotes in the order in which they were first pointed to."""
        for label, text in self.texts.items():
            yield f"[^{label}]: {text}"
