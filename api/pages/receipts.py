"""Receipts: every field of a record with its evidence or its gap."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from api.pages.context import PageContext, PageLink
from api.pages.passages import Passage, is_attributed
from api.pages.references import get_path
from api.pages.values import UNQUOTED, ValueView, view_value
from api.pages.voices import VoiceView, view_voice
from api.pages.words import describe_code, describe_field
from facts.formats.selection import is_selected
from facts.kinds import KINDS

MAX_WORDS = 12
"""The longest run of the article's words that a page shows of one receipt."""
MINI_LINE = 6
"""The height of a line of the small map, with the space below it."""
MINI_LINES = 200
"""The number of lines of the small map at most."""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A field with its receipt; `gap` is why it is empty, if it is."""

    label: str
    value: ValueView
    basis: str = ""
    voice: Literal["own", "said"] = "own"
    teller: VoiceView | None = None
    """The voice of the field, where it differs from that of its record."""
    words: tuple[str, ...] = ()
    passages: tuple[PageLink, ...] = ()
    note: str = ""
    formula: str = ""
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A receipt in the small map, in per cent of the longest passage."""

    x: float
    width: float
    basis: str
    said: bool


@dataclass(frozen=True, slots=True)
class MiniLine:
    """A passage in the small map; `url` leads to it if a receipt is there."""

    number: int
    y: int
    width: float
    is_blank: bool
    url: str | None
    marks: tuple[Mark, ...]
    label: str = ""


def field_paths(kind: str, item: Mapping[str, Any]) -> list[str]:
    """Return the paths of the fields of a record that have a receipt or a gap, in the order of the model."""
    order = {name: place for place, name in enumerate([*KINDS[kind].item.model_fields])}
    paths = dict.fromkeys([*item["evidence"], *item["gaps"]])
    return sorted(paths, key=lambda path: order.get(path.partition(".")[0], len(order)))


def field_rows(
    context: PageContext, kind: str, item: Mapping[str, Any], fields: frozenset[str] | None = None
) -> Iterator[ReceiptRow]:
    """Yield the fields of a record, those of `fields` if there are any; what does not apply comes last."""
    paths = [path for path in field_paths(kind, item) if fields is None or is_selected(path, fields)]
    last = {path for path in paths if item["gaps"].get(path, {}).get("status") == "not_applicable"}
    for path in sorted(paths, key=last.__contains__):
        yield field_row(context, kind, item, path)


def field_row(context: PageContext, kind: str, item: Mapping[str, Any], path: str, label: str = "") -> ReceiptRow:
    """Return a field with its receipt; a gap where it, or the group that it belongs to, is empty."""
    label = label or describe_field(path)
    receipt, value = item["evidence"].get(path), get_path(item, path)
    if receipt is None:
        return gap_row(item["gaps"], path, label)
    return ReceiptRow(
        label=label,
        value=UNQUOTED if value is None else view_value(context, item["sheet"], kind, path, value),
        basis=receipt["basis"],
        voice="said" if is_attributed(kind, item, path, receipt) else "own",
        teller=teller_of_field(context, item, receipt),
        words=exact_words(receipt["spans"]),
        passages=passage_links(context, item["sheet"], receipt["spans"]),
        note=receipt["note"] or "",
        formula=describe_formula(receipt["formula"]),
    )


def teller_of_field(context: PageContext, item: Mapping[str, Any], receipt: Mapping[str, Any]) -> VoiceView | None:
    """Return the voice of a field whose receipt names another one than its record has; None if it does not."""
    teller, scope = receipt["attributed_to"], receipt["attribution_scope"]
    if teller:
        voice = VoiceView(context.link(item["sheet"], teller), scope == "ambiguous")
    elif scope == "none":
        voice = VoiceView()
    else:
        return None
    return None if voice == view_voice(context, item) else voice


def gap_row(gaps: Mapping[str, Mapping[str, str]], path: str, label: str) -> ReceiptRow:
    """Return the gap at a path, or at that of the group around it, as a row."""
    gap = gap_at(gaps, path)
    return ReceiptRow(label=label, value=ValueView(()), gap=describe_code(gap["status"]), note=gap["note"])


def gap_at(gaps: Mapping[str, Mapping[str, str]], path: str) -> Mapping[str, str]:
    """Return the gap at a path, or at that of the group around it."""
    while path not in gaps and "." in path:
        path = path.rpartition(".")[0]
    return gaps.get(path, {"status": "not_stated", "note": ""})


def describe_formula(formula: str | None) -> str:
    """Return a formula in words: fields by what they are called."""
    words = (formula or "").split(" ")
    signs = {"*": "\u00d7", "-": "\u2212"}
    return " ".join(
        signs.get(word) or (describe_field(word).partition(",")[0] + " share" * word.endswith("share"))
        if "." in word or word in signs
        else word
        for word in words
    )


def exact_words(spans: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the exact words of spans, each once and in the order of the article, at most 12 words together."""
    ordered = sorted(spans, key=lambda span: (span["start"], span["end"]))
    quotes = list(dict.fromkeys(span["exact"] for span in ordered if span["exact"]))
    while len(quotes) > 1 and sum(len(quote.split()) for quote in quotes) > MAX_WORDS:
        quotes.pop()
    return tuple(quotes)


def passage_links(context: PageContext, sheet: str, spans: Iterable[Mapping[str, Any]]) -> tuple[PageLink, ...]:
    """Return the links to the passages of spans."""
    numbers = sorted({span["passage"] for span in spans})
    return tuple(PageLink(str(number), context.passage_url(sheet, number)) for number in numbers)


def mini_map(
    context: PageContext,
    sheet: str,
    passages: tuple[Passage, ...],
    receipts: Mapping[str, Mapping[str, Any]],
    said: Iterable[int] = (),
) -> list[MiniLine]:
    """Return the passages of an article with the receipts of a record marked; `said` are those of its statements."""
    marks: dict[int, list[Mark]] = {number: [Mark(0, 0, "stated", True)] for number in said}
    longest = max((passage.end - passage.start for passage in passages), default=0) or 1
    for receipt in receipts.values():
        for span in receipt["spans"]:
            if span["passage"] <= len(passages):
                start = passages[span["passage"] - 1].start
                x, width = 100 * (span["start"] - start) / longest, 100 * (span["end"] - span["start"]) / longest
                mark = Mark(round(x, 1), round(max(width, 0.9), 1), receipt["basis"], False)
                marks.setdefault(span["passage"], []).append(mark)
    shown = (
        passages if len(passages) <= MINI_LINES else [passages[number - 1] for number in sorted(marks)][:MINI_LINES]
    )
    lines = []
    for place, passage in enumerate(shown):
        number, line_marks = passage.number, tuple(dict.fromkeys(marks.get(passage.number, ())))
        url = context.passage_url(sheet, number) if line_marks else None
        label = run_label(number, marks)
        y = 2 + MINI_LINE * place
        lines.append(MiniLine(number, y, passage.width, bool(passage.reason), url, fit(line_marks, passage), label))
    return lines


def fit(marks: tuple[Mark, ...], passage: Passage) -> tuple[Mark, ...]:
    """Return marks, those of a complete passage as long as it is."""
    return tuple(Mark(mark.x, mark.width or passage.width, mark.basis, mark.said) for mark in marks)


def run_label(number: int, marks: Mapping[int, Any]) -> str:
    """Return the label of a run of marked passages at its first: `34`, `34-36`; nothing elsewhere."""
    if number not in marks or number - 1 in marks:
        return ""
    last = number
    while last + 1 in marks:
        last += 1
    return str(number) if last == number else f"{number}\u2013{last}"
