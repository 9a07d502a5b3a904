"""Drafts from what other tools extract: LangExtract's JSON Lines, and lists of W3C Web Annotations."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facts.drafts.problems import LocationError
from facts.drafts.reading.specs import FieldSpec, field_spec, field_specs, first_field, is_named
from facts.drafts.text.emit import Draft, format_lines, format_text
from facts.drafts.text.folding import fold_words, slugify
from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.kinds import KINDS
from facts.model.article import Article
from facts.model.kind import Kind
from facts.sheets.problems import Issue, SheetError
from facts.sheets.raw import as_dict, as_list
from facts.sheets.suggestions import suggest_choice

IMPORT_NOTE = "an extractor reads it so"
"""The note of values that are not the article's words."""
FORMATS_HINT = "Name a file of JSON Lines as LangExtract writes them, or a JSON list of W3C annotations"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Words of an article with a class, attributes and what is around them."""

    name: str
    words: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict)


def import_draft(file: str, text: str, article: Article, identifier: str) -> str:
    """Return the draft of what was extracted from an article; raise SheetError for another format.

    Extractions whose class is no kind of record, or whose words have no place, are comments at its end.
    """
    importer = Importer(article)
    for extraction in read_extractions(file, text):
        importer.add(extraction)
    records = [*format_lines(importer.records)]
    comments = [f"# {line}" for line in importer.comments]
    return "\n".join([f"id: {format_text(identifier)}", "title:  # in your own words", *records, *comments]) + "\n"


class Importer:
    """Collects extractions as the records of a draft."""

    def __init__(self, article: Article) -> None:
        self.locator = QuoteLocator(article)
        self.records: dict[str, Any] = {}
        self.comments: list[str] = []

    def add(self, extraction: Extraction) -> None:
        """Add an extraction as a record, or as a comment."""
        kind = find_kind(extraction.name)
        quote = self.quote(extraction)
        if kind is None or quote is None:
            reason = "its words have no place" if kind else "its class is no kind of record"
            self.comments.append(f"{extraction.name}: {format_text(extraction.words)} ({reason})")
            return
        record: dict[str, Draft] = {}
        title, specs = kind.model.title_field, field_specs(kind.model)
        if is_named(kind.model):
            record[title] = quote
        else:
            record["quote"] = quote["quote"] if quote.keys() == {"quote"} else [quote]
        for name, value in extraction.attributes.items():
            if name in specs and value not in (None, "", []):
                record[name] = self.attribute(words_spec(specs[name]), value)
            elif value not in (None, "", []):
                self.comments.append(f"{kind.name}/{extraction.words}: {name}: {value}")
        self.insert(kind, slugify(extraction.words)[:60].strip("-") or kind.singular, record)

    def insert(self, kind: Kind, identifier: str, record: dict[str, Draft]) -> None:
        """Add a record, or the fields that an earlier extraction of the same subject does not have."""
        records = self.records.setdefault(kind.name, {})
        if is_named(kind.model) and identifier in records:
            records[identifier] = record | records[identifier]
            return
        number, unique = 1, identifier
        while any(unique in records for records in self.records.values()):
            number += 1
            unique = f"{identifier}-{number}"
        records[unique] = record

    def attribute(self, spec: FieldSpec, value: Any) -> Draft:
        """Return what the draft says of an attribute: the article's words, or a value with a note."""
        texts = [str(item) for item in value] if isinstance(value, list) else [str(value)]
        if spec.is_quoted and all(self.locator.occurs_once(text) for text in texts):
            return texts if spec.is_list else texts[0]
        ids = [slugify(text) if spec.metadata.reference and len(text) != 2 else text for text in texts]
        return {"value": ids if spec.is_list else ids[0], "note": IMPORT_NOTE}

    def quote(self, extraction: Extraction) -> dict[str, Draft] | None:
        """Return the words of an extraction as a quotation with one place; None if they have none."""
        for candidate in self.candidates(extraction):
            quote = Quote(
                0,
                extraction.words,
                candidate.get("passage", ()),
                candidate.get("prefix", ""),
                candidate.get("suffix", ""),
            )
            try:
                self.locator.locate(quote)
            except LocationError:
                continue
            context = {key: str(value[0]) if key == "passage" else value for key, value in candidate.items()}
            return {"quote": extraction.words, **context}
        return None

    def candidates(self, extraction: Extraction) -> Iterator[dict[str, Any]]:
        """Yield what may say where the words are: nothing, their context, or the passage of their position.

        A position counts only if the article has the words there.
        """
        yield {}
        context = {"prefix": extraction.prefix, "suffix": extraction.suffix}
        if any(context.values()):
            yield context
        if (place := self.place_at(extraction)) is not None:
            yield {"passage": (place.passage,)}
            before, after = self.locator.around(place)
            yield {"passage": (place.passage,), "prefix": before, "suffix": after}

    def place_at(self, extraction: Extraction) -> Occurrence | None:
        """Return where the position of an extraction is, if its words are there."""
        start, article = extraction.start, self.locator.article
        if start is None:
            return None
        end = start + len(extraction.words)
        if fold_words(article.text[start:end]) != fold_words(extraction.words):
            return None
        bounds = enumerate(article.passages, 1)
        return next(
            (Occurrence(number, start, end) for number, (first, last) in bounds if first <= start < last), None
        )


