"""Drafts from what other tools extract."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from facts.drafts.extractions import Extraction, read_extractions
from facts.drafts.problems import LocationError
from facts.drafts.reading.specs import FieldSpec, field_spec, field_specs, first_field, is_named
from facts.drafts.text.emit import Draft, format_lines, format_text
from facts.drafts.text.folding import fold_words, slugify
from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.kinds import KINDS
from facts.model.article import Article
from facts.model.kind import Kind
from facts.sheets.suggestions import suggest_choice

IMPORT_NOTE = "an extractor reads it so"
"""The note of values that are not the article's words."""
NO_PLACE = "its words have no place"
UNTAGGED = "annotation"
"""What an extraction without a class is called."""


def import_draft(file: str, text: str, article: Article, identifier: str) -> str:
    """Return the draft of what was extracted from an article; raise SheetError for another format.

    Extractions whose class is no kind of record, and those that have no place in a passage, are comments at its end.
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
        extraction = self.cut_words(extraction)
        kind = find_kind(extraction.name)
        quote = self.quote(extraction) if extraction.words else None
        if kind is None or quote is None:
            self.add_comment(extraction, NO_PLACE if kind else "its class is no kind of record")
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

    def add_comment(self, extraction: Extraction, reason: str) -> None:
        """Add an extraction as a comment, with the reason why it is none of the records."""
        text = extraction.words or extraction.target
        self.comments.append(f"{format_text(extraction.name or UNTAGGED)}: {format_text(text)} ({reason})")

    def cut_words(self, extraction: Extraction) -> Extraction:
        """Return an extraction with the words at its position, if it has none and they are in one passage."""
        start, end, article = extraction.start, extraction.end, self.locator.article
        if extraction.words or start is None or end is None or not 0 <= start < end:
            return extraction
        words = article.text[start:end]
        first = start + len(words) - len(words.lstrip())
        last = first + len(words.strip())
        if any(low <= first < last <= high for low, high in article.passages):
            return replace(extraction, words=words.strip(), start=first)
        return extraction

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
