"""Values of fields: read from the article's words, or from what an author writes."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from pydantic import BaseModel, ValidationError

from facts.drafts.problems import ClaimError
from facts.drafts.reading.currencies import propose_currency
from facts.drafts.reading.indefinite import is_indefinite
from facts.drafts.reading.labels import label_of_words, to_label
from facts.drafts.reading.specs import FieldSpec
from facts.drafts.text.emit import format_flow
from facts.drafts.text.nodes import DraftNode, ListNode, MapNode, TextNode, to_json
from facts.drafts.text.notation import parse_notation, to_number
from facts.drafts.text.phrases import find_limit, find_phrases
from facts.model.edtf import EdtfError, parse
from facts.model.record import TELLERS
from facts.model.values import MAX_QUOTED_WORDS, CompositeValue
from facts.sheets.partial import field_adapter
from facts.verify.context import Excerpt
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.reader import Unread, explain, read_as
from facts.verify.readings import QuantityReading, Reading
from facts.verify.shared_currencies import list_currencies_named
from facts.verify.time_distances import find_distances
from facts.verify.uncovered import find_figures
from facts.verify.unit_prices import without_unit

Readings: TypeAlias = Mapping[str, type[CompositeValue]]
"""The types of value that a field may hold, by the kind of reading."""
PART_OF_ANY_YEAR = re.compile(r"XXXX-(?:2[1-9]|3[0-9]|4[01])(?!\d)")
NO_YEAR = "if the article tells none, write `{XXXX: its words, note: no year is named}`"
MULTIPLE = "{200%: twice as many, note: than before}"
PLAIN_NUMBER = re.compile(r"\D*[1-9][\d.\s]*")
"""A number of 1 or more without a unit, or a range that begins with one."""
EXAMPLES: Mapping[str, str] = {
    "money": "`2500000000 USD`, `<= 5000000 EUR` or `up to $2 billion`",
    "share": "`0.45`, `<= 0.1` or `45%`",
    "quantity": "`24 vehicle`, `>= 12 missile` or `24 vehicles`",
    "date": "an EDTF date such as `2025-10-10`, `2019-23` (autumn) or `[..2021-12-31]`",
}
"""What is accepted as a value of each kind."""

TIMES = word_set("day week month quarter year decade century")
"""Units of what is beside an amount to say when it was, such as five years later."""
ONE = re.compile(r"an?\s", re.IGNORECASE)
"""How words begin that may state one thing, or name it."""
NAMED_APART = ("unit", "currency")
"""What other words than those of a number may say of it."""
NOTED = re.compile(r"`\{[^`]*, note: [^`]*\}`$")
"""The end of a reason that has an example of what to write."""
BEFORE_THINGS = word_set("others of")
"""Words between a number and the things that are counted."""
COMPARED_FIGURE = re.compile(
    r"(?P<figure>.*\d\S*(?:\s(?:percent|per\scent))?)\s(?:more|less|fewer|higher|lower|cheaper|dearer|larger|smaller|longer"
    r"|shorter|faster|slower|above|below)"
)
"""A figure that compares something."""
TOO = ", the one who is named first, as in `{some-id: [its words, words with its name], note: another says so too}`"
"""What to do about several who say one thing."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a value rests on: the texts of its quotations, and where each is in the article."""

    texts: Sequence[str]
    excerpts: Sequence[Excerpt]
    stated: str | None = None
    """The words among them that state the value, if the author names them."""
    is_unit_price: bool = False
    """Whether the value is what one of several costs, beside which "each" and "per round" are read."""
    article: str = ""
    """The text of the article, by which a name such as kroner may mean one of several currencies."""

    @property
    def currencies(self) -> frozenset[str]:
        """The currencies that the article names in full, one of which a name such as dollars may mean."""
        return list_currencies_named(self.article)

    @property
    def first(self) -> str:
        """The words that state the value, else the first quotation."""
        if self.stated:
            return self.stated
        if not self.texts:
            raise ClaimError("has no words of the article", "Add `quote`, the words that state it")
        return self.texts[0]

    def read_as(self, kind: str) -> Reading | Unread:
        """Return how the words that state the value are read."""
        return read_as(kind, without_unit(self.first) if self.is_unit_price else self.first, self.currencies)