def words_spec(spec: FieldSpec) -> FieldSpec:
    """Return what a text in a field stands for: in a group of fields, its first field."""
    return field_spec(spec.group, first_field(spec.group)) if spec.group else spec


def find_kind(name: str) -> Kind | None:
    """Return the kind of record that a class of extractions stands for; None if there is none."""
    slug = slugify(name)
    names = {label: kind for kind in KINDS.values() for label in (kind.name, kind.singular)}
    match = suggest_choice(slug, names)
    return names[match] if match else None


def read_extractions(file: str, text: str) -> Iterator[Extraction]:
    """Yield the extractions in the text of a file; raise SheetError if it is of neither format."""
    try:
        documents = [json.loads(text)]
    except ValueError:
        try:
            documents = [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise SheetError([Issue(file, "", "", f"is not JSON: {error}", FORMATS_HINT)]) from None
    extractions = [extraction for document in documents for extraction in iter_extractions(document)]
    if not extractions:
        raise SheetError([Issue(file, "", "", "has no extractions and no annotations", FORMATS_HINT)])
    yield from extractions


def iter_extractions(document: object) -> Iterator[Extraction]:
    """Yield the extractions of a document of LangExtract, or of a list, page or collection of annotations."""
    if isinstance(document, list):
        for item in document:
            yield from iter_extractions(item)
        return
    entries = as_dict(document)
    for entry in map(as_dict, as_list(entries.get("extractions"))):
        interval = as_dict(entry.get("char_interval"))
        if isinstance(words := entry.get("extraction_text"), str) and words.strip():
            start = interval.get("start_pos")
            yield Extraction(
                str(entry.get("extraction_class", "")),
                words,
                start=start if isinstance(start, int) else None,
                attributes=as_dict(entry.get("attributes")),
            )
    if "target" in entries:
        yield from read_annotation(entries)
    for key in ("items", "first"):
        yield from iter_extractions(entries.get(key) or [])


def read_annotation(entries: Mapping[str, Any]) -> Iterator[Extraction]:
    """Yield the extractions of a W3C annotation: one for each selector of words; its tags are the class."""
    bodies = [*list_objects(entries.get("body")), *list_objects(entries.get("bodyValue"))]
    tags = [str(body.get("value")) for body in bodies if body.get("purpose") in ("tagging", "classifying")]
    tags += [str(body["value"]) for body in bodies if "purpose" not in body and "value" in body]
    for target in list_objects(entries.get("target")):
        selectors = list_objects(target.get("selector"))
        positions = [item.get("start") for item in selectors if item.get("type") == "TextPositionSelector"]
        for selector in selectors:
            if selector.get("type") == "TextQuoteSelector" and isinstance(selector.get("exact"), str):
                prefix, suffix = (str(selector.get(name, "")) for name in ("prefix", "suffix"))
                start = positions[0] if positions and isinstance(positions[0], int) else None
                yield Extraction(tags[0] if tags else "", selector["exact"], prefix, suffix, start)


def list_objects(value: object) -> Sequence[dict[str, Any]]:
    """Return the objects of JSON-LD in a value: a list, or one alone; a text is an object with this value."""
    items = value if isinstance(value, list) else [value]
    return [{"value": item} if isinstance(item, str) else as_dict(item) for item in items if item]
