"""Drafts from sheets: what an author would have written, which builds to the same sheet."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError

from facts.drafts.expansion.context_receipts import may_be_inferred
from facts.drafts.expansion.own_fields import OWN_FIELDS
from facts.drafts.expansion.records import RecordExpander
from facts.drafts.expansion.sheets import LANGUAGE
from facts.drafts.names.article_names import find_adjective
from facts.drafts.problems import ClaimError, DraftLog, LocationError
from facts.drafts.reading.claims import parse_claim
from facts.drafts.reading.expanded import GAP_NOTES, Expanded
from facts.drafts.reading.specs import CLAIM_KEYS, RECEIPT_KEYS, FieldSpec, field_spec
from facts.drafts.shorten import DraftShortener, Entries
from facts.drafts.text.emit import Draft, to_node
from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.kinds.country import Country
from facts.model.article import Article
from facts.model.decimals import format_decimal
from facts.model.fields import RecordField, WithEvidence
from facts.model.receipt import Gap, Receipt, Span
from facts.model.record import Record
from facts.sheets.partial import field_adapter
from facts.sheets.sheet import Sheet

MAX_EDGE = 6
"""Words at each end of a range that are tried."""


def to_draft(sheet: Sheet, article: Article) -> Mapping[str, Draft]:
    """Return the draft of a sheet, which must match the article."""
    locator = QuoteLocator(article)
    head: dict[str, Draft] = {"id": sheet.id, "title": sheet.title}
    source: dict[str, Draft] = {"language": sheet.source.language} if sheet.source.language != LANGUAGE else {}
    if sheet.source.factless:
        source["factless"] = {str(entry.passage): entry.reason for entry in sheet.source.factless}
    models = {"source": sheet.source} | {f"{kind}/{record.id}": record for kind, record in sheet}
    records = {
        name: Entries(type(model), name.rpartition("/")[2], dict(RecordDrafter(name, model, locator).entries()))
        for name, model in models.items()
    }
    shortener = DraftShortener(head | ({"source": source} if source else {}), records, article)
    shortener.shorten()
    return shortener.draft()


class RecordDrafter:
    """Writes the draft of one record."""

    def __init__(self, name: str, model: WithEvidence, locator: QuoteLocator) -> None:
        self.model = model
        self.locator = locator
        self.expander = RecordExpander(Expanded(name, type(model), 0, DraftLog("")), locator)

    def entries(self) -> Iterator[tuple[str, Draft]]:
        """Yield what the draft says of each field, unless it follows without."""
        references = self.model.reference_values(self.model.id) if isinstance(self.model, Record) else {}
        for item in self.model.fields:
            receipt, gap = self.model.evidence.get(item.path), self.model.gaps.get(item.path)
            if gap:
                is_default = (gap.status, gap.note) == ("unexamined", GAP_NOTES["unexamined"])
                if not is_default or "." in item.path or item.path in OWN_FIELDS:
                    yield item.path, self.gap(item.path, gap)
            elif receipt and (references.get(item.path) != (item.value, receipt.note) or self.is_written(item.path)):
                yield item.path, self.field(item, receipt)

    def gap(self, path: str, gap: Gap) -> Draft:
        """Return what the draft says of a field without a value."""
        if not self.spec_of(path).is_gap(gap.status):
            return {"gap": gap.status, "note": gap.note}
        return gap.status if gap.note == GAP_NOTES[gap.status] else {gap.status: gap.note}

    def is_written(self, path: str) -> bool:
        """Return whether a draft has to say that a field is that of a standard: a name beside no adjective."""
        if not isinstance(self.model, Country) or path != self.model.title_field:
            return False
        place = find_adjective(self.model.id, self.locator.article)
        return place is None or self.locator.text(place) not in self.model.also_called

    def field(self, item: RecordField, receipt: Receipt) -> Draft:
        """Return what the draft says of one field: the shortest that is expanded into the same."""
        spec = self.spec_of(item.path)
        is_name = self.expander.is_name(item.path, spec)
        quotes = [self.quote(span, is_name=is_name) for span in receipt.spans]
        claim = self.join(quotes)
        for name in RECEIPT_KEYS:
            part = getattr(receipt, name)
            is_open = may_be_inferred(self.expander.expanded.record, item.path, item.value)
            implied = "inferred" if receipt.note else "" if is_open else "stated"
            if part is not None and (name, part) != ("basis", implied):
                claim[name] = part
        for value in self.values(spec, item.value):
            candidate = value | claim
            if self.is_expanded_to(item, spec, candidate):
                break
        pair = as_pair(candidate)
        if pair != candidate and self.is_expanded_to(item, spec, pair):
            return pair
        is_plain = candidate.keys() == {"quote"} and spec.is_quoted and isinstance(candidate["quote"], str)
        return candidate["quote"] if is_plain else candidate

    def spec_of(self, path: str) -> FieldSpec:
        """Return what the field at a path holds."""
        model: type[BaseModel] = type(self.model)
        *parents, name = [step for step in path.split(".") if not step.isdecimal()]
        for step in parents:
            spec = field_spec(model, step)
            model = spec.group or spec.composites[0]
        return field_spec(model, name)

    def values(self, spec: FieldSpec, value: Any) -> Iterator[dict[str, Draft]]:
        """Yield what a draft may say of a value, the shortest first; the last says it all."""
        if spec.is_quoted or spec.metadata.is_label:
            yield {}
        if isinstance(value, BaseModel):
            raw = value.model_dump(
                mode="json", exclude_none=True, exclude_defaults=True, exclude_computed_fields=True
            )
            stated, parts = raw.pop("stated", None), as_draft({name: raw[name] for name in raw if name != "within"})
            yield {"stated": stated}
            for text in format_notations(raw):
                yield {"value": text}
                yield {"value": text, "stated": stated}
            yield {"value": parts, "stated": stated}
        else:
            yield {"value": as_draft(value)}

    def is_expanded_to(self, item: RecordField, spec: FieldSpec, candidate: Draft) -> bool:
        """Return whether what a draft says of a field is expanded into its value."""
        try:
            claim = parse_claim(spec, to_node(candidate), 0)
            places = self.expander.locate(item.path, claim.quotes, is_name=self.expander.is_name(item.path, spec))
            value = self.expander.value_of(item.path, spec, claim, places)
            return bool(as_json(self.validate(item.path, value)) == as_json(without_limits(item.value)))
        except (ClaimError, ValidationError):
            return False

    def validate(self, path: str, value: Any) -> Any:
        """Return the JSON of a field's value as the model has it."""
        model: type[BaseModel] = type(self.model)
        *parents, name = [step for step in path.split(".") if not step.isdecimal()]
        for step in parents:
            spec = field_spec(model, step)
            model = spec.group or spec.composites[0]
        return field_adapter(model, name).validate_python(value)

    def quote(self, span: Span, *, is_name: bool) -> dict[str, Draft]:
        """Return a span as a quotation: its words, with its passage or what is around it if they occur again."""
        place = Occurrence(span.passage, span.start, span.end, is_quoted=span.exact is not None)
        first, last = self.locator.article.passages[span.passage - 1]
        passage = str(span.passage)
        if (span.start, span.end, span.exact) == (first, last, None):
            return {"passage": passage}
        text = self.locator.text(place)
        before = self.locator.article.text[first : span.start].split(" ")
        after = self.locator.article.text[span.end : last].split(" ")
        for words in [text] if span.exact else list_ranges(text):
            candidates: list[dict[str, str]] = [{"quote": words}, {"quote": words, "passage": passage}]
            candidates += [
                {
                    "quote": words,
                    "passage": passage,
                    "prefix": " ".join(before[-count:]),
                    "suffix": " ".join(after[:count]),
                }
                for count in (2, 4)
            ]
            for candidate in candidates:
                if self.locates(candidate, place, is_name=is_name):
                    return dict(candidate)
        position = {"start": str(span.start), "end": str(span.end)}
        return {"quote": text, **position} if span.exact else dict(position)

    def locates(self, candidate: Mapping[str, str], place: Occurrence, *, is_name: bool) -> bool:
        """Return whether a quotation is located at a place."""
        passages = (int(candidate["passage"]),) if "passage" in candidate else ()
        quote = Quote(0, candidate["quote"], passages, candidate.get("prefix", ""), candidate.get("suffix", ""))
        try:
            return self.locator.locate(quote, is_name=is_name, suggests=False) == [place]
        except LocationError:
            return False

    def join(self, quotes: Sequence[Mapping[str, Draft]]) -> dict[str, Draft]:
        """Return the quotations of a field: one with its keys, or a list, with a common passage said once."""
        if len(quotes) <= 1:
            return dict(quotes[0]) if quotes else {}
        passages = {str(quote.get("passage")) for quote in quotes}
        is_common = len(passages) == 1 and all(quote.keys() == {"quote", "passage"} for quote in quotes)
        if is_common:
            return {"quote": [quote["quote"] for quote in quotes], "passage": passages.pop()}
        return {"quote": [quote["quote"] if quote.keys() == {"quote"} else dict(quote) for quote in quotes]}