def read_text(spec: FieldSpec, node: DraftNode) -> Any:
    """Return the texts that an author wrote into a field, labels in lower case; raise ClaimError for others."""
    if isinstance(node, ListNode) and not spec.is_list:
        hint = f"Write one value{TOO if spec.name in TELLERS else ''}"
        raise ClaimError("has a list of values, but only one is possible", hint)
    items = node.items if isinstance(node, ListNode) else [node]
    texts = [item.text for item in items if isinstance(item, TextNode)]
    texts = list(map(to_label, texts)) if spec.metadata.is_label else texts
    if len(texts) < len(items):
        hint = (
            "Write a text, or a list of them, or values before their words: `{some-id: its words, other-id: words}`"
        )
        raise ClaimError("has a mapping in place of a text", hint)
    if spec.is_list:
        return texts
    return texts[0]


def quote_value(spec: FieldSpec, words: Words) -> Any:
    """Return the value of a field that is the article's words, or a label of them; None for too many words."""
    if spec.is_list:
        return list(words.texts)
    text = words.first
    if spec.metadata.is_label:
        return label_of_words(text)
    return text if len(text.split()) <= MAX_QUOTED_WORDS else None


def read_composite(spec: FieldSpec, node: DraftNode | None, words: Words, *, is_inferred: bool) -> dict[str, Any]:
    """Return the value that an author wrote in `node`, or else the one that the words state; raise ClaimError."""
    if node is None:
        return read_words(spec.readings, without_comparison(words) if is_inferred else words)
    kind, value = parse_value(spec.readings, node)
    model = spec.readings[kind]
    if "stated" not in value:
        required = [name for name, info in model.model_fields.items() if info.is_required()]
        value = dict.fromkeys(required) | value
        value["stated"] = words_of_number(kind, words) if is_inferred else stating_words(kind, value, words)
    return {name: value[name] for name in model.model_fields if name in value}


def without_comparison(words: Words) -> Words:
    """Return words that only a note can explain without the one that compares a figure: 12 percent less."""
    match = COMPARED_FIGURE.fullmatch(words.first)
    return replace(words, stated=match["figure"]) if match else words


def read_words(readings: Readings, words: Words) -> dict[str, Any]:
    """Return the value that the words state; raise ClaimError if none, or several."""
    candidates: dict[str, dict[str, Any]] = {}
    bare: Reading | None = None
    for kind in readings:
        reading = words.read_as(kind)
        if not isinstance(reading, Unread) and not (is_time(reading) and "money" in readings):
            return as_value(reading) | {"stated": words.first}
        for text, phrase in iter_phrases(kind, words):
            if isinstance(phrase, QuantityReading) and phrase.unit is None and has_thing(words, text):
                bare = phrase
                continue
            candidates[text] = as_value(phrase) | {"stated": text}
    candidates = select_candidates(candidates, words.texts)
    if len({json.dumps(value | {"stated": ""}) for value in candidates.values()}) == 1:
        return next(iter(candidates.values()))
    accepted = " or ".join(EXAMPLES[kind] for kind in readings)
    if candidates:
        phrases = ", ".join(f"'{text}'" for text in candidates)
        hint = f"Quote one of them, or add `value`: {accepted}"
        raise ClaimError(f"has several values in its words: {phrases}", hint)
    if "quantity" in readings and is_indefinite(words.first):
        return {"value": None, "stated": words.first}
    raise unread_error(readings, words, bare)


