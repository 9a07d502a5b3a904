"""What other tools extract from an article: LangExtract's JSON Lines, and lists of W3C Web Annotations."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from facts.sheets.problems import Issue, SheetError
from facts.sheets.raw import as_dict, as_list

FORMATS_HINT = "Name a file of JSON Lines as LangExtract writes them, or a JSON list of W3C annotations"


@dataclass(frozen=True, slots=True)
class Extraction:
    """Words of an article with a class, attributes and what is around them.

    Without `words`, it is the characters from `start` to `end`, or nothing in the text, as `target` describes it.
    """

    name: str
    words: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    target: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)


def read_extractions(file: str, text: str) -> Iterator[Extraction]:
    """Yield the extractions in the text of a file; raise SheetError if it is of neither format."""
    try:
        extractions = [entry for document in parse_documents(text) for entry in iter_extractions(document)]
    except RecursionError:
        raise SheetError([Issue(file, "", "", "is nested too deeply", FORMATS_HINT)]) from None
    except ValueError as error:
        raise SheetError([Issue(file, "", "", f"is not JSON: {error}", FORMATS_HINT)]) from None
    if not extractions:
        raise SheetError([Issue(file, "", "", "has no extractions and no annotations", FORMATS_HINT)])
    yield from extractions


def parse_documents(text: str) -> list[Any]:
    """Return the value of a JSON text, or of each of its lines; raise ValueError if it is neither."""
    try:
        return [json.loads(text)]
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]


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
    if "target" in entries or entries.get("type") == "Annotation":
        yield from read_annotation(entries)
    for key in ("items", "first"):
        yield from iter_extractions(entries.get(key) or [])


def read_annotation(entries: Mapping[str, Any]) -> Iterator[Extraction]:
    """Yield the extractions of a W3C annotation, one at least for each target; its tags are the class."""
    bodies = [*list_objects(entries.get("body")), *list_objects(entries.get("bodyValue"))]
    tags = [str(body.get("value")) for body in bodies if body.get("purpose") in ("tagging", "classifying")]
    tags += [str(body["value"]) for body in bodies if "purpose" not in body and "value" in body]
    name = tags[0] if tags else ""
    for target in list_objects(entries.get("target")) or [{}]:
        selectors = list(iter_selectors(target))
        quotes = [selector for selector in selectors if isinstance(selector.get("exact"), str)]
        positions = [position for position in map(read_position, selectors) if position]
        start, end = positions[0] if positions else (None, None)
        for selector in quotes:
            prefix, suffix = (str(selector.get(key, "")) for key in ("prefix", "suffix"))
            yield Extraction(name, selector["exact"], prefix, suffix, start)
        if not quotes:
            yield Extraction(name, "", start=start, end=end, target=describe_target(target, selectors, start, end))


def iter_selectors(target: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the selectors of a target, and those that refine them."""
    for key in ("selector", "refinedBy"):
        for selector in list_objects(target.get(key)):
            yield selector
            yield from iter_selectors({"refinedBy": selector.get("refinedBy")})


def read_position(selector: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return the first character of a selector of positions, or of a range of them, and the one after its last."""
    first, last = selector, selector.get("end")
    if selector.get("type") == "RangeSelector":
        first, last = as_dict(selector.get("startSelector")), as_dict(selector.get("endSelector")).get("start")
    start = first.get("start")
    return (start, last) if isinstance(start, int) and isinstance(last, int) else None


def describe_target(
    target: Mapping[str, Any], selectors: Sequence[Mapping[str, Any]], start: int | None, end: int | None
) -> str:
    """Return what a target without words is: its position, the kinds of its selectors, or its URL."""
    if start is not None:
        return f"characters {start} to {end}"
    kinds = ", ".join(str(selector.get("type", "a selector without a type")) for selector in selectors)
    return kinds or str(target.get("source", target.get("id", target.get("value", "a target without a selector"))))


def list_objects(value: object) -> Sequence[dict[str, Any]]:
    """Return the objects of JSON-LD in a value: a list, or one alone; a text is an object with this value."""
    items = value if isinstance(value, list) else [value]
    return [{"value": item} if isinstance(item, str) else as_dict(item) for item in items if item]