def as_pair(claim: Mapping[str, Draft]) -> Mapping[str, Draft]:
    """Return what a draft says of a field with its value and its words as one entry, where both are short."""
    value, quote = claim.get("value"), claim.get("quote")
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str) or quote is None or value in CLAIM_KEYS or value in GAP_NOTES:
        return claim
    rest = {key: part for key, part in claim.items() if key not in ("value", "quote")}
    return {value: quote, **rest}


def list_ranges(text: str) -> Iterator[str]:
    """Yield the first and the last words of a text with an ellipsis between, the fewest first."""
    words = text.split(" ")
    for count in range(2, min(MAX_EDGE, len(words) // 2) + 1):
        yield f"{' '.join(words[:count])} \u2026 {' '.join(words[-count:])}"


def format_notations(raw: Mapping[str, Any]) -> Iterator[str]:
    """Yield a value as texts of a draft: a date, or a number with its operator and its unit or per cent."""
    if "edtf" in raw:
        yield str(raw["edtf"])
    number = raw.get("amount", raw.get("value"))
    if number is None:
        return
    operator = raw.get("operator", "=")
    head = "" if operator in ("=", "..") else f"{operator} "
    ends = [number, *filter(None, [raw.get("to")])]
    unit = raw.get("currency", raw.get("unit"))
    yield f"{head}{'..'.join(map(str, ends))}{f' {unit}' if unit else ''}"
    if isinstance(number, str) and not unit:
        yield f"{head}{'..'.join(format_decimal(Decimal(end) * 100) for end in ends)}%"


def as_json(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    return [as_json(item) for item in value] if isinstance(value, list | tuple) else value


def as_draft(value: Any) -> Draft:
    """Return the JSON of a value, or a model, as a part of a draft, in which every scalar is text."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json", exclude_none=True, exclude_computed_fields=True)
    if isinstance(value, Mapping):
        return {key: as_draft(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_draft(part) for part in value]
    return str(value)


def without_limits(value: Any) -> Any:
    """Return a date without the limits that an editor inferred, which are a field of their own."""
    if isinstance(value, BaseModel) and getattr(value, "within", None):
        return value.model_copy(update={"within": None})
    return value