def select_candidates(candidates: Mapping[str, dict[str, Any]], texts: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the values, by their phrases, that are no parts of others, nor a time beside an amount."""
    has_money = any("currency" in value for value in candidates.values())
    return {
        text: value
        for text, value in candidates.items()
        if not is_part(text, candidates, texts) and not (has_money and value.get("unit") in TIMES)
    }


def is_time(reading: Reading) -> bool:
    """Return whether a reading counts days, years or the like."""
    return isinstance(reading, QuantityReading) and reading.unit in TIMES


def unread_error(readings: Readings, words: Words, bare: Reading | None) -> ClaimError:
    """Return the error that no value is read in words, or only a number that is `bare` of what is counted."""
    accepted = " or ".join(EXAMPLES[kind] for kind in readings)
    unread = [reading for kind in readings if isinstance(reading := words.read_as(kind), Unread)]
    value = f"VALUE being {accepted}{hint_at_quantity(readings, words.first)}"
    if "quantity" in readings and ONE.match(words.first):
        noun = to_singular(words.first.split()[-1].strip(",.;:"))
        value = f"VALUE being `1 {noun}` if just one is meant, or leave it out"
    if bare:
        noun = to_singular(words.first.split()[-1].strip(",.;:"))
        value = f"VALUE being `{bare.as_json()['value']} {noun}` or so"
    may_be_date = "date" in readings
    reason = explain_limit(words) if may_be_date else None
    reason = str(reason or explain(words.first, unread, may_be_date=may_be_date))
    written = f"Write `{format_flow({'VALUE': words.first, 'note': 'why'})}`"
    hint = written if NOTED.search(reason) else f"{written}, {value}"
    hint = ("money" in readings and propose_currency(words.first, words.article)) or hint
    return ClaimError(f"has no value that is read in '{words.first}': {reason}", hint)


def has_thing(words: Words, phrase: str) -> bool:
    """Return whether something that may be what is counted follows a number in the words of a field."""
    following = [text.partition(phrase)[2].split() for text in words.texts if phrase in text]
    return any(after and after[0].strip(",.;:").lower() in BEFORE_THINGS for after in following)


def is_part(text: str, others: Iterable[str], texts: Sequence[str]) -> bool:
    """Return whether a phrase occurs in the texts only inside a longer one: 31 million in 31 million euros."""
    count = sum(words.count(text) for words in texts)
    return any(
        text != other and text in other and sum(words.count(other) for words in texts) >= count for other in others
    )


def explain_limit(words: Words) -> str | None:
    """Return which word, away from the date in the words of a field, may make it a limit of time; None for none."""
    text = words.first
    for phrase, _ in find_phrases("date", Excerpt(text, 0, len(text))):
        if word := find_limit(text, phrase):
            return (
                f"'{word}' may make '{phrase}' a limit: give the EDTF with a note, such as 2024-05/.. or [..2024-05]"
            )
    return None


def iter_phrases(kind: str, words: Words) -> list[tuple[str, Reading]]:
    """Return the phrases of a kind in the words that the author names, or else in their places."""
    stated = words.stated
    excerpts = [Excerpt(stated, 0, len(stated), words.currencies)] if stated else words.excerpts
    return [
        phrase
        for excerpt in excerpts
        for phrase in find_phrases(kind, excerpt, is_unit_price=words.is_unit_price)
        if kind != "date" or find_limit(excerpt.text[excerpt.start : excerpt.end], phrase[0]) is None
    ]


def stating_words(kind: str, value: Mapping[str, Any], words: Words) -> str:
    """Return the phrase that states a value, if there is one in the words; else all words, for `verify` to judge."""
    if words.stated is None and isinstance(words.read_as(kind), Unread):
        for text, reading in iter_phrases(kind, words):
            stated = as_value(reading)
            is_alone = isinstance(reading, QuantityReading) and reading.unit is None and has_thing(words, text)
            parts = [(name, part) for name, part in value.items() if name not in NAMED_APART]
            if not is_alone and all(stated.get(name) == part for name, part in parts):
                return text
    return words.first


def words_of_number(kind: str, words: Words) -> str:
    """Return the quotation that an inferred number rests on: the first with a figure, or a distance of dates."""
    if words.stated is None:
        for text in words.texts:
            has_figure = any(figure != "date" for figure, *_ in find_figures(text))
            if any(find_distances(text)) if kind == "date" else has_figure:
                return text
    return words.first


def as_value(reading: Reading) -> dict[str, Any]:
    """Return a reading as the JSON of a value; an exact number needs no operator."""
    value = reading.as_json()
    return {name: part for name, part in value.items() if name != "kind" and (name, part) != ("operator", "=")}


def parse_value(readings: Readings, node: DraftNode) -> tuple[str, dict[str, Any]]:
    """Return what an author wrote as a value, and its kind: the value's fields, a date, a number, or words.

    A number alone is a share only where nothing else is possible, or below 1; raises ClaimError for other texts.
    """
    if isinstance(node, MapNode) and not node.entries.keys().isdisjoint(value_fields(readings)):
        return parse_fields(readings, node)
    text = node.text if isinstance(node, TextNode) else node.source
    for kind in readings:
        if kind == "share" and len(readings) > 1 and PLAIN_NUMBER.fullmatch(text):
            continue
        if value := parse_text(kind, text):
            return kind, value
    hint = f"Write {' or '.join(EXAMPLES[kind] for kind in readings)}"
    hint += (
        f"; a season, or another part of a year, has a full year: {NO_YEAR}" if PART_OF_ANY_YEAR.search(text) else ""
    )
    raise ClaimError(f"has the value '{text}'", hint + hint_at_quantity(readings, text))


def hint_at_quantity(readings: Readings, text: str) -> str:
    """Return the end of a hint for words that state a quantity, in a field that holds none; empty for others."""
    value = parse_text(QuantityReading.kind, text) if QuantityReading.kind not in readings else None
    if value and value.get("unit") is None and "money" in readings:
        coded = f"write it with its code, such as `{{{text} EUR: {text}, note: euros}}`"
        return f"; '{text}' has no currency: {coded}, or as a share if it is a multiple, such as `{MULTIPLE}`"
    is_quantity = value is not None and "percent" not in (value.get("unit") or "percent")
    return f"; '{text}' is a quantity, for the field `quantity`" if is_quantity else ""


def value_fields(readings: Readings) -> set[str]:
    """Return the names of the fields of values."""
    return {name for model in readings.values() for name in model.model_fields}


def parse_fields(readings: Readings, node: MapNode) -> tuple[str, dict[str, Any]]:
    """Return the value whose fields an author wrote one by one, and its kind: a quantity where it may be a share."""
    kinds = [kind for kind, model in readings.items() if node.entries.keys() <= model.model_fields.keys()]
    if not kinds:
        accepted = " or ".join(", ".join(model.model_fields) for model in readings.values())
        raise ClaimError(f"has the fields {', '.join(node.entries)}", f"Write {accepted}")
    kind = "quantity" if "quantity" in kinds else kinds[0]
    return kind, {name: coerce(readings[kind], name, to_json(child)) for name, child in node.entries.items()}


def parse_text(kind: str, text: str) -> dict[str, Any] | None:
    """Return the value of a kind that an author wrote as a text; None if it is none."""
    if kind == "date" and is_edtf(text):
        return {"edtf": text}
    notation = parse_notation(kind, text)
    if notation and not text[:1].isalpha():
        return notation
    reading = read_as(kind, text)
    return notation if isinstance(reading, Unread) else as_value(reading)


def is_edtf(text: str) -> bool:
    """Return whether a text is an EDTF expression."""
    try:
        parse(text)
    except EdtfError:
        return False
    return True


def coerce(model: type[BaseModel], name: str, value: object) -> object:
    """Return what a draft has for a field of a value: a number if it takes no text, else as it is."""
    if not isinstance(value, str):
        return value
    try:
        field_adapter(model, name).validate_json(json.dumps(value), strict=True)
    except ValidationError:
        return to_number(value) if re.fullmatch(r"\d+(?:\.\d+)?", value) else value
    return value
